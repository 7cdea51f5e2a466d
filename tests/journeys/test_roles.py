"""Everybody is refused what is not theirs, whatever address they type."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from knowledge.models import PageRegion, SectionPage
from tests import factories
from tests.journeys.browser import DESKTOP
from tests.journeys.signing_in import (
    PUBLISHES,
    approval_of,
    open_admin,
    press,
    sign_in_by_code,
    take_session,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.journey


@pytest.fixture
def south_east(site_tree):
    return factories.make_region("South East")


@pytest.fixture
def draft(site_tree, south_east):
    """A change to a section of the South East, not yet submitted."""
    return factories.add_page(
        SectionPage,
        site_tree.pack,
        "Draft section",
        live=False,
        region_links=[PageRegion(region=south_east)],
    )


def test_a_moderator_does_not_approve_their_own_change(draft, south_east, new_person):
    """Nor does an editor, in test_publish."""
    author = new_person(DESKTOP)
    moderator = factories.make_moderator("author@example.org", region=south_east)
    open_admin(author, moderator, f"/admin/pages/{draft.pk}/edit/")
    author.locator("#id_title").fill("A section I wrote")
    press(author, "[name=action-submit]")
    author.goto(f"/admin/pages/{draft.pk}/edit/")
    expect(author.locator(PUBLISHES)).to_have_count(0)
    author.goto(approval_of(draft))
    draft.refresh_from_db()
    assert not draft.live

    colleague = new_person(DESKTOP)
    other = factories.make_moderator(region=south_east)
    open_admin(colleague, other, f"/admin/pages/{draft.pk}/edit/")
    press(colleague, "[data-workflow-action-name=approve]")
    draft.refresh_from_db()
    assert draft.live
    assert draft.title == "A section I wrote"


def test_another_regions_moderator_is_offered_no_decision(draft, new_person):
    stranger = new_person(DESKTOP)
    user = factories.make_moderator(region=factories.make_region("North West"))
    take_session(stranger, admin_client(user))
    answer = stranger.goto(f"/admin/pages/{draft.pk}/edit/")
    assert answer.status == 404
    expect(stranger.locator(PUBLISHES)).to_have_count(0)


def test_a_contributor_never_enters_the_admin(draft, new_person):
    contributor = new_person()
    sign_in_by_code(contributor, "voice@example.org")
    for address in ("/admin/", f"/admin/pages/{draft.pk}/edit/", "/admin/images/", "/admin/users/"):
        contributor.goto(address)
        expect(contributor.locator("#wagtail-sidebar")).to_have_count(0)
        expect(contributor.get_by_text("Draft section")).to_have_count(0)


def test_the_public_sees_no_draft(draft, visitor):
    visitor.goto("/pack/")
    expect(visitor.get_by_text("Draft section")).to_have_count(0)
    assert visitor.goto("/pack/draft-section/").status == 404
