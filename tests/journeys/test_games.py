"""Q Sort and Story Cubes by a remote group: by keyboard on a small phone, by pointer, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from knowledge.models import ToolPage
from knowledge.workspaces.models import Group, Note
from knowledge.workspaces.q_sort import begin_q_sort
from knowledge.workspaces.story_cubes import begin_story
from tests.factories import add_page
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_fits_everywhere,
    assert_good_everywhere,
)
from tests.journeys.test_wall import drag

pytestmark = [pytest.mark.journey, pytest.mark.axe]
CARDS = ["We meet often", "We say what happens", "Parents begin", "Plans come late"]


def is_good_everywhere(*pages) -> None:
    """Axe in each person's own window: of two who look at the same, one is on a phone and one at a desk."""
    for page in pages:
        assert_good_everywhere(page, SMALLEST)


def test_q_sort_for_a_group(hub, site_tree, new_person):
    tool = add_page(ToolPage, site_tree.tools, "Q Sort", on_screen="q-sort")
    lead, other = new_person(PHONE), new_person(DESKTOP)
    lead.goto(tool.url)
    lead.get_by_role("link", name="Do it on screen, with a private link").press("Enter")
    lead.get_by_label("Your question").fill("How is it here?")
    lead.get_by_label("Cards").fill("\n".join(CARDS))
    assert_accessible(lead)
    lead.get_by_role("button", name="Make the board").press("Enter")
    expect(lead.get_by_role("heading", level=1, name="How is it here?")).to_be_visible()
    other.goto(lead.url)
    card = lead.get_by_role("listitem").filter(has_text="Plans come late")
    card.get_by_label("Move to").select_option("Least like us (room for 1)")
    card.get_by_role("button", name="Move").press("Enter")
    expect(lead.locator("[data-status]")).to_have_text("Moved.")
    expect(card.get_by_role("button", name="Move")).to_be_focused()
    least = other.get_by_role("region", name="Least like us")
    expect(least.get_by_text("Plans come late")).to_be_visible()
    other.set_viewport_size({"width": 1280, "height": 2000})  # so that all columns are in sight
    drag(other, other.get_by_role("listitem").filter(has_text="We meet often"), "Most like us")
    most = lead.get_by_role("region", name="Most like us")
    expect(most.get_by_text("We meet often")).to_be_visible()
    other.set_viewport_size(DESKTOP)
    is_good_everywhere(lead, other)
    # A column that is full says so.
    begins = lead.get_by_role("listitem").filter(has_text="Parents begin")
    begins.get_by_label("Move to").select_option("Most like us (room for 1)")
    begins.get_by_role("button", name="Move").press("Enter")
    expect(lead.get_by_role("alert")).to_contain_text("There is no room left in “Most like us")
    assert Note.objects.get(text="Parents begin").group is None
    assert lead.url.endswith("/q-sort/")
    expect(lead).to_have_title(re.compile("^Error: "))
    begins.get_by_label("Move to").select_option("In the middle (room for 2)")
    begins.get_by_role("button", name="Move").press("Enter")
    expect(lead.locator("[data-status]")).to_have_text("Moved.")
    expect(lead.get_by_role("alert")).to_have_count(0)
    expect(lead).to_have_title(re.compile("^How is it here?"))
    lead.get_by_role("link", name="See the result").press("Enter")
    expect(lead.get_by_role("img", name="A pyramid of cards")).to_be_visible()
    expect(lead.get_by_role("table")).to_contain_text("Plans come late")
    is_good_everywhere(lead)


