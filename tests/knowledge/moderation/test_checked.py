"""E6: a page that was read and is right is checked off by one button, on record, for its region's people."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from knowledge.access.roles import ensure_roles
from knowledge.models import PageRegion, SectionPage
from knowledge.models.base import review_due
from knowledge.moderation.checked import CHECKED, check_off, next_check
from tests.factories import add_page, make_editor, make_region
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


def test_a_new_page_is_checked_after_the_usual_time(today, settings):
    settings.HUB_REVIEW_MONTHS = 2
    page = SectionPage()
    assert page.next_review == next_check(page, today) == review_due(today, 2)


def test_the_mail_to_its_owner_leads_to_the_button(late, editor):
    SectionPage.objects.filter(pk=late.pk).update(content_owner=editor)
    call_command("run_due", only=["remind of reviews"])
    (message,) = mail.outbox
    assert reverse("page_checked", args=[late.pk]) in message.body
