"""Every list of the admin on a phone: each column is reached, by keyboard too, and the page itself stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from knowledge.demo.people import ADMINISTRATOR
from knowledge.demo.waiting import make_waiting
from knowledge.models import HomePage
from knowledge.users.models import User
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    WCAG,
    assert_accessible,
    assert_fits,
    in_each_window,
)
from tests.journeys.signing_in import take_session
from tests.journeys.test_accessibility import (  # noqa: F401 - fixtures
    _live_server_helper,
    demo,
    hub,
)
from tests.knowledge.admin.test_every_list import lists, pages_of_ours
from tests.signing_in import admin_client

pytestmark = [pytest.mark.journey, pytest.mark.axe]

OUT_OF_REACH = """async () => {
    const cells = [...document.querySelectorAll(
        "main :is(table :is(th, td), a, button, select, input):not(aside *)")];
    const hidden = [];
    for (const cell of cells) {
        if (!cell.checkVisibility()) continue;
        cell.scrollIntoView({block: "nearest", inline: "end"});
        const {left, right} = cell.getBoundingClientRect();
        if (right > innerWidth + 1 || (left < -1 && right < 1)) hidden.push(cell.outerHTML.slice(0, 150));
    }
    // What was scrolled: only what scrolls for the keyboard too may have been.
    for (let each = document.querySelector("main"); each; each = each.parentElement)
        if (each.scrollLeft) hidden.push(`${each.tagName} was scrolled`);
    return hidden;
}"""
"""Cells and whatever is pressed or filled in that cannot be brought into the window, and frames that a reader cannot scroll back."""
CUT_OFF = """() => [...document.querySelectorAll("main :has(> table)")]
    .filter(each => each.scrollHeight > each.clientHeight + 1).map(each => each.outerHTML.slice(0, 150))"""
"""Lists whose last row lies below the edge of their frame."""
WIDE_FRAMES = """() => [...document.querySelectorAll("main *")].filter(each =>
    each.querySelector(":scope > table") && each.scrollWidth > each.clientWidth).map(each => ({
        html: each.outerHTML.slice(0, 150), focus: each.tabIndex,
        name: each.ariaLabel ?? document.getElementById(each.getAttribute("aria-labelledby"))?.textContent}))"""
BROKEN_WORDS = """() => [...document.querySelectorAll("main .listing td:not(:first-child)")].filter(cell => {
    if (cell.childElementCount || /[\\s.:/@-]/.test(cell.textContent.trim())) return false;
    const text = document.createRange();
    text.selectNodeContents(cell);
    return new Set([...text.getClientRects()].filter(each => each.width > 1).map(each => each.top)).size > 1;
}).map(each => each.outerHTML.slice(0, 150))"""
"""Cells that hold one plain word on two lines."""
SEEN_PART = """menu => {
    const {left, top, right, bottom} = menu.getBoundingClientRect();
    const at = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2]];
    return at.filter(([x, y]) => menu.contains(document.elementFromPoint(x, y))).length / at.length;
}"""
"""How many of its corners lie before everything else."""


@pytest.fixture(scope="module")
def _full_lists(demo: str) -> None:  # noqa: F811
    """Something waits in every list."""
    make_waiting()


@pytest.fixture
def phone(_full_lists: None, new_person) -> Page:
    """An administrator, on a phone."""
    browser = new_person(PHONE)
    take_session(browser, admin_client(User.objects.get(email=ADMINISTRATOR)))
    return browser


def test_every_column_is_reached_the_page_stays_and_no_plain_word_is_broken(phone: Page):
    home = HomePage.objects.get()
    beside = (
        "/admin/",
        "/admin/account/",
        f"/admin/pages/{home.pk}/",
        "/admin/images/?layout=list",
    )
    made_of_wagtails = set(lists())
    addresses = sorted({*made_of_wagtails, *pages_of_ours(), *beside})
    assert len(addresses) > 40
    wide = filters = 0
    for address in addresses:
        answer = phone.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert_fits(phone)
        frames = phone.evaluate(WIDE_FRAMES)
        assert not [each for each in frames if each["focus"] < 0 or not each["name"]], address
        assert phone.evaluate(CUT_OFF) == [], address
        assert phone.evaluate(OUT_OF_REACH) == [], address
        wide += bool(frames)
        if address in made_of_wagtails:
            # At a desk the filters stand beside the list, and leave it the least room.
            for _ in in_each_window(phone, DESKTOP):
                assert phone.evaluate(BROKEN_WORDS) == [], address
                filters += phone.locator(".changelist-filter").count()
    assert wide > 10
    assert filters > 3


def test_a_wide_list_is_scrolled_by_keyboard_and_has_a_name(phone: Page):
    phone.goto("/admin/reviews/")
    frame = phone.get_by_role("region", name="List: Reviews")
    frame.focus()
    for _ in range(30):
        phone.keyboard.press("ArrowRight")
    expect(frame.locator("thead th").last).to_be_in_viewport(ratio=0.9)
    assert_accessible(phone, WCAG)
    phone.set_viewport_size({"width": 1600, "height": 900})
    expect(frame).to_have_count(0)


def test_menus_of_rows_open_over_the_edge_of_the_list(phone: Page):
    for address in ("/admin/pages/", "/admin/users/", "/admin/snippets/knowledge/term/"):
        phone.goto(address)
        toggle = phone.locator("table.listing tbody tr").last.locator(
            "[data-w-dropdown-target=toggle]"
        )
        toggle.click()
        menu = phone.locator("table.listing [data-tippy-root] .tippy-box")
        expect(menu).to_be_visible()
        phone.wait_for_timeout(500)
        assert menu.evaluate(SEEN_PART) == 1, address


def test_acts_on_many_rows_stay_in_the_window(phone: Page):
    phone.goto("/admin/users/")
    phone.get_by_role("checkbox", name="Select", exact=False).nth(1).check()
    acts = phone.locator(".bulk-actions-choices")
    expect(acts.get_by_role("link").first).to_be_visible()
    phone.wait_for_timeout(500)
    assert phone.evaluate(OUT_OF_REACH) == []
    assert acts.evaluate("each => each.scrollWidth <= each.clientWidth + 1")


def test_a_list_below_its_filters_is_one_link_away(phone: Page):
    phone.goto("/admin/links/link/")
    rows = phone.locator("#rows")
    expect(rows).not_to_be_in_viewport()
    phone.get_by_role("link", name="Go to the list").click()
    expect(rows).to_be_in_viewport()
    phone.set_viewport_size(DESKTOP)
    expect(phone.get_by_role("link", name="Go to the list")).to_be_hidden()
