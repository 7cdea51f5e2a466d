"""A group on a wall of sticky notes: live, by pointer, by keyboard, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import ToolPage
from knowledge.workspaces.models import Group, Note
from knowledge.workspaces.wall import begin_wall
from tests.factories import add_page
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_fits,
    assert_fits_everywhere,
    assert_good_everywhere,
)

pytestmark = [pytest.mark.journey, pytest.mark.axe]
QUESTION = "What would make visits easier?"


def add(page: Page, text: str) -> None:
    page.get_by_label("Your thought").fill(text)
    page.get_by_role("button", name="Add the note").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def add_group(page: Page, name: str) -> None:
    page.get_by_label("Name of the group").fill(name)
    page.get_by_label("Name of the group").press("Enter")
    expect(page.get_by_role("region", name=name)).to_be_visible()


def test_a_wall_for_a_group(hub, site_tree, new_person):
    tool = add_page(ToolPage, site_tree.tools, "Sticky Notes", on_screen="sticky-notes")
    lead, other = new_person(DESKTOP), new_person(PHONE)
    lead.goto(tool.url)
    lead.get_by_role("link", name="Do it on screen, with a private link").click()
    lead.get_by_label("Your question").fill(QUESTION)
    lead.get_by_role("button", name="Make the wall").press("Enter")
    expect(lead.get_by_role("heading", level=1, name=QUESTION)).to_be_visible()
    other.goto(lead.url)
    add(other, "Later hours")
    expect(other.get_by_label("Your thought")).to_be_focused()
    add(other, "Plain words")
    add_group(lead, "Time")
    # What one does the other sees, without loading the page.
    note = lead.get_by_role("listitem").filter(has_text="Later hours")
    expect(note).to_be_visible()
    drag(lead, note, "Time")
    expect(lead.get_by_role("region", name="Time").get_by_text("Later hours")).to_be_visible()
    expect(other.get_by_role("region", name="Time").get_by_text("Later hours")).to_be_visible()
    # By keyboard: the button keeps the focus where its note goes.
    words = other.get_by_role("listitem").filter(has_text="Plain words")
    words.get_by_label("Move to").select_option("Time")
    words.get_by_role("button", name="Move").press("Enter")
    expect(other.get_by_role("status")).to_have_text("Moved.")
    expect(other.get_by_role("region", name="Time").get_by_text("Plain words")).to_be_visible()
    expect(words.get_by_role("button", name="Move")).to_be_focused()
    words.get_by_role("button", name="Give a dot").press("Enter")
    expect(words.get_by_text("1 dot")).to_be_visible()
    expect(lead.get_by_role("listitem").filter(has_text="Plain words")).to_contain_text("1 dot")
    assert list(Note.objects.values_list("group__text", "dots")) == [("Time", 0), ("Time", 1)]
    # The same wall, at a desk and on a phone.
    for page in (lead, other):
        assert_good_everywhere(page, SMALLEST)
    # What the server does not take is told by the form itself.
    other.get_by_label("Your thought").fill("ask kim@example.org")
    other.get_by_role("button", name="Add the note").press("Enter")
    expect(other.get_by_text("looks like personal data").first).to_be_visible()
    expect(other.get_by_label("Your thought")).to_have_value("ask kim@example.org")
    assert_accessible(other)
    assert other.url.endswith("/wall/")
    expect(other).to_have_title(re.compile("^Error: "))
    expect(other.get_by_label("I have checked")).to_have_count(1)
    # Put right, it is told no more; what was typed elsewhere on the page stays.
    other.get_by_label("Name of the group").fill("Words")
    add(other, "Ask the office")
    expect(other.get_by_role("status")).to_have_text("Added.")
    expect(other.get_by_text("looks like personal data")).to_have_count(0)
    expect(other.get_by_text("There is a problem")).to_have_count(0)
    expect(other.get_by_label("I have checked")).to_have_count(0)
    expect(other).to_have_title(re.compile(f"^{re.escape(QUESTION)}"))
    expect(other.get_by_label("Name of the group")).to_have_value("Words")
    assert_accessible(other)
    lead.get_by_role("link", name="See the result").click()
    expect(lead.get_by_role("table")).to_contain_text("Plain words")
    assert_accessible(lead)
    assert_fits(lead)


def drag(page: Page, note, group: str) -> None:
    """By its corner, onto the group."""
    handle = note.locator("[data-handle]")
    note.evaluate("note => note.scrollIntoView({block: 'center'})")
    start = handle.bounding_box()
    target = page.get_by_role("region", name=group).bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + target["height"] - 10, steps=8)
    page.mouse.up()


def test_without_scripts(hub, new_context):
    key = begin_wall(QUESTION)
    page = new_context(base_url=hub, java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"/workspaces/{key}/wall/")
    add(page, "Later hours")
    add_group(page, "Time")
    note = page.get_by_role("listitem").filter(has_text="Later hours")
    note.get_by_label("Move to").select_option("Time")
    note.get_by_role("button", name="Move").press("Enter")
    expect(page.get_by_role("region", name="Time").get_by_text("Later hours")).to_be_visible()
    note.get_by_role("button", name="Give a dot").press("Enter")
    expect(note.get_by_text("1 dot")).to_be_visible()
    note.get_by_role("button", name="Take a dot back").press("Enter")
    expect(note.get_by_text("0 dots")).to_be_visible()
    note.get_by_role("link", name="Change or delete").press("Enter")
    page.get_by_label("Your thought").fill("Visits after eight")
    Note.objects.update(text="Visits after seven", version=2)
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Visits after seven")).to_be_visible()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page).to_have_url(re.compile("/wall/#note-"))
    expect(page.get_by_text("Visits after eight")).to_be_visible()
    assert Group.objects.get().notes.get().text == "Visits after eight"
    # To delete is asked first: nobody can bring it back.
    change = page.get_by_role("listitem").filter(has_text="Visits after eight")
    change.get_by_role("link", name="Change or delete").press("Enter")
    page.get_by_role("button", name="Delete the note").press("Enter")
    expect(page.get_by_role("heading", name="Delete this note?")).to_be_visible()
    page.get_by_role("link", name="No, keep it").press("Enter")
    change.get_by_role("link", name="Change or delete").press("Enter")
    page.get_by_role("button", name="Delete the note").press("Enter")
    page.get_by_role("button", name="Yes, delete the note").press("Enter")
    expect(page).to_have_url(re.compile("/wall/#$"))
    expect(page.get_by_text("Visits after eight")).to_have_count(0)
    assert not Note.objects.exists()


def test_a_long_word_breaks(hub, visitor):
    key = begin_wall(QUESTION)
    visitor.goto(f"/workspaces/{key}/wall/")
    add(visitor, "x" * 200)
    add(visitor, "Short")
    add_group(visitor, "y" * 60)
    for part in ("wall/", "wall/result/"):
        visitor.goto(f"/workspaces/{key}/{part}")
        assert_fits_everywhere(visitor, SMALLEST)
    label = visitor.get_by_role("row").filter(has_text="xxx").get_by_text("Note").bounding_box()
    assert label["width"] > 40, "a label is broken"
    visitor.set_viewport_size(DESKTOP)
    dots = visitor.get_by_role("cell", name="0").first.bounding_box()
    assert dots["width"] > 60, "the short column is squeezed"
