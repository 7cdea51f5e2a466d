"""What a phone shows first is the page: the header is low, and its search and menu are one tap away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from search.copies.reconcile import reconcile
from tests.journeys.browser import DESKTOP, assert_fits, wait_for_scripts
from tests.journeys.signing_in import sign_in_by_code

pytestmark = pytest.mark.journey

PHONE_BY_HAND = {"width": 360, "height": 740}
HIGHEST_HEADER = 130
"""px: name, search, account and menu."""


@pytest.fixture(autouse=True)
def _searchable(site_tree) -> None:
    reconcile()


def header_height(page: Page) -> float:
    wait_for_scripts(page)
    return page.locator("header.hub-header").bounding_box()["height"]


def test_the_header_leaves_a_phones_screen_to_the_page(site_tree, new_person):
    person = new_person(PHONE_BY_HAND)
    addresses = (
        "/",
        site_tree.section.get_url(),
        "/resources/",
        "/search/?q=wombat",
        "/share/",
        "/no/",
    )
    for address in addresses:
        person.goto(address)
        assert header_height(person) <= HIGHEST_HEADER, address
    sign_in_by_code(person, "voice@example.org")
    for address in (*addresses, "/my-examples/"):
        person.goto(address)
        assert header_height(person) <= HIGHEST_HEADER, f"{address}, signed in"
    # What has no room in it is in its menu.
    person.get_by_role("button", name="More").click()
    expect(person.get_by_role("link", name="Your account")).to_be_visible()
    person.get_by_role("link", name="Sign out").click()
    expect(person).to_have_url(re.compile("/accounts/logout/"))


def test_the_search_box_is_one_tap_away(site_tree, new_person):
    person = new_person(PHONE_BY_HAND)
    person.goto(site_tree.section.get_url())
    box = person.get_by_role("combobox", name="Search the hub")
    expect(box).to_be_hidden()
    button = person.locator("header summary")
    expect(button).to_have_text("Search")
    assert button.bounding_box()["height"] >= 44
    button.tap()
    expect(box).to_be_focused()
    assert_fits(person)
    box.press("Escape")
    expect(box).to_be_hidden()
    expect(button).to_be_focused()
    person.keyboard.press("Enter")
    box.fill("co-production")
    box.press("Enter")
    expect(person).to_have_url(re.compile(r"/search/\?q=co-production"))


def test_the_search_box_is_one_tap_away_without_scripts(site_tree, new_context, hub):
    page = new_context(base_url=hub, java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE_BY_HAND)
    page.goto(site_tree.section.get_url())
    page.locator("header summary").tap()
    page.get_by_role("searchbox", name="Search the hub").fill("co-production")
    page.locator("header").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=co-production"))


def test_where_there_is_room_the_box_is_there_at_once(site_tree, new_person):
    person = new_person(DESKTOP)
    person.goto(site_tree.section.get_url())
    box = person.get_by_role("combobox", name="Search the hub")
    expect(box).to_be_visible()
    expect(person.locator("header summary")).to_be_hidden()
    # Sizes are those of the design system within a fold too.
    button = person.locator("header").get_by_role("button", name="Search").bounding_box()
    assert button["height"] == pytest.approx(box.bounding_box()["height"], abs=0.5)
