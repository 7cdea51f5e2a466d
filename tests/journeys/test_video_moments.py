"""Moments of a video: by keyboard, by a shared link, without scripts, and from a search (walk-through P4)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.demo.files_on_disk import FILES, read_text
from knowledge.models import VideoPage, VideoSeriesPage
from search.copies.reconcile import reconcile
from tests import factories
from tests.journeys.browser import assert_accessible, assert_fits, wait_until, watch
from tests.journeys.test_accessibility import PLAYS_FROM
from tests.journeys.test_search import search_for

pytestmark = pytest.mark.journey


def wait_for_moment(page: BrowserPage, second: int) -> None:
    """Until the video stands there. Asked from outside: a page without scripts runs none that wait."""
    player = page.locator("video")
    wait_until(page, lambda: player.evaluate("video => video.currentTime") >= second - 0.1)


@pytest.fixture
def clip(site_tree) -> VideoPage:
    """The demo's own clip."""
    content = (FILES / "find-your-way-round.mp4").read_bytes()
    words = read_text("find-your-way-round.vtt")
    page = factories.add_page(
        VideoPage,
        site_tree.videos,
        "Find your way",
        file=factories.make_document("Clip", name="clip.mp4", content=content),
        captions=factories.make_document("Captions", name="clip.vtt", content=words.encode()),
        transcript=words,
        chapters="0:00 Welcome\n0:25 The ladder",
    )
    factories.add_page(VideoSeriesPage, site_tree.videos, "A first look", videos=[("video", page)])
    return page


def test_by_keyboard_from_a_chapter_a_line_and_a_shared_link(clip, visitor: BrowserPage, hub):
    visitor.goto(clip.url)
    visitor.get_by_role("link", name="Play from The ladder").focus()
    visitor.keyboard.press("Enter")
    visitor.evaluate(PLAYS_FROM, 25)
    expect(visitor).to_have_url(re.compile(r"#t=25$"))
    visitor.locator("summary", has_text="Transcript").focus()
    visitor.keyboard.press("Enter")
    line = visitor.get_by_role("link", name="Play from 0:36")
    line.focus()
    visitor.keyboard.press("Enter")
    visitor.evaluate(PLAYS_FROM, 36)
    expect(visitor.locator(".hub-transcript__cue--here")).to_contain_text("You sign in with a code")

    visitor.evaluate("document.querySelector('video').pause()")
    visitor.locator("summary", has_text="Share from a moment").focus()
    visitor.keyboard.press("Enter")
    moment = visitor.get_by_label("Start at")
    expect(moment).to_have_value(re.compile(r"^0:(3[6-9]|4\d)$"))
    for wrong, words in (("abc", "Write minutes and seconds"), ("59:00", "This video is 0:")):
        moment.fill(wrong)
        visitor.get_by_role("button", name="Copy the link").press("Enter")
        expect(visitor.get_by_text(words)).to_be_visible()
        expect(moment).to_be_focused()
        expect(moment).to_have_attribute("aria-invalid", "true")
        moment.press("Enter")
        expect(moment).to_have_value(wrong)
    assert_accessible(visitor)
    moment.fill("0:25")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    said = visitor.get_by_role("status").filter(has_text="?t=0:25")
    expect(visitor.get_by_text("This video is 0:")).to_be_hidden()
    link = re.search(r"http\S+", said.inner_text())
    assert link is not None

    visitor.goto(f"{clip.url}?t=59:00")
    expect(visitor.get_by_text("This video is 0:")).to_be_visible()
    expect(visitor.get_by_label("Start at")).to_have_value("59:00")

    visitor.goto("/")
    visitor.goto(link[0])
    visitor.evaluate(PLAYS_FROM, 25)
    expect(visitor.locator(".hub-transcript__cue--here")).to_be_in_viewport()
    expect(visitor.locator("video")).to_be_in_viewport(ratio=0.9)
    assert_fits(visitor)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_on_a_phone_a_line_brings_the_player_into_view(clip, visitor: BrowserPage, motion):
    visitor.emulate_media(reduced_motion=motion)
    visitor.goto(clip.url)
    visitor.get_by_text("Transcript", exact=True).click()
    line = visitor.get_by_role("link", name="Play from 0:36")
    line.evaluate("line => line.scrollIntoView({block: 'start'})")
    expect(visitor.locator("video")).not_to_be_in_viewport(ratio=0.9)
    line.click()
    expect(visitor.locator("video")).to_be_in_viewport(ratio=1)
    visitor.evaluate(PLAYS_FROM, 36)


def test_without_scripts_a_line_leads_to_its_moment(clip, new_context, hub):
    context = new_context(base_url=hub, java_script_enabled=False)
    faults = watch(context, hub)
    page = context.new_page()
    page.goto("/videos/")
    page.get_by_role("link", name="A first look").click()
    page.get_by_role("link", name="Find your way").click()
    page.get_by_text("Transcript", exact=True).click()
    page.get_by_role("link", name="Play from 0:25").click()
    expect(page).to_have_url(re.compile(r"\?t=25#watch$"))
    expect(page.locator("video")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".hub-transcript__cue--here")).to_contain_text("On the ladder")
    wait_for_moment(page, 25)
    page.get_by_text("Share from a moment").click()
    page.get_by_label("Start at").fill("99:99")
    page.get_by_role("button", name="Go there").click()
    expect(page.get_by_text("Write minutes and seconds, such as 0:25")).to_be_visible()
    expect(page.get_by_label("Start at")).to_have_value("99:99")
    page.get_by_label("Start at").fill("0:36")
    page.get_by_role("button", name="Go there").click()
    expect(page).to_have_url(re.compile(r"\?t=0(%3A|:)36"))
    wait_for_moment(page, 36)
    assert faults.all() == []


def test_a_search_hit_plays_from_its_very_sentence(clip, visitor: BrowserPage):
    reconcile()
    visitor.goto("/")
    search_for(visitor, "find your own rung")
    visitor.get_by_role("link", name="Play from 0:25").click()
    expect(visitor).to_have_url(re.compile(r"#t=25$"))
    visitor.evaluate(PLAYS_FROM, 25)
    expect(visitor.locator(".hub-transcript__cue--here")).to_contain_text("find your own rung")
    expect(visitor.locator(".hub-transcript__cue--here")).to_be_in_viewport()
    assert visitor.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
