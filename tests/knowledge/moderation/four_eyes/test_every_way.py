"""The rule holds for every way to publish, over HTTP and in code."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction, CopyPagePermissionError
from wagtail.actions.create_alias import CreatePageAliasAction, CreatePageAliasPermissionError
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from knowledge.models import SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.models import Review
from tests.knowledge.moderation.four_eyes.writing import (
    body_form,
    draft_of,
    form_of,
    published_title,
    write,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def test_create_and_publish_makes_a_draft(site_tree, client, writer):
    data = nested_form_data(
        {
            "title": "Brand new",
            "slug": "brand-new",
            "summary": "",
            "last_reviewed": "2026-01-01",
            "next_review": "2026-07-01",
            "review_months": 6,
            "body": streamfield([("text", rich_text("<p>Words</p>"))]),
            "action-publish": "action-publish",
            **{
                f"{name}-{key}": value
                for name in ["topic_links", "audience_links", "region_links", "requirement_links", "rung_links", "comments"]
                for key, value in {
                    "TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000,
                }.items()
            },
        }
    )  # fmt: skip
    client.post(
        reverse("wagtailadmin_pages:add", args=["knowledge", "sectionpage", site_tree.pack.pk]),
        data,
    )
    assert not SectionPage.objects.live().filter(slug="brand-new").exists()


def test_edit_and_publish_in_one_go_is_refused_and_keeps_what_was_typed(live_page, client, writer):
    data = form_of(client, live_page)
    data["title"] = "Mine alone"
    data["action-publish"] = "action-publish"
    response = client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert response.status_code == 200
    assert b"somebody else has to publish it" in response.content
    assert b"Mine alone" in response.content
    assert published_title(live_page) == "Peer support"


def test_the_writer_pressing_publish_only_saves(live_page, client, writer):
    write(live_page, writer)
    data = form_of(client, live_page)
    data["action-publish"] = "action-publish"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert published_title(live_page) == "Peer support"
    assert (
        b'value="action-publish"'
        not in client.get(reverse("wagtailadmin_pages:edit", args=[live_page.pk])).content
    )


def test_another_can_publish_it_unchanged_from_the_editor(
    live_page, client, writer, other_moderator
):
    write(live_page, other_moderator)
    data = form_of(client, live_page)
    data["action-publish"] = "action-publish"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert published_title(live_page) == "Peer support, changed"


def bulk(client, page, **data):
    return client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}",
        data,
    )


def test_bulk_publish(live_page, client, writer):
    write(live_page, writer)
    bulk(client, live_page)
    assert published_title(live_page) == "Peer support"


def test_bulk_publish_of_descendants(site_tree, client, writer, region):
    own = draft_of(site_tree, writer, region)
    bulk(client, site_tree.pack, include_descendants="on")
    assert not SectionPage.objects.get(pk=own.pk).live


def test_revert_and_publish(live_page, client, writer, other_moderator):
    old = live_page.get_latest_revision()
    write(live_page, writer).publish(user=other_moderator)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[live_page.pk, old.pk])
    html = client.get(address).content.decode()
    data = {**querydict_from_html(html, form_id="page-edit-form").dict(), **body_form()}
    data["revision"] = old.pk
    data["action-publish"] = "action-publish"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert published_title(live_page) == "Peer support, changed"


def test_schedule(live_page, client, writer):
    draft = live_page.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Later", timezone.now() + datetime.timedelta(minutes=5)
    revision = draft.save_revision(user=writer)
    with pytest.raises(PublishPagePermissionError):
        revision.publish(user=writer)
    data = form_of(client, live_page)
    data["action-publish"] = "action-publish"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert not live_page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_another_scheduled_goes_live_by_itself(live_page, writer, other_moderator):
    draft = live_page.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Later", timezone.now() + datetime.timedelta(minutes=5)
    revision = draft.save_revision(user=writer)
    revision.publish(user=other_moderator)
    assert published_title(live_page) == "Peer support"
    live_page.revisions.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    content = revision.content
    content["go_live_at"] = (timezone.now() - datetime.timedelta(minutes=1)).isoformat()
    live_page.revisions.filter(pk=revision.pk).update(content=content)
    call_command("run_due", only=["publish scheduled pages"])
    assert published_title(live_page) == "Later"


@pytest.mark.parametrize("extra", [{"publish_copies": "on"}, {"alias": "on"}])
def test_a_copy_or_an_alias_is_never_live(live_page, client, extra):
    before = Page.objects.live().count()
    client.post(
        reverse("wagtailadmin_pages:copy", args=[live_page.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": live_page.get_parent().pk,
            **extra,
        },
    )
    assert Page.objects.live().count() == before


def test_copy_and_alias_actions_refuse(live_page, writer):
    with pytest.raises(CopyPagePermissionError):
        CopyPageAction(live_page, user=writer, keep_live=True).execute()
    with pytest.raises(CreatePageAliasPermissionError):
        CreatePageAliasAction(live_page, user=writer, update_slug="alias").execute()


def test_a_copy_keeps_its_writers(live_page, writer, other_moderator):
    write(live_page, writer)
    copy = CopyPageAction(
        live_page, user=other_moderator, keep_live=False, update_attrs={"slug": "copy"}
    ).execute()
    assert not copy.permissions_for_user(writer).can_publish()


def test_copying_the_whole_site_beside_itself_is_never_live(site_tree, client, writer):
    before = Page.objects.live().count()
    client.post(
        reverse("wagtailadmin_pages:copy", args=[site_tree.home.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": site_tree.home.get_parent().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert Page.objects.live().count() == before


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias"])
def test_the_admins_api(live_page, client, writer, action):
    write(live_page, writer)
    before = Page.objects.live().count()
    response = client.post(
        f"/admin/api/main/pages/{live_page.pk}/action/{action}/",
        {"update_slug": "alias", "slug": "copy", "keep_live": True},
        content_type="application/json",
    )
    assert response.status_code == 404
    assert published_title(live_page) == "Peer support"
    assert Page.objects.live().count() == before


def test_the_workflow(live_page, client, writer, other_moderator):
    write(live_page, writer)
    live_page.get_workflow().start(live_page, writer)
    state = live_page.current_workflow_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[live_page.pk, "approve", state.pk]
    )
    client.post(address, {"comment": "mine"})
    assert published_title(live_page) == "Peer support"
    with pytest.raises(PublishPagePermissionError):
        state.specific.approve(user=writer)
    review = Review.objects.get(page_id=live_page.pk)
    led = admin_client(other_moderator).post(address, {"comment": "good"})
    assert led.url == reverse("review", args=[review.pk])
    assert published_title(live_page) == "Peer support"
    page = SectionPage.objects.get(pk=live_page.pk)
    reviews.approve(review, other_moderator, version=reviews.version_of(page))
    assert published_title(live_page) == "Peer support, changed"


def test_who_sends_in_the_work_of_another_does_not_approve_it(live_page, writer, other_moderator):
    write(live_page, other_moderator)
    live_page.get_workflow().start(live_page, writer)
    assert live_page.current_workflow_task.get_actions(live_page, writer) == []
    assert live_page.current_workflow_task.get_actions(live_page, other_moderator) == []


def test_moving_publishes_nothing(site_tree, client, writer, region):
    draft = draft_of(site_tree, writer, region)
    client.post(
        reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, site_tree.section.pk]), {}
    )
    assert not SectionPage.objects.get(pk=draft.pk).live
