"""What the clock does: each page by itself, what fails stops nothing, a newer review goes on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale, Page, PageLogEntry, Revision, WorkflowState

from knowledge.jobs import background, scheduling
from knowledge.models import DutyRecord, SectionPage
from knowledge.moderation.models import PublicNotice
from knowledge.moderation.schedule import ScheduleError, publish_what_is_due
from knowledge.moderation.take_down import (
    NothingToShow,
    can_be_shown_again,
    hide,
    show_again,
    take_from_public,
)
from tests.factories import add_page, make_admin, make_moderator, make_region, make_user
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
DUTY = "publish scheduled pages"


def schedule(page: Page, title: str, *, days: int = 1, **fields) -> Revision:
    """A new version of the page, approved for a later day."""
    draft = page.get_latest_revision_as_object()
    draft.title, draft.go_live_at = title, timezone.now() + days * DAY
    for name, value in fields.items():
        setattr(draft, name, value)
    revision = draft.save_revision()
    revision.publish()
    return revision


def days_pass(days: int = 2):
    return freeze_time(timezone.now() + days * DAY, tick=True)


def shown(page: Page) -> str | int:
    """What a visitor gets at its address: its title, or the status."""
    response = Client().get(page.url)
    return (
        Page.objects.get(pk=page.pk).title if response.status_code == 200 else response.status_code
    )


def an_alias(page: Page, slug: str = "alias") -> Page:
    alias = page.create_alias(update_slug=slug)
    assert alias.live == page.live
    return alias


@pytest.fixture
def section(site_tree):
    return site_tree.section


@pytest.fixture
def moderator():
    return make_moderator()


# --- one by one ---


@pytest.mark.each_database
def test_what_clashes_is_named_and_tried_again_and_the_others_go_live(site_tree):
    pages = [add_page(SectionPage, site_tree.pack, f"Page {number}") for number in range(3)]
    for number, page in enumerate(pages):
        schedule(page, f"New {number}", slug=f"new-{number}")
    other = add_page(SectionPage, site_tree.pack, "In the way", slug="new-0")
    with days_pass():
        (outcome,) = scheduling.run([DUTY])
        assert "New 0" in outcome.error
        assert [shown(Page.objects.get(pk=page.pk)) for page in pages] == [
            "Page 0",
            "New 1",
            "New 2",
        ]
        record = DutyRecord.objects.get(name=DUTY)
        assert f"“New 0” (number {pages[0].pk})" in record.last_error
        assert "new-0" in record.last_error
        (trouble,) = [each for each in background.troubles() if DUTY in each.words]
        assert "1 time in a row" in trouble.words
        with pytest.raises(CommandError, match="New 0"):
            call_command("publish_scheduled")
        other.delete()
        (again,) = scheduling.run([DUTY])
        assert again.error == ""
        assert shown(Page.objects.get(pk=pages[0].pk)) == "New 0"
        assert not any(DUTY in each.words for each in background.troubles())


@pytest.mark.each_database
def test_a_page_that_cannot_be_taken_down_stops_no_other(site_tree, monkeypatch):
    ends = timezone.now() + DAY
    first, second = (
        add_page(SectionPage, site_tree.pack, f"Ends {number}", expire_at=ends)
        for number in range(2)
    )
    coming = add_page(SectionPage, site_tree.pack, "Comes", live=False)
    schedule(coming, "Comes")
    unpublish = Page.unpublish

    def fails_for_the_first(self, *args, **kwargs):
        if self.pk == first.pk:
            raise RuntimeError("it broke")
        return unpublish(self, *args, **kwargs)

    monkeypatch.setattr(Page, "unpublish", fails_for_the_first)
    with days_pass():
        with pytest.raises(ScheduleError, match="it broke"):
            publish_what_is_due()
        assert [shown(page) for page in (first, second, coming)] == ["Ends 0", 404, "Comes"]


@pytest.mark.each_database
def test_of_a_page_that_fails_nothing_is_half_done(section, monkeypatch):
    schedule(section, "Later")
    monkeypatch.setattr(Page, "update_aliases", lambda *args, **kwargs: 1 / 0)
    entries = PageLogEntry.objects.count()
    with days_pass(), pytest.raises(ScheduleError):
        publish_what_is_due()
    section.refresh_from_db()
    assert section.title == "What is co-production"
    assert section.scheduled_revision
    assert PageLogEntry.objects.count() == entries


# --- pages made in code ---


def test_a_page_made_public_in_code_stays_public_when_its_next_version_is_scheduled(site_tree):
    page = SectionPage(title="From a fixture", slug="fixture", live=True)
    site_tree.pack.add_child(instance=page)
    assert page.live_revision_id is None
    schedule(SectionPage.objects.get(pk=page.pk), "Later")
    assert shown(page) == "From a fixture"
    page.refresh_from_db()
    assert page.live_revision.as_object().title == "From a fixture"
    with days_pass():
        publish_what_is_due()
        assert shown(page) == "Later"


# --- a newer review, hidden pages, aliases, translations ---


@pytest.fixture
def sent_in(section):
    """Sends a newer version of the section into review."""

    def send(title: str = "Newer") -> WorkflowState:
        draft = section.get_latest_revision_as_object()
        draft.title, draft.go_live_at = title, None
        writer = make_user()
        draft.save_revision(user=writer)
        section.refresh_from_db()
        return section.get_workflow().start(section, writer)

    return send


@pytest.mark.each_database
@pytest.mark.parametrize("asked_for_changes", [False, True])
def test_a_newer_text_stays_in_review_when_the_day_comes(section, sent_in, asked_for_changes):
    schedule(section, "Later")
    state = sent_in()
    if asked_for_changes:
        state.current_task_state.reject(user=make_admin())
    before = state.status
    state.refresh_from_db()
    before = state.status
    with days_pass():
        publish_what_is_due()
        assert shown(section) == "Later"
        state.refresh_from_db()
        assert state.status == before
        section.refresh_from_db()
        assert section.has_unpublished_changes
        assert section.get_latest_revision_as_object().title == "Newer"


def test_a_review_of_what_is_published_ends(section, sent_in):
    state = sent_in("Read by nobody yet")
    schedule(section, "Read by nobody yet")
    with days_pass():
        publish_what_is_due()
        state.refresh_from_db()
        assert state.status == WorkflowState.STATUS_CANCELLED


def test_a_hidden_page_keeps_its_notice_until_its_day(section, moderator):
    hide(section, moderator)
    assert shown(section) == 410
    section.refresh_from_db()
    schedule(section, "Back")
    assert shown(section) == 410
    with days_pass():
        publish_what_is_due()
        assert shown(section) == "Back"
        assert not PublicNotice.objects.exists()


def test_hidden_or_withdrawn_it_does_not_come_back_on_its_day(section, moderator):
    schedule(section, "Later")
    hide(section, moderator)
    section.refresh_from_db()
    schedule(section, "Later still")
    take_from_public(SectionPage.objects.get(pk=section.pk), moderator, PublicNotice.Kind.WITHDRAWN)
    with days_pass():
        publish_what_is_due()
        assert shown(section) == 410


def test_scheduling_shows_no_alias_before_its_day(site_tree):
    page = add_page(SectionPage, site_tree.pack, "New", live=False)
    alias = an_alias(page)
    schedule(page, "New")
    assert [shown(page), shown(alias)] == [404, 404]
    with days_pass():
        publish_what_is_due()
        assert [shown(page), shown(alias)] == ["New", "New"]


@pytest.mark.parametrize("how", ["hide", "unpublish"])
def test_an_alias_that_was_taken_down_stays_down_until_it_is_shown_again(section, moderator, how):
    alias, other = an_alias(section), an_alias(section, "other")
    take_down(alias, moderator, how)
    gone = shown(alias)
    assert gone == (410 if how == "hide" else 404)
    schedule(section, "Later")
    with days_pass():
        publish_what_is_due()
        assert [shown(page) for page in (section, alias, other)] == ["Later", gone, "Later"]
        assert can_be_shown_again(alias)
        show_again(alias, moderator)
        assert shown(alias) == "Later"
        section.refresh_from_db()
        section.save_revision().publish()
        assert shown(alias) == "Later"


def take_down(page: Page, person, how: str) -> None:
    if how == "hide":
        hide(page, person)
    else:
        page.unpublish(user=person)
    page.refresh_from_db()


def test_an_alias_that_went_down_with_its_source_comes_back_with_it(section, moderator):
    alias = an_alias(section)
    hide(section, moderator)
    assert shown(alias) == 404
    alias.refresh_from_db()
    assert not can_be_shown_again(alias)
    with pytest.raises(NothingToShow):
        show_again(alias, moderator)
    show_again(section, moderator)
    assert shown(alias) == "What is co-production"


def test_an_alias_of_an_alias_follows_too(section, moderator):
    alias = an_alias(section)
    further = alias.create_alias(update_slug="further")
    schedule(section, "Later")
    with days_pass():
        publish_what_is_due()
        assert [shown(alias), shown(further)] == ["Later", "Later"]
        take_down(alias, moderator, "unpublish")
        section.refresh_from_db()
        section.save_revision().publish()
        assert [shown(alias), shown(further)] == [404, 404]


@pytest.mark.each_database
def test_an_alias_ends_with_its_source_and_comes_back_with_it(section):
    alias = an_alias(section)
    draft = section.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + DAY
    draft.save_revision().publish()
    with days_pass():
        publish_what_is_due()
        assert [shown(section), shown(alias)] == [404, 404]
        draft.expire_at = None
        draft.save_revision().publish()
        assert [shown(section), shown(alias)] == ["What is co-production"] * 2


def test_only_the_region_shows_an_alias_again(site_tree, moderator):
    page = add_page(SectionPage, site_tree.pack, "Shared")
    alias = an_alias(page)
    take_down(alias, moderator, "hide")
    with pytest.raises(PermissionDenied):
        show_again(alias, make_moderator(region=make_region()))
    admin = make_admin()
    client = admin_client(admin)
    html = client.get(f"/admin/hide/{alias.pk}/").content.decode()
    assert "Show it again" in html
    client.post(f"/admin/hide/{alias.pk}/")
    assert shown(alias) == "Shared"


@pytest.mark.parametrize("is_alias", [False, True])
def test_a_translation_follows_only_as_an_alias(section, is_alias):
    welsh = Locale.objects.create(language_code="cy")
    translation = section.copy_for_translation(welsh, copy_parents=True, alias=is_alias)
    if not is_alias:
        translation.title = "Cymraeg"
        translation.save_revision().publish()
        translation.refresh_from_db()
    schedule(section, "Later")
    with days_pass():
        publish_what_is_due()
        section.refresh_from_db()
        translation.refresh_from_db()
        assert section.title == "Later"
        assert (translation.title, translation.live) == (
            ("Later", True) if is_alias else ("Cymraeg", True)
        )
