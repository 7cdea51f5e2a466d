"""Somebody leads an activity from a phone: steps, timers, a screen that stays awake; by keyboard too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from knowledge.models import ToolPage
from tests.factories import add_page
from tests.journeys.browser import SMALLEST, assert_good_everywhere

pytestmark = [pytest.mark.journey, pytest.mark.axe]
AWAKE = """
window.locks = 0;
Object.defineProperty(navigator, "wakeLock", {value: {
  request: async () => { window.locks += 1; return {released: false, release() { window.locks -= 1; }}; },
}});
"""
"""A browser without a window has no screen to keep awake; it counts what is asked for."""


@pytest.fixture
def tool(hub, site_tree) -> ToolPage:
    steps = [
        ("step", {"title": title, "minutes": minutes, "text": f"Words of {title}."})
        for title, minutes in (("Read", 2), ("Sort", 10))
    ]
    return add_page(ToolPage, site_tree.tools, "Card sort", steps=steps)


def test_timers(hub, tool, new_person):
    leader = new_person()
    leader.add_init_script(AWAKE)
    leader.clock.install()
    leader.goto(tool.url)
    leader.get_by_role("link", name="Lead this activity").click()
    first = leader.get_by_role("button", name="Start the timer of Read")
    first.focus()
    leader.keyboard.press("Enter")
    expect(leader.get_by_role("button", name="Stop the timer of Read")).to_be_focused()
    assert leader.evaluate("window.locks") == 1
    leader.clock.run_for(61_000)
    clock = leader.get_by_role("timer", name="Time left for Read")
    expect(clock).to_have_text(re.compile("^0:5[89]$"))
    expect(leader.get_by_role("status")).to_have_text("One minute left for Read.")
    leader.get_by_role("button", name="1 minute more for Read").click()
    expect(clock).to_have_text(re.compile("^1:5[89]$"))
    # Another step begins: this one stands still, and the screen stays awake once.
    leader.get_by_role("button", name="Start the timer of Sort").click()
    expect(first).to_be_visible()
    assert leader.evaluate("window.locks") == 1
    assert_good_everywhere(leader, SMALLEST)
    leader.clock.run_for(11 * 60_000)
    expect(leader.get_by_role("status")).to_have_text("The time for Sort is over.")
    leader.get_by_role("button", name="Stop the timer of Sort").click()
    assert leader.evaluate("window.locks") == 0


def test_a_timer_goes_on_when_the_page_is_loaded_again(hub, tool, visitor):
    visitor.clock.install()
    visitor.goto(f"/facilitate/{tool.pk}/")
    # The second click of a double click does not stop what the first began.
    visitor.get_by_role("button", name="Start the timer of Sort").dblclick()
    clock = visitor.get_by_role("timer", name="Time left for Sort")
    visitor.clock.run_for(60_000)
    expect(clock).to_have_text(re.compile("^(9:00|8:5[789])$"))
    visitor.reload()
    expect(visitor.get_by_role("button", name="Stop the timer of Sort")).to_be_visible()
    expect(clock).to_have_text(re.compile("^(9:00|8:5[0-9])$"))
    visitor.goto("/")
    visitor.clock.run_for(60_000)
    visitor.go_back()
    expect(clock).to_have_text(re.compile("^(8:00|7:[45][0-9])$"))
    expect(visitor.get_by_role("timer", name="Time left for Read")).to_have_text("2:00")
    # A phone that slept beyond the end.
    visitor.clock.fast_forward(20 * 60_000)
    expect(visitor.get_by_role("status")).to_have_text("The time for Sort is over.")
    visitor.reload()
    expect(clock).to_have_text(re.compile("^−1[12]:"))
    expect(visitor.get_by_role("status")).to_have_text("The time for Sort is over.")


def test_without_scripts_the_steps_are_read(hub, tool, new_context):
    page = new_context(base_url=hub, java_script_enabled=False).new_page()
    page.goto(f"/facilitate/{tool.pk}/")
    expect(page.get_by_role("heading", name="Read")).to_be_visible()
    expect(page.get_by_text("About 10 minutes")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
