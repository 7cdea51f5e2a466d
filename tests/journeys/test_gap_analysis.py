"""Walk-through P8: half fill, copy the link, finish elsewhere, take it along, do it again and compare."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.workspaces.models import Answer, AssessmentPage
from tests.factories import SiteTree, add_page
from tests.journeys.browser import (
    DESKTOP,
    SMALLEST,
    assert_fits_everywhere,
    assert_good_everywhere,
    watch,
)
from tests.knowledge.workspaces.conftest import area

pytestmark = pytest.mark.journey


@pytest.fixture
def gap_analysis(site_tree: SiteTree) -> AssessmentPage:
    """Two areas, with something that helps in the second."""
    return add_page(
        AssessmentPage,
        site_tree.pack,
        "How do we co-produce?",
        levels="Never\nSometimes\nAlways",
        areas=[
            area("Power", ["We share the agenda", "We share the money"], []),
            area("Listening", ["Everybody is heard"], [site_tree.section.pk]),
        ],
    )


def link_of(page: BrowserPage, words: str) -> str:
    """The private link that stands beside these words."""
    row = page.locator(".nhsuk-summary-list__row", has_text=words)
    return row.get_by_role("link").get_attribute("href") or ""


def statement(page: BrowserPage, number: int):
    """A statement's part of the form."""
    return page.get_by_role("region", name=f"Statement {number}")


def test_a_group_fills_half_goes_on_elsewhere_and_compares(gap_analysis, new_person):
    first = new_person()
    first.goto(gap_analysis.get_url())
    expect(first.get_by_text("We share the money")).to_be_visible()
    first.get_by_role("link", name="Start a gap analysis").click()
    first.get_by_role("button", name="Start now").click()
    expect(first.get_by_text("0 of 3 statements are answered")).to_be_visible()
    link, reading = link_of(first, "To read and write"), link_of(first, "To read only")
    assert_good_everywhere(first, SMALLEST)
    first.get_by_role("link", name="Begin: Power").click()
    statement(first, 1).get_by_label("Always").check()
    part = statement(first, 2)
    part.get_by_label("Never").check()
    part.get_by_text("Evidence and plan").click()
    assert_good_everywhere(first, SMALLEST)
    part.get_by_label("How do you know?").fill("Nobody of us has seen the budget")
    part.get_by_label("How urgent").select_option("High")
    part.get_by_label("What will you do?").fill("Ask for the budget")
    part.get_by_label("Who does it?").fill("MVP chair")
    part.get_by_label("By when?").fill("June 2027")
    first.get_by_role("button", name="Save and stop for now").click()
    expect(first.get_by_text("2 of 3 statements are answered")).to_be_visible()

    # Elsewhere, on a desk, by the link alone.
    second = new_person(DESKTOP)
    second.goto(link)
    second.get_by_role("link", name="Go on: Listening").click()
    statement(second, 1).get_by_label("Sometimes").check()
    second.get_by_role("button", name="Save and see the results").click()
    expect(second.get_by_role("heading", name="Where to begin")).to_be_visible()
    expect(second.get_by_role("row", name=re.compile("MVP chair"))).to_contain_text("June 2027")
    expect(second.get_by_role("link", name="What is co-production")).to_be_visible()
    assert_good_everywhere(second, SMALLEST)
    with second.expect_download() as waiting:
        second.get_by_role("link", name="Download as Word").click()
    document = Document(io.BytesIO(waiting.value.path().read_bytes()))
    assert "Ask for the budget" in document.tables[1].rows[1].cells[2].text

    # Again, and compared.
    second.get_by_role("button", name="Do it again").click()
    statement(second, 1).get_by_label("Always").check()
    statement(second, 2).get_by_label("Sometimes").check()
    second.get_by_role("button", name="Save and go on").click()
    statement(second, 1).get_by_label("Never").check()
    second.get_by_role("button", name="Save and see the results").click()
    expect(second.get_by_role("row", name=re.compile("^(Area )?Power"))).to_contain_text(
        "better than last time"
    )
    expect(second.get_by_role("row", name=re.compile("^(Area )?Listening"))).to_contain_text(
        "lower than last time"
    )
    assert_good_everywhere(second, SMALLEST)

    # Somebody who may only read sees all and changes nothing.
    reader = new_person()
    reader.goto(reading)
    expect(reader.get_by_text("Your link is for reading only")).to_be_visible()
    reader.get_by_role("link", name="See the results").click()
    expect(reader.get_by_role("button", name="Do it again")).to_have_count(0)

    # Closed: everybody is told, nothing is left.
    second.goto(link)
    second.get_by_role("link", name="Make new links").click()
    assert_good_everywhere(second, SMALLEST)
    second.get_by_label("Yes, delete everything").check()
    second.get_by_role("button", name="Close it for everybody").click()
    expect(second.get_by_role("heading", name="This link works no more")).to_be_visible()
    assert_good_everywhere(second, SMALLEST)
    reader.reload()
    expect(reader.get_by_text("closed it for everybody")).to_be_visible()
    assert not Answer.objects.exists()


