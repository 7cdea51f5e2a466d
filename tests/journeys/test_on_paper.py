"""What is printed of pages behind a private link: what a group did, and no way to write for whoever sees the paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.workspaces.models import Note
from knowledge.workspaces.private_links import begin, reading_key
from knowledge.workspaces.q_sort import begin_q_sort
from knowledge.workspaces.rounds import start
from knowledge.workspaces.story_cubes import begin_story
from knowledge.workspaces.team_ladder import TEAM_LADDER
from knowledge.workspaces.wall import begin_wall
from tests.factories import make_ladder
from tests.journeys.test_gap_analysis import gap_analysis  # noqa: F401 - a fixture
from tests.knowledge.workspaces.test_team_ladder import send

pytestmark = pytest.mark.journey
CONTROLS = "main :is(button, .nhsuk-button, input, select, textarea):visible"
WAYS = "main a:visible"


def printed(page: BrowserPage, key: str, part: str) -> str:
    """The words on paper, which hold no link of the group and nothing to press."""
    page.goto(f"/workspaces/{key}/{part}")
    expect(page.locator(CONTROLS if "result" not in part else "h1").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(CONTROLS)).to_have_count(0)
    # What is still a link there is the name of something.
    assert not re.search(
        "answer|newest|result|change|links", " ".join(page.locator(WAYS).all_inner_texts()), re.I
    )
    words = page.locator("main").inner_text()
    page.emulate_media(media="screen")
    assert key not in words
    assert reading_key(key) not in words
    return words


def test_walls(hub, visitor):
    key = begin_wall("What would help?")
    visitor.goto(f"/workspaces/{key}/wall/")
    visitor.get_by_label("Your thought").fill("Later hours")
    visitor.get_by_role("button", name="Add the note").press("Enter")
    expect(visitor.get_by_role("listitem").filter(has_text="Later hours")).to_be_visible()
    assert "Later hours" in printed(visitor, key, "wall/")
    assert "Later hours" in printed(visitor, key, "wall/result/")
    printed(visitor, key, f"wall/note/{Note.objects.get().pk}/")
    printed(visitor, key, "links/")
    key = begin_q_sort("How is it?", ["One", "Two", "Three", "Four"])
    assert "Three" in printed(visitor, key, "q-sort/")
    assert "Three" in printed(visitor, key, "q-sort/result/")
    assert "The dice" in printed(visitor, begin_story("Home"), "story-cubes/")


def test_a_gap_analysis(hub, gap_analysis, visitor):  # noqa: F811
    key = start(gap_analysis)
    assert "Power" in printed(visitor, key, "gap-analysis/")
    printed(visitor, key, "gap-analysis/1/area/1/")
    assert "Everybody is heard" in printed(visitor, key, "gap-analysis/1/")


def test_a_teams_ladder(hub, site_tree, visitor):
    make_ladder(site_tree.pack)
    _, key = begin(TEAM_LADDER.key)
    send(key, 3)
    assert "1 person has answered" in printed(visitor, key, "ladder/")
    printed(visitor, key, "ladder/answer/")