def test_story_cubes_for_a_group(hub, site_tree, new_person):
    tool = add_page(ToolPage, site_tree.tools, "Story Cubes", on_screen="story-cubes")
    lead, other = new_person(PHONE), new_person(DESKTOP)
    lead.goto(tool.url)
    lead.get_by_role("link", name="Do it on screen, with a private link").press("Enter")
    lead.get_by_label("Theme of the story").fill("The day we went home")
    lead.get_by_role("button", name="Roll the dice").press("Enter")
    other.goto(lead.url)
    lead.get_by_label("Your sentence").fill("It rained.")
    lead.get_by_role("button", name="Add the sentence").press("Enter")
    expect(lead.get_by_label("Your sentence")).to_be_focused()
    expect(other.get_by_role("listitem").filter(has_text="It rained.")).to_be_visible()
    # One begins a sentence, another rolls: the sentence goes where it was meant to go.
    lead.get_by_label("Your sentence").fill("Then we left.")
    other.get_by_role("button", name="Roll again").press("Enter")
    expect(other.locator("[data-status]")).to_have_text("The dice are rolled.")
    expect(lead.get_by_role("region")).to_have_count(2)
    words = Group.objects.last().text.split(", ")
    newest = lead.get_by_role("region", name="The dice: " + ", ".join(words))
    expect(newest.get_by_role("listitem")).to_have_text(words)
    assert newest.locator("use").evaluate_all("all => all.every(use => use.getBBox().width > 0)")
    lead.get_by_role("button", name="Add the sentence").press("Enter")
    expect(lead.get_by_label("Your sentence")).to_have_value("")
    lead.get_by_label("Your sentence").fill("The sun came.")
    lead.get_by_role("button", name="Add the sentence").press("Enter")
    expect(newest.get_by_text("The sun came.")).to_be_visible()
    told = [list(group.notes.values_list("text", flat=True)) for group in Group.objects.all()]
    assert told == [["It rained.", "Then we left."], ["The sun came."]]
    is_good_everywhere(lead, other)
    lead.get_by_role("link", name="See the stories").press("Enter")
    expect(lead.get_by_text("It rained. Then we left.")).to_be_visible()
    is_good_everywhere(lead)


def test_without_scripts(hub, new_context):
    page = new_context(base_url=hub, java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"/workspaces/{begin_q_sort('How is it here?', CARDS)}/q-sort/")
    # The words can be changed until a card is placed.
    page.get_by_role("link", name="Change the words on the cards").press("Enter")
    page.get_by_label("Cards").fill("\n".join([*CARDS[:3], "Plans are late"]))
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Plans are late")).to_be_visible()
    card = page.get_by_role("listitem").filter(has_text="Parents begin")
    card.get_by_label("Move to").select_option("In the middle (room for 2)")
    card.get_by_role("button", name="Move").press("Enter")
    expect(
        page.get_by_role("region", name="In the middle").get_by_text("Parents begin")
    ).to_be_visible()
    page.get_by_role("link", name="Change the words on the cards").press("Enter")
    expect(page.get_by_text("because a card is in a column")).to_be_visible()
    page.goto(f"/workspaces/{begin_story('Going home')}/story-cubes/")
    page.get_by_label("Your sentence").fill("It rained.")
    page.get_by_label("Your sentence").press("Tab")
    page.get_by_role("button", name="Add the sentence").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="It rained.")).to_be_visible()
    page.get_by_role("button", name="Roll again").press("Enter")
    expect(page.get_by_role("region")).to_have_count(2)


LONG = "https://example.org/" + "x" * 130
"""What people paste."""


def test_long_words_break_on_board_and_result(hub, visitor):
    cards = [*CARDS[:3], "y" * 100]
    key = begin_q_sort(LONG, cards)
    for part in ("q-sort/", "q-sort/result/"):
        visitor.goto(f"/workspaces/{key}/{part}")
        assert_fits_everywhere(visitor, SMALLEST)
    key = begin_story("z" * 150)
    visitor.goto(f"/workspaces/{key}/story-cubes/")
    visitor.get_by_label("Your sentence").fill("w" * 150)
    visitor.get_by_role("button", name="Add the sentence").press("Enter")
    expect(visitor.get_by_role("listitem").filter(has_text="www")).to_be_visible()
    for part in ("story-cubes/", "story-cubes/result/"):
        visitor.goto(f"/workspaces/{key}/{part}")
        assert_fits_everywhere(visitor, SMALLEST)