def test_long_words_break(gap_analysis, visitor):
    visitor.goto(f"/workspaces/start/gap-analysis/{gap_analysis.pk}/")
    visitor.get_by_role("button", name="Start now").click()
    visitor.get_by_role("link", name="Begin: Power").click()
    part = statement(visitor, 1)
    part.get_by_label("Never").check()
    part.get_by_text("Evidence and plan").click()
    part.get_by_label("How do you know?").fill("e" * 120)
    part.get_by_label("What will you do?").fill("https://example.org/" + "x" * 150)
    part.get_by_label("Who does it?").fill("w" * 100)
    visitor.get_by_role("button", name="Save and stop for now").click()
    visitor.get_by_role("link", name="See the results").click()
    expect(visitor.get_by_role("heading", name="Action plan")).to_be_visible()
    assert_fits_everywhere(visitor, SMALLEST)


def test_two_people_at_once_see_both_versions_without_a_script(
    gap_analysis, hub, new_context: Callable
):
    people = []
    for _ in range(2):
        context = new_context(base_url=hub, java_script_enabled=False)
        people.append((context.new_page(), watch(context, hub)))
    (mine, _), (theirs, _) = people
    mine.goto(f"/workspaces/start/gap-analysis/{gap_analysis.pk}/")
    mine.get_by_role("button", name="Start now").click()
    theirs.goto(link_of(mine, "To read and write"))
    for page, words in ((mine, "Our minutes say so"), (theirs, "I was never asked")):
        page.get_by_role("link", name="Begin: Power").click()
        statement(page, 1).get_by_text("Evidence and plan").click()
        statement(page, 1).get_by_label("How do you know?").fill(words)
    mine.get_by_role("button", name="Save and go on").click()
    expect(mine.get_by_role("heading", name="Listening")).to_be_visible()
    theirs.get_by_role("button", name="Save and go on").click()
    summary = theirs.get_by_role("alert")
    expect(summary).to_contain_text("There are two versions of an answer")
    expect(theirs.get_by_text("Our minutes say so")).to_be_visible()
    box = statement(theirs, 1).get_by_label("How do you know?")
    expect(box).to_have_value("I was never asked")
    box.fill("Our minutes say so. I was never asked.")
    theirs.get_by_role("button", name="Save and go on").click()
    expect(theirs.get_by_role("heading", name="Listening")).to_be_visible()
    # Personal data is told of, and not kept.
    part = statement(theirs, 1)
    part.get_by_text("Evidence and plan").click()
    part.get_by_label("Who does it?").fill("jo@example.org")
    theirs.get_by_role("button", name="Save and see the results").click()
    expect(theirs.get_by_role("alert")).to_contain_text("This looks like personal data")
    part.get_by_label("Who does it?").fill("MVP chair")
    theirs.get_by_role("button", name="Save and see the results").click()
    expect(theirs.get_by_role("heading", name="Action plan")).to_be_visible()
    assert {(row.evidence, row.who) for row in Answer.objects.all()} == {
        ("Our minutes say so. I was never asked.", ""),
        ("", "MVP chair"),
    }
    assert [fault for _, faults in people for fault in faults.all()] == []


def test_a_statement_is_answered_by_keyboard(gap_analysis, visitor):
    visitor.goto(f"/workspaces/start/gap-analysis/{gap_analysis.pk}/")
    go_by_key(visitor, "Start now")
    go_by_key(visitor, "Begin: Power")
    expect(visitor.get_by_role("heading", name="Power")).to_be_visible()
    # The marked choice of the first statement, then up to the one before it.
    while visitor.evaluate("document.activeElement.type") != "radio":
        visitor.keyboard.press("Tab")
    visitor.keyboard.press("ArrowUp")
    expect(statement(visitor, 1).get_by_label("Always")).to_be_checked()
    tab_to(visitor, "Evidence and plan")
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type("Our notes")
    go_by_key(visitor, "Save and go on")
    expect(visitor.get_by_role("heading", name="Listening")).to_be_visible()
    row = Answer.objects.get()
    assert (row.score, row.evidence) == (2, "Our notes")


def go_by_key(page: BrowserPage, words: str) -> None:
    """Tab to what begins with these words; Enter leads to another page."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: BrowserPage, words: str) -> None:
    """Tab to what begins with these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if str(page.evaluate("document.activeElement.innerText || ''")).strip().startswith(words):
            return
    raise AssertionError(f"no Tab leads to {words}")
