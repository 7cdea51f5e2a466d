"""The admin's first page leads to what waits; in a review what is decided stays beside what is read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from knowledge.models import SectionPage
from tests import factories
from tests.journeys.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.journeys.signing_in import choose_in_menu, open_admin

pytestmark = pytest.mark.journey

LONG = [f"Paragraph {number} of a long text that somebody has to read." for number in range(80)]


@pytest.mark.axe
def test_from_the_first_page_to_a_decision_that_stays_in_sight(site_tree, new_person):
    region = factories.make_region("South East")
    author = factories.make_editor(region=region)
    page = factories.add_page(
        SectionPage, site_tree.pack, "A long one", live=False, body=factories.section_body(*LONG)
    )
    page.save_revision(user=author)
    page.get_workflow().start(page, author)

    moderator = new_person(DESKTOP)
    open_admin(moderator, factories.make_moderator())
    assert_accessible(moderator)
    moderator.get_by_role("link", name="1 review has been taken by nobody").click()
    expect(moderator).to_have_url(re.compile(r"/admin/reviews/\?show=new$"))
    moderator.locator("main").get_by_role("link", name="A long one").click()
    moderator.get_by_text(LONG[-1]).last.scroll_into_view_if_needed()
    expect(moderator.get_by_text("Approve and publish")).to_be_in_viewport()
    assert_accessible(moderator)

    moderator.set_viewport_size(PHONE)
    moderator.reload()
    assert_fits(moderator)
    moderator.get_by_role("link", name="Go to what you can do").press("Enter")
    expect(moderator.get_by_role("heading", name="What you can do")).to_be_focused()
    expect(moderator.get_by_text("Approve and publish")).to_be_in_viewport()


def test_the_menu_opens_its_groups(site_tree, new_person):
    editor = new_person(DESKTOP)
    open_admin(editor, factories.make_editor(region=factories.make_region("South East")))
    for names, address in (
        (("Inbox", "Feedback"), "/admin/knowledge/feedback/"),
        (("Content", "Lists", "Topics"), "/admin/knowledge/topic/"),
        (("Upkeep", "Reports", "Pages due for review"), "/admin/reports/due/"),
        (("Help", "Help for editors"), "/admin/help/"),
    ):
        choose_in_menu(editor, *names)
        expect(editor).to_have_url(re.compile(f"{address}$"))
    menu = editor.get_by_role("navigation", name="Main menu")
    menu.get_by_role("button", name="Upkeep").click()
    links = menu.get_by_role("link", name="Links", exact=True)
    expect(links).to_be_visible()
    expect(links).to_have_attribute("href", "/admin/links/link/")
