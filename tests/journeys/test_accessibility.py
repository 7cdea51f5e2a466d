"""Every public template can be used by everybody: axe, narrow windows, keyboard, no script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import Response, expect

from tests.demo_database import OpenDemo
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_fits,
    in_each_window,
    watch,
)
from tests.journeys.styles import assert_styled, rules_left_out
from tests.machine import AXE
from tests.public_states import (
    SIMPLER,
    STATES_OF_SEARCH,
    complete_demo,
    every_page,
    one_address_a_template,
    stopped_engine,
)

pytestmark = pytest.mark.journey
HEAVIEST_HOME = 150_000
"""Bytes."""
LONGEST_HOME = 3_500
"""Pixels, on the narrowest phone that people have."""
ALL_PICTURES = """async () => {
    for (const each of document.querySelectorAll("[loading=lazy]")) each.loading = "eager";
    await Promise.all([...document.images].filter(each => !each.complete)
        .map(each => new Promise(done => { each.onload = each.onerror = done; })));
}"""
"""Also those are loaded that wait until they come into sight."""
PLAYS_FROM = """seconds => new Promise(done => {
  const player = document.querySelector("video");
  const look = () => player.currentTime >= seconds ? done() : setTimeout(look, 50);
  look();
})"""
"""Ends when the video has reached the second; the page's policy forbids Playwright's own waiting."""


@pytest.fixture(autouse=True)
def _live_server_helper():
    """As pytest-django's own, but no test empties the database: it goes after the last."""


