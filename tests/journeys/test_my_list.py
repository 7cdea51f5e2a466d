"""A reader keeps pages, orders and annotates them by keyboard, and shares the list with somebody else."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

from knowledge.models import SectionPage
from tests.factories import add_page
from tests.journeys.browser import (
    DESKTOP,
    SMALLEST,
    assert_accessible,
    assert_fits,
    assert_good_everywhere,
)

pytestmark = [pytest.mark.journey, pytest.mark.axe]


def keep(browser, url: str) -> None:
    browser.goto(url)
    browser.get_by_role("button", name="Keep on my list").press("Enter")
    expect(browser.get_by_text("It is on your list.")).to_be_visible()


def test_a_double_click_keeps_a_page(site_tree, visitor):
    visitor.goto(site_tree.section.url)
    visitor.get_by_role("button", name="Keep on my list").dblclick()
    expect(visitor.get_by_role("button", name="Take off my list")).to_be_visible()
    expect(visitor.get_by_text("It is on your list.")).to_be_visible()
    visitor.wait_for_timeout(1000)  # longer than a double click takes
    visitor.get_by_role("button", name="Take off my list").dblclick()
    expect(visitor.get_by_role("button", name="Keep on my list")).to_be_visible()
    expect(visitor.get_by_text("It is no longer on your list.")).to_be_visible()


def take_along(reader) -> None:
    """The whole list as one Word file, with one's own notes."""
    reader.get_by_role("button", name="Make a Word file").click()
    expect(reader.get_by_role("heading", name="Your file is ready")).to_be_visible()
    assert_accessible(reader)
    assert_fits(reader)
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="Download “My list”").click()
    document = Document(io.BytesIO(waiting.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.index("Another section") < text.index("Note: For Tuesday's meeting")
    reader.go_back()
    reader.go_back()


def test_kept_ordered_annotated_shared(hub, site_tree, new_person, new_context):
    other = add_page(SectionPage, site_tree.pack, "Another section")
    first = site_tree.section
    reader = new_person()
    reader.goto("/my-list/")
    expect(reader.get_by_text("Choose “Keep on my list”")).to_be_visible()
    keep(reader, first.url)
    keep(reader, other.url)
    expect(reader.get_by_role("button", name="Take off my list")).to_be_visible()
    reader.get_by_role("link", name="See my list").click()
    expect(reader.get_by_role("heading", name="My list")).to_be_visible()
    lines = reader.locator("main li h2")
    expect(lines).to_have_text([first.title, other.title])

    up = reader.get_by_role("button", name="Move up Another section")
    up.focus()
    reader.keyboard.press("Enter")
    expect(lines).to_have_text([other.title, first.title])
    expect(reader.get_by_role("status")).to_have_text("Another section is now number 1 of 2.")
    expect(reader.get_by_role("button", name="Move down Another section")).to_be_focused()
    reader.get_by_label("My note on Another section").fill("For Tuesday's meeting")
    reader.get_by_label("With my notes").check()
    link = reader.get_by_label("Link to this list").input_value()
    assert_good_everywhere(reader, SMALLEST)
    reader.reload()
    expect(reader.get_by_label("My note on Another section")).to_have_value("For Tuesday's meeting")
    # On paper a note is text, whole; a page without one has no box.
    reader.emulate_media(media="print")
    expect(reader.locator("main textarea:visible")).to_have_count(0)
    expect(reader.get_by_text("My note:")).to_have_count(1)
    expect(reader.locator("main li").first).to_contain_text("My note: For Tuesday's meeting")
    expect(reader.get_by_text("My note:")).to_be_visible()
    reader.emulate_media(media="screen")
    expect(reader.get_by_text("My note:")).to_be_hidden()
    take_along(reader)

    # Without scripts a shared list is read, and can be changed for oneself.
    plain = new_context(base_url=hub, java_script_enabled=False).new_page()
    plain.goto(link)
    expect(plain.locator("main li h2")).to_have_text([other.title, first.title])
    expect(plain.get_by_text("For Tuesday's meeting")).to_be_visible()
    plain.get_by_role("button", name=f"Remove {first.title}").click()
    expect(plain.locator("main li h2")).to_have_text([other.title])

    colleague = new_person(DESKTOP)
    colleague.goto(link)
    expect(colleague.get_by_text("Somebody put these pages together.")).to_be_visible()
    assert_accessible(colleague)
    colleague.get_by_role("button", name="Keep these pages on my list").click()
    expect(colleague.get_by_role("heading", name="My list")).to_be_visible()
    colleague.get_by_role("button", name=re.compile("^Remove Another")).click()
    expect(colleague.locator("main li h2")).to_have_text([first.title])
    expect(colleague.get_by_role("link", name=first.title)).to_be_focused()
    colleague.get_by_role("button", name=re.compile("^Remove")).click()
    expect(colleague.get_by_text("Choose “Keep on my list”")).to_be_visible()
