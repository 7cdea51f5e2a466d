"""Walk-throughs P3 to P5: into files, into a webinar, narrowed step by step (with either engine), on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.demo.files_on_disk import FILES
from knowledge.documents.extract import read_document
from knowledge.models import EvidenceRequirement, ResourcePage, VideoPage
from search.copies.reconcile import reconcile
from tests import factories
from tests.journeys.browser import DESKTOP, assert_fits, watch
from tests.journeys.test_accessibility import PLAYS_FROM
from tests.search.conftest import tag

pytestmark = pytest.mark.journey

CAPTIONS = b"""WEBVTT

00:00:00.000 --> 00:00:10.000
Welcome to the session.

00:00:40.400 --> 00:00:42.000
Ask people which wombat matters to them.

00:01:15.000 --> 00:01:20.000
Thank you all.
"""


def search_for(page: BrowserPage, words: str) -> None:
    """Type into the search box that the page offers, and send it off with Enter."""
    box = page.locator("input[name=q]:visible").first
    box.fill(words)
    with page.expect_navigation():
        box.press("Enter")


def tab_to(page: BrowserPage, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


# --- into files ---


@pytest.mark.parametrize(
    ("name", "content", "sort", "place"),
    [
        ("cubes.pdf", factories.pdf_bytes("Roll the dice", "Draw a wombat"), "PDF", "page 2"),
        ("cubes.docx", factories.word_bytes("Roll the dice", "Draw a wombat"), "DOCX", ""),
    ],
)
def test_words_inside_a_worksheet(site_tree, visitor, name, content, sort, place):
    worksheet = factories.make_document(
        "Story Cubes worksheet", name=name, content=content, is_listed=True
    )
    read_document(worksheet)
    reconcile()
    visitor.goto("/")
    search_for(visitor, "wombat")
    hit = visitor.get_by_role("article")
    expect(hit).to_contain_text("Document")
    expect(hit).to_contain_text(f"{sort}, ")
    expect(hit).to_contain_text(re.compile(r"\d+(\.\d+)?\s(bytes|KB)"))
    expect(hit.get_by_role("link", name="Story Cubes worksheet")).to_be_visible()
    expect(hit.locator("mark")).to_have_text("wombat")
    assert_fits(visitor)
    if place:
        link = hit.get_by_role("link", name=f"Open at {place}")
        address = link.get_attribute("href")
        assert address == f"{worksheet.url}#page=2"
        answer = visitor.request.get(address)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("inline")


# --- into a webinar ---


def test_a_sentence_spoken_in_a_webinar(site_tree, visitor):
    """No transcript of its own: what is shown and found comes from the captions."""
    captions = factories.make_document("Captions", name="webinar.vtt", content=CAPTIONS)
    clip = (FILES / "find-your-way-round.mp4").read_bytes()
    factories.add_page(
        VideoPage,
        site_tree.videos,
        "Listening webinar",
        file=factories.make_document("Clip", name="webinar.mp4", content=clip),
        captions=captions,
    )
    read_document(captions)
    reconcile()
    visitor.goto("/")
    search_for(visitor, "which wombat matters")
    visitor.get_by_role("link", name="Play from 0:40").click()
    expect(visitor).to_have_url(re.compile(r"#t=40$"))
    expect(visitor.locator("video")).to_be_visible()
    visitor.evaluate(PLAYS_FROM, 40)
    assert visitor.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
    row = visitor.locator(".hub-transcript__cue--here")
    expect(row).to_contain_text("Ask people which wombat matters to them.")
    expect(row).to_be_in_viewport()
    expect(visitor.locator("video")).to_be_in_viewport(ratio=0.9)
    assert_fits(visitor)


def test_a_webinar_elsewhere_with_third_parties_refused(site_tree, new_context, hub):
    factories.add_page(
        VideoPage,
        site_tree.videos,
        "Their webinar",
        source_url="https://www.youtube.com/watch?v=abcdefghijk",
        transcript=CAPTIONS.decode(),
    )
    reconcile()
    context = new_context(base_url=hub)
    faults = watch(context, hub)
    page = context.new_page()
    page.goto("/search/?q=wombat")
    page.get_by_role("link", name="Play from 0:40").click()
    expect(page.get_by_text("Ask people which wombat matters to them.")).to_be_in_viewport()
    assert faults.all() == []
    page.get_by_role("button", name="Play here from 0:40").click()
    expect(page.locator("iframe")).to_have_attribute("src", re.compile(r"start=40"))
    # The provider is refused; what we have still serves.
    assert [address.split("/embed")[0] for address in faults.third_party] == [
        "https://www.youtube-nocookie.com"
    ]
    link = page.get_by_role("link", name="Watch on YouTube")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=abcdefghijk&t=40")
    expect(page.get_by_text("Ask people which wombat matters to them.")).to_be_visible()


# --- narrowed step by step ---

COUNT_ANNOUNCEMENTS = """() => {
  window.said = [];
  const live = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')]
    .filter(region => region.innerText.includes("result"));
  for (const region of live) new MutationObserver(
    () => window.said.push(region.innerText.trim().split("\\n")[0])
  ).observe(region, {subtree: true, childList: true, characterData: true});
  return live.length;
}"""


@pytest.fixture
def peer_support(site_tree) -> None:
    """Three resources about peer support: two of Sussex, one of these for Perinatal Equity."""
    sussex, kent = factories.make_region("Sussex"), factories.make_region("Kent")
    equity = EvidenceRequirement.objects.create(scheme="Perinatal Equity", slug="perinatal-equity")
    for title, region, requirements in (
        ("Peer support at home", sussex, [equity]),
        ("Peer support on the ward", sussex, []),
        ("Peer support in Kent", kent, [equity]),
    ):
        page = factories.add_page(ResourcePage, site_tree.resources, title)
        tag(page, regions=[region], requirements=requirements)
    reconcile()


@pytest.mark.usefixtures("each_engine")
def test_filters_by_keyboard_with_back_and_an_address_to_pass_on(peer_support, new_person):
    visitor = new_person()
    visitor.goto("/")
    search_for(visitor, "peer support")
    count = visitor.get_by_role("status").filter(has_text="result")
    expect(count).to_contain_text("3 results for “peer support”")
    assert visitor.evaluate(COUNT_ANNOUNCEMENTS) == 1
    tab_to(visitor, "#filters > summary")
    visitor.keyboard.press("Enter")
    sussex = visitor.get_by_role("checkbox", name=re.compile(r"Sussex \(2\s+results\s*\)"))
    equity = visitor.get_by_role("checkbox", name=re.compile("Perinatal Equity"))
    expect(sussex).to_be_visible()
    expect(equity).to_have_accessible_name(re.compile(r"Perinatal Equity \(2\s+results\s*\)"))
    assert_fits(visitor)

    tab_to(visitor, f"#{sussex.get_attribute('id')}")
    visitor.keyboard.press("Space")
    expect(count).to_contain_text("2 results")
    expect(sussex).to_be_checked()
    expect(sussex).to_be_focused()
    expect(equity).to_have_accessible_name(re.compile(r"Perinatal Equity \(1\s+result\s*\)"))
    tab_to(visitor, "input[name=requirement]")
    visitor.keyboard.press("Space")
    expect(count).to_contain_text("1 result")
    expect(visitor.get_by_role("article")).to_have_count(1)
    # Each time read out once, by the only live region.
    assert visitor.evaluate("window.said") == [
        "2 results for “peer support”",
        "1 result for “peer support”",
    ]

    address = visitor.url
    assert re.search(r"region=\d+&requirement=\d+$", address)
    assert "try=" not in address
    other = new_person(DESKTOP)
    other.goto(address)
    expect(other.get_by_role("article")).to_have_count(1)
    expect(other.get_by_role("link", name="Peer support at home")).to_be_visible()

    tab_to(visitor, "#show-results")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="1 result for “peer support”")).to_be_focused()
    visitor.go_back()
    expect(count).to_contain_text("2 results")
    expect(sussex).to_be_checked()
    expect(equity).not_to_be_checked()
    visitor.go_back()
    expect(count).to_contain_text("3 results")
    expect(sussex).not_to_be_checked()
    visitor.go_forward()
    expect(visitor.get_by_role("article")).to_have_count(2)


def test_filters_without_scripts(peer_support, new_context, hub):
    page = new_context(base_url=hub, java_script_enabled=False).new_page()
    page.goto("/search/?q=peer+support")
    page.locator("#filters > summary").click()
    page.get_by_role("checkbox", name=re.compile("Sussex")).check()
    page.get_by_role("button", name="Show 3 results").click()
    expect(page).to_have_url(re.compile("region="))
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("link", name=re.compile("Remove filter")).click()
    expect(page.get_by_role("article")).to_have_count(3)