@pytest.fixture(scope="module")
def demo(
    playwright,  # Begun first, for its event loop gives Django another connection.
    live_server,
    open_demo: OpenDemo,
    _front_end: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The running site with the demo pack, for all tests here; none of them needs it unchanged."""
    url = live_server.url
    with (
        open_demo(tmp_path_factory.mktemp("demo")),
        override_settings(HUB_BASE_URL=url, WAGTAILADMIN_BASE_URL=url),
    ):
        complete_demo()
        yield url


@pytest.fixture
def hub(demo: str) -> str:
    """The address that the browsers of `new_person` are on."""
    return demo


@pytest.mark.axe
def test_axe_finds_nothing_and_nothing_is_too_wide(demo, new_person: Callable[..., BrowserPage]):
    page = new_person(DESKTOP)
    page.add_init_script(path=AXE)
    left_out = rules_left_out(page)
    assert left_out
    # Forms and private tools stand at a desk in the frame that these have, in one column as on a phone.
    with_columns = {*every_page(), "/search/?q=co-production"}
    for address in one_address_a_template():
        page.goto(address)
        page.evaluate(ALL_PICTURES)
        expect(page.locator("main")).to_contain_text(STATES_OF_SEARCH.get(address, ""))
        assert_styled(page, left_out)
        assert_good_in_each_window(page, has_columns=address in with_columns)
    phone, desk = new_person(PHONE), new_person(DESKTOP)
    for _ in what_opens(phone):
        assert_accessible(phone)
        assert_fits(phone)
    for _ in what_opens(desk):
        assert_fits(desk)
    with stopped_engine():
        phone.goto(SIMPLER)
    expect(phone.get_by_text("Search is simpler than usual")).to_be_visible()
    assert_good_in_each_window(phone, has_columns=False)
    # A form with faults is a state of its own.
    page = new_person()
    page.goto("/contact-us/")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your message.")
    assert_accessible(page)


def assert_good_in_each_window(page: BrowserPage, *, has_columns: bool) -> None:
    """Axe in the smallest window, and at a desk where the page has another layout there; it fits in all."""
    for window in in_each_window(page, DESKTOP, PHONE, SMALLEST):
        if window == SMALLEST or (has_columns and window == DESKTOP):
            assert_accessible(page)
        assert_fits(page)


def test_no_page_asks_a_third_party_before_a_click(demo, new_context):
    """Every page of the demo with all its pictures; forms, lists and private tools are asked above."""
    context = new_context(base_url=demo)
    faults = watch(context, demo)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    everything = {*every_page(), *one_address_a_template()}
    assert len(everything) > 100
    addresses = sorted(set(every_page()) - set(one_address_a_template()))
    for address in addresses:
        page.goto(address)
        page.evaluate(ALL_PICTURES)
    assert faults.all() == []
    assert {f"{demo}{address}" for address in addresses} <= set(asked)


def test_home_is_light(demo, visitor: BrowserPage):
    """All that a phone loads for it, with texts as small as a server sends them, but for the page."""
    answers: list[Response] = []
    visitor.on("response", lambda answer: answers.append(answer))
    visitor.goto("/", wait_until="networkidle")
    sizes = {answer.url.removeprefix(demo): sent_bytes(answer) for answer in answers}
    assert {Path(address).suffix for address in sizes} >= {".css", ".js", ".woff2"}
    assert sum(sizes.values()) <= HEAVIEST_HOME, sizes


def test_home_is_short_on_a_phone(demo, visitor: BrowserPage):
    visitor.set_viewport_size(PHONE)
    visitor.goto("/")
    assert visitor.evaluate("document.documentElement.scrollHeight") <= LONGEST_HOME
    expect(visitor.locator(".hub-hero__picture")).to_be_visible()


def test_nothing_jumps_while_pages_load(demo, new_context):
    context = new_context(base_url=demo)
    context.add_init_script(
        "new PerformanceObserver(list => { for (const each of list.getEntries())"
        " window.shift = (window.shift || 0) + each.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    page.set_viewport_size(PHONE)
    for address in ("/", "/videos/", "/tools/q-sort/", "/resource-pack/ladder/", "/examples/"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift || 0") == 0, address


def test_the_ladder_on_a_phone_opens_the_chosen_rung_alone(demo, new_context):
    for scripts in (True, False):
        context = new_context(base_url=demo, java_script_enabled=scripts)
        page = context.new_page()
        page.set_viewport_size(PHONE)
        page.goto("/resource-pack/ladder/")
        rungs = page.locator(".hub-rung:visible")
        expect(rungs).to_have_count(0)
        page.locator(".hub-ladder__step--4").click()
        expect(rungs).to_have_count(1)
        expect(page.get_by_role("heading", name=re.compile("Consultation"))).to_be_in_viewport()
        page.get_by_role("link", name=re.compile("^rung 5")).click()
        expect(page.get_by_role("heading", name=re.compile("Engagement"))).to_be_in_viewport()
        expect(rungs).to_have_count(1)
        page.get_by_role("link", name="Read about all the rungs").click()
        expect(rungs).to_have_count(7)
        context.close()


def test_rung_4_leads_to_rung_5_and_to_what_helps(demo, new_context):
    """Walk-through P7: by keyboard, with scripts and without, the same words, a resource and an example."""
    seen = []
    for scripts in (True, False):
        context = new_context(base_url=demo, java_script_enabled=scripts)
        page = context.new_page()
        page.set_viewport_size(PHONE)
        page.goto("/resource-pack/ladder/")
        page.locator(".hub-ladder__step--4").focus()
        page.keyboard.press("Enter")
        next_step = page.locator("#rung-4").get_by_role("link", name=re.compile("^rung 5"))
        expect(next_step).to_be_visible()
        next_step.focus()
        page.keyboard.press("Enter")
        fifth = page.locator("#rung-5")
        expect(fifth).to_be_visible()
        seen.append((page.locator("#rung-4").text_content(), fifth.inner_text()))
        for heading, kind in (
            ("What can help", "Guide section"),
            ("Who does it like this", "Practice example"),
        ):
            shelf = fifth.get_by_role("heading", name=heading).locator(
                "xpath=following-sibling::ul[1]"
            )
            expect(shelf.get_by_text(kind).first).to_be_visible()
        shelf.get_by_role("link").first.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/examples/."))
        context.close()
    assert seen[0] == seen[1]


def test_answers_lead_to_a_rung(demo, new_context):
    for scripts in (True, False):
        context = new_context(base_url=demo, java_script_enabled=scripts)
        page = context.new_page()
        page.set_viewport_size(PHONE)
        page.goto("/resource-pack/ladder/")
        page.locator("#questions > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        for _ in range(6):  # a group of radio buttons each: the first answer, and on
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(
            page.get_by_role("heading", name=re.compile("You are on rung 7"))
        ).to_be_in_viewport()
        page.get_by_text("Change your answers").click()
        page.get_by_role("group", name=re.compile("We ask people")).get_by_label(
            "Sometimes"
        ).check()
        page.get_by_role("button", name="Show my rung").click()
        expect(page.get_by_role("heading", name=re.compile("You are on rung 3"))).to_be_visible()
        expect(page.get_by_text("Make this usual, and not only now and then")).to_be_visible()
        if scripts:
            assert_good_in_each_window(page, has_columns=True)
        context.close()


def test_paper_says_which_page_it_is_and_has_every_rung(demo, visitor: BrowserPage):
    visitor.goto("/resource-pack/ladder/")
    visitor.emulate_media(media="print")
    expect(visitor.locator(".hub-rung:visible")).to_have_count(7)
    expect(visitor.locator(".hub-printed")).to_be_visible()
    expect(visitor.locator(".hub-printed")).to_contain_text(f"{demo}/resource-pack/ladder/")
    label = visitor.locator(".nhsuk-warning-callout__label").first
    assert label.evaluate("label => getComputedStyle(label).position") == "static"


def sent_bytes(answer: Response) -> int:
    """Bytes of a body; static text is collected compressed, pages are not."""
    body = answer.body()
    return len(gzip.compress(body)) if answer.url.endswith((".css", ".js", ".svg")) else len(body)


def what_opens(page: BrowserPage) -> Iterator[str]:
    """One after the other: suggestions, the meaning of an acronym, filters and the menu of a phone."""
    page.goto("/")
    page.get_by_role("combobox").first.press_sequentially("matern")
    expect(page.get_by_role("option").first).to_be_visible()
    yield "suggestions"
    page.get_by_role("combobox").first.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    yield "a suggestion is chosen"
    page.goto("/resource-pack/how-to-co-produce/")
    page.get_by_role("button", name=re.compile("what it means")).first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    yield "a meaning"
    page.goto("/resources/")
    if (search := page.locator("header summary")).is_visible():
        search.click()
        yield "the search of the header"
    page.goto(SIMPLER)
    if page.get_by_role("button", name="More").is_visible():
        page.locator("#filters > summary").click()
        yield "filters"
        page.get_by_role("button", name="More").click()
        yield "the menu"


def test_by_keyboard_alone(demo, new_person: Callable[..., BrowserPage]):
    page = new_person(DESKTOP)
    page.goto("/resource-pack/ladder/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("#maincontent")).to_be_focused()
    # From the picture of the ladder to the rung, and on to the next.
    page.locator(".hub-ladder__step--4").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#rung-4$"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#rung-5")


def test_the_menu_opens_on_a_phone(demo, visitor: BrowserPage):
    visitor.goto("/resource-pack/")
    menu = visitor.get_by_role("button", name="More")
    expect(menu).to_be_visible()
    menu.focus()
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    expect(visitor.locator(".nhsuk-header__menu-list a").first).to_be_focused()
    visitor.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    menu.click()
    visitor.get_by_role("link", name="Share an example").first.click()
    expect(visitor).to_have_url(re.compile("/share/$"))


def test_everything_is_there_without_scripts(demo, new_context):
    context = new_context(base_url=demo, java_script_enabled=False)
    faults = watch(context, demo)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("link", name="Share an example").first).to_be_visible()
    page.goto("/resource-pack/ladder/")
    page.locator(".hub-ladder__step--4").click()
    fourth = page.locator("#rung-4")
    expect(fourth.get_by_role("link", name=re.compile("rung 5"))).to_be_visible()
    page.goto("/videos/find-your-way-round/")
    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.locator(".hub-transcript__cue").first).to_be_visible()
    page.goto("/videos/video-elsewhere/")
    expect(page.get_by_role("button", name="Play here")).to_be_hidden()
    expect(page.get_by_role("link", name="Watch on YouTube")).to_be_visible()
    expect(page.get_by_text("Now look for the ladder.")).to_be_visible()
    # A message can be sent.
    page.goto("/contact-us/")
    page.get_by_label("Your message", exact=True).fill("Hello from an old phone")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert faults.all() == []


def test_videos(demo, visitor: BrowserPage):
    """Ours plays from the time in the transcript; a provider's is asked for only after a click."""
    visitor.goto("/videos/find-your-way-round/")
    visitor.get_by_text("Transcript", exact=True).click()
    second = visitor.locator("[data-seek]").nth(1)
    at = int(second.get_attribute("data-seek"))
    second.click()
    visitor.evaluate(PLAYS_FROM, at)
    # A search hit opens at its second, with the transcript there.
    visitor.goto("/")
    visitor.goto(f"/videos/find-your-way-round/#t={at}")
    expect(visitor.locator(".hub-transcript__cue--here")).to_be_visible()


def test_a_provider_is_asked_only_after_the_click(demo, new_context):
    context = new_context(base_url=demo)
    asked: list[str] = []

    def on_route(route):
        if route.request.url.startswith(demo):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.fulfill(body="<p>The player</p>", content_type="text/html")

    context.route("**/*", on_route)
    page = context.new_page()
    page.goto("/videos/video-elsewhere/")
    expect(page.get_by_text("tells YouTube about your visit")).to_be_visible()
    assert asked == []
    page.get_by_role("button", name="Play here").click()
    expect(page.locator("iframe")).to_have_attribute("title", "Video elsewhere")
    page.frame_locator("iframe").get_by_text("The player").wait_for()
    assert [address.split("?")[0] for address in asked] == [
        "https://www.youtube-nocookie.com/embed/abcdefghijk"
    ]
