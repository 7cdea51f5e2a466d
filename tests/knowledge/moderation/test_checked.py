"""E6: a page that was read and is right is checked off by one button, on record, for its region's people."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from knowledge.access.roles import ensure_roles
from knowledge.admin.due_pages import due_pages_of
from knowledge.models import HomePage, PackPage, PageRegion, PoolHandover, SectionPage
from knowledge.models.base import review_due
from knowledge.moderation.checked import (
    CHECKED,
    check_off,
    next_check,
    pages_to_check_off,
    user_can_check_off,
)
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def late(site_tree, today):
    """A page of a region whose check has been due since yesterday, checked every three months."""
    ensure_roles()
    page = add_page(
        SectionPage,
        site_tree.pack,
        "Late",
        last_reviewed=today - 101 * DAY,
        next_review=today - DAY,
        review_months=3,
    )
    PageRegion.objects.create(page_id=page.pk, region=make_region("North"))
    return SectionPage.objects.get(pk=page.pk)


@pytest.fixture
def editor(late):
    return make_editor("editor@example.org", region=late.region_links.get().region)


def test_one_button_sets_both_dates_and_says_who_and_why(client, late, editor, today):
    assert "we have not done that yet" in client.get(late.url).content.decode()
    address = reverse("page_checked", args=[late.pk])
    desk = admin_client(editor)
    assert "Reviewed, no change" in desk.get(address).content.decode()
    answer = desk.post(address, {"note": "Read it with our MNVP."}, follow=True)
    assert "counts as checked today" in answer.content.decode()
    assert "Read it with our MNVP." in answer.content.decode()
    late.refresh_from_db()
    assert (late.last_reviewed, late.next_review) == (today, review_due(today, 3))
    entry = PageLogEntry.objects.get(page=late.pk, action=CHECKED)
    assert (entry.user, entry.data["note"]) == (editor, "Read it with our MNVP.")
    html = client.get(late.url).content.decode()
    assert "we have not done that yet" not in html
    assert not late.has_unpublished_changes


@pytest.mark.each_database
def test_a_draft_that_waits_does_not_bring_the_old_dates_back(late, editor, today):
    late.title = "Newer"
    late.save_revision()
    check_off(SectionPage.objects.get(pk=late.pk), editor)
    page = Page.objects.get(pk=late.pk).specific
    assert page.title == "Late", "the draft is not published by it"
    page.get_latest_revision().publish()
    page = SectionPage.objects.get(pk=late.pk)
    assert (page.title, page.last_reviewed) == ("Newer", today)
    assert page.next_review == review_due(today, 3)


def test_a_draft_keeps_a_later_day_of_its_own(late, editor, today):
    late.next_review = today + 400 * DAY
    late.save_revision()
    check_off(SectionPage.objects.get(pk=late.pk), editor)
    draft = SectionPage.objects.get(pk=late.pk).get_latest_revision_as_object()
    assert (draft.last_reviewed, draft.next_review) == (today, today + 400 * DAY)


def test_only_its_regions_people_and_only_what_is_public(late, editor):
    address = reverse("page_checked", args=[late.pk])
    stranger = admin_client(make_editor(region=make_region("South")))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404
    late.unpublish()
    assert admin_client(editor).post(address).status_code in {302, 403}
    assert not PageLogEntry.objects.filter(action=CHECKED).exists()


def test_what_is_due_for_a_person_is_what_they_may_check_off(late, site_tree, today):
    """The rule for one page and the same rule for a list: of their region, or of none."""
    north, south = late.region_links.get().region, make_region("South")
    theirs = add_page(SectionPage, site_tree.pack, "Southern")
    PageRegion.objects.create(page_id=theirs.pk, region=south)
    add_page(SectionPage, late, "Below the northern one")
    add_page(SectionPage, site_tree.pack, "Draft", live=False)
    handed = add_page(SectionPage, site_tree.pack, "Handed to the pool")
    PageRegion.objects.create(page_id=handed.pk, region=south)
    PoolHandover.objects.create(page=handed)
    for model in (SectionPage, PackPage, HomePage):
        model.objects.update(next_review=today - DAY)
    people = [
        make_admin(), make_contributor(), make_editor(), make_moderator(),
        make_editor(region=north), make_moderator(region=north), make_editor(region=south),
    ]  # fmt: skip
    pages = [page.specific for page in Page.objects.all()]
    for person in people:
        may = {page.pk for page in pages if user_can_check_off(person, page)}
        assert set(pages_to_check_off(person).values_list("pk", flat=True)) == may
        due = set(due_pages_of(person).values_list("pk", flat=True))
        kinds = (SectionPage, PackPage, HomePage)
        assert due == {page.pk for page in pages if page.pk in may and isinstance(page, kinds)}
    listed = due_pages_of(make_editor(region=north)).values_list("title", flat=True)
    assert {"Late", "Below the northern one", "Resource pack"} <= set(listed)
    assert not {"Southern", "Draft", "Handed to the pool"} & set(listed)


# --- pressed twice ---


def pressed(desk, page, note="", seen=None):
    address = reverse("page_checked", args=[page.pk])
    seen = desk.get(address).context["form"]["seen"].value() if seen is None else seen
    return desk.post(address, {"note": note, "seen": seen or ""}, follow=True).content.decode()


def notes_of(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action=CHECKED).order_by("pk")
    return [entry.data["note"] for entry in entries]


@pytest.mark.each_database
def test_a_double_click_is_on_record_once(late, editor):
    desk = admin_client(editor)
    assert "counts as checked today" in pressed(desk, late, "Read it.", seen="")
    again = pressed(desk, late, "Read it.", seen="")
    assert "You have already checked this page off" in again
    assert notes_of(late) == ["Read it."]


def test_of_two_people_the_second_reads_who_was_first(late, editor):
    region = late.region_links.get().region
    second = admin_client(make_editor(region=region))
    pressed(admin_client(editor), late, "Read it.", seen="")
    answer = pressed(second, late, "", seen="")
    assert "editor@example.org has already checked this page off" in answer
    answer = pressed(second, late, "With our MNVP.", seen="")
    assert "To add your note to the record, press the button again" in answer
    assert notes_of(late) == ["Read it."]
    assert "With our MNVP." in answer
    seen = re.search(r'name="seen" value="(\d+)"', answer)[1]
    assert "counts as checked today" in pressed(second, late, "With our MNVP.", seen=seen)
    assert notes_of(late) == ["Read it.", "With our MNVP."]


def test_at_the_next_check_the_button_works_again(late, editor, today):
    desk = admin_client(editor)
    pressed(desk, late)
    SectionPage.objects.update(next_review=today - DAY)
    assert "counts as checked today" in pressed(desk, late)
    assert len(notes_of(late)) == 2


def test_a_new_page_is_checked_after_the_usual_time(today, settings):
    settings.HUB_REVIEW_MONTHS = 2
    page = SectionPage()
    assert page.next_review == next_check(page, today) == review_due(today, 2)


def test_the_mail_to_its_owner_leads_to_the_button(late, editor):
    SectionPage.objects.filter(pk=late.pk).update(content_owner=editor)
    call_command("run_due", only=["remind of reviews"])
    (message,) = mail.outbox
    assert reverse("page_checked", args=[late.pk]) in message.body
