"""What a page says at a second address is one page to the desk: checked, repaired, described and counted once."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from knowledge.access.roles import ensure_roles
from knowledge.access.routing import role_scope_of
from knowledge.admin.due_pages import due_pages_of
from knowledge.admin.media_report import videos_in_want
from knowledge.coverage.counting import AXES, make_matrix
from knowledge.links import repairing
from knowledge.links.ledger import rebuild
from knowledge.links.models import Link
from knowledge.models import PageRegion, ResourcePage, SectionPage, VideoPage
from knowledge.moderation.checked import check_off
from tests.factories import add_page, make_editor, make_region
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
OLD, NEW = "https://old.example/", "https://new.example/"
LATE = "we have not done that yet"


@pytest.fixture
def editor(site_tree):
    ensure_roles()
    return make_editor("editor@example.org", region=make_region())


def twice(model, parent, editor, **fields):
    """A page of the editor's region, late for its check, and its alias' alias."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    page = add_page(
        model, parent, "Twice", content_owner=editor, next_review=yesterday, **fields
    )  # fmt: skip
    PageRegion.objects.create(page_id=page.pk, region_id=min(role_scope_of(editor).edits))
    page = model.objects.get(pk=page.pk)
    alias = page.create_alias(update_slug="second")
    return page, alias, alias.create_alias(update_slug="third")


@pytest.fixture
def resources(site_tree, editor):
    return twice(ResourcePage, site_tree.resources, editor, source_url=OLD)


@pytest.mark.each_database
def test_a_check_counts_at_every_address(client, resources, editor):
    page, *aliases = resources
    assert [each.pk for each in due_pages_of(editor)] == [page.pk]
    assert all(LATE in client.get(each.url).content.decode() for each in resources)
    check_off(page, editor)
    assert not due_pages_of(editor)
    assert not any(LATE in client.get(each.url).content.decode() for each in resources)
    for alias in aliases:
        address = reverse("page_checked", args=[alias.pk])
        assert admin_client(editor).get(address).status_code == 302
    assert admin_client(editor).get(reverse("page_checked", args=[page.pk])).status_code == 200


def test_its_owner_gets_one_mail(resources, editor):
    mail.outbox.clear()
    call_command("run_due", only=["remind of reviews"])
    assert [message.to for message in mail.outbox] == [[editor.email]]
    assert f"/admin/checked/{resources[0].pk}/" in mail.outbox[0].body


def test_its_link_is_repaired_where_it_is_written(resources, editor):
    rebuild()
    link = Link.objects.get(address=OLD)
    assert set(link.places.values_list("page_id", flat=True)) == {resources[0].pk}
    answer = admin_client(editor).post(
        reverse("link", args=[link.pk]), {"replace": "1", "new_address": NEW}
    )
    assert repairing.SENT in answer.content.decode()
    Page.objects.get(pk=resources[0].pk).get_latest_revision().publish()
    addresses = ResourcePage.objects.filter(title="Twice").values_list("source_url", flat=True)
    assert set(addresses) == {NEW}


def test_a_page_that_is_an_alias_no_longer_has_links_of_its_own(
    resources, django_capture_on_commit_callbacks
):
    rebuild()
    Page.objects.get(pk=resources[0].pk).specific.delete()
    with django_capture_on_commit_callbacks(execute=True):
        ResourcePage.objects.get(pk=resources[1].pk).save_revision()
    assert Link.objects.get(address=OLD).places.get().page_id == resources[1].pk


def test_it_counts_once_also_where_a_section_links_to_its_second_address(site_tree, resources):
    section = add_page(
        SectionPage,
        site_tree.pack,
        "Listening",
        body=[("text", f'<p><a linktype="page" id="{resources[1].pk}">Read</a></p>')],
    )
    matrix = make_matrix(AXES["section"], AXES["region"])
    lines = {name: [cell.count for cell in cells] for name, cells in matrix.lines}
    assert lines[section.title] == [1]
    assert sum(sum(counts) for counts in lines.values()) == 1


def test_a_video_is_in_want_once_and_its_transcript_is_written_in_the_source(site_tree, editor):
    video, alias, _ = twice(
        VideoPage, site_tree.videos, editor, source_url="https://youtu.be/dQw4w9WgXcQ"
    )
    assert [each.pk for each in videos_in_want(editor)] == [video.pk]
    desk = admin_client(editor)
    assert desk.get(reverse("transcript", args=[video.pk])).status_code == 200
    assert desk.get(reverse("transcript", args=[alias.pk])).status_code == 302
