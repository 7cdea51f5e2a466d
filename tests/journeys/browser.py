"""What a page is asked in a browser, and what went wrong there without anybody seeing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.machine import AXE

PATIENCE_SECONDS = 60
"""A busy machine is slow; a test that waits for what comes loses nothing by waiting longer."""
PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}
SMALLEST = {"width": 320, "height": 640}
"""What a window of 1,280 px shows at 400 % (WCAG 1.4.10)."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE_RULES = (*WCAG, "best-practice")
HARMLESS = ("Your focus-trap must have at least one container",)
"""Script errors of Wagtail's: while a comment is being sent, nothing in it takes the focus that it holds."""
RUN_AXE = """async rules => {
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: rules},
        resultTypes: ["violations", "incomplete"],
    });
    const told = rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`);
    return {
        violations: found.violations.flatMap(told),
        incomplete: found.incomplete.map(rule => `${rule.id}: ${rule.help}`),
    };
}"""

SETTLE = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
    for (const each of document.getAnimations())
        if (each.effect?.getComputedTiming().endTime < Infinity) each.finish();
})"""
"""The page has followed its new window, and what moves to its place there is in it."""


@dataclass
class Faults:
    """What went wrong in the browser without the page showing it."""

    third_party: list[str] = field(default_factory=list)
    script_errors: list[str] = field(default_factory=list)
    refused_by_policy: list[str] = field(default_factory=list)
    server_errors: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Every fault, each in one line."""
        return [
            *(f"asked a third party: {url}" for url in self.third_party),
            *(f"script error: {text}" for text in self.script_errors),
            *(f"against the content security policy: {text}" for text in self.refused_by_policy),
            *(f"server error: {url}" for url in self.server_errors),
        ]


def watch(context: BrowserContext, own_address: str) -> Faults:
    """Collect faults of all pages in the context; a request to anybody else is one, and reaches nobody.

    The browser finds no other machine (the flags in conftest.py): to stop each request here instead would
    switch its cache off, and have it read every script anew on every page.
    """
    faults = Faults()

    def on_request(request: Request) -> None:
        if not request.url.startswith((own_address, "data:", "blob:")):
            faults.third_party.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.refused_by_policy.append(message.text)

    def on_error(error: WebError) -> None:
        if not str(error.error).startswith(HARMLESS):
            faults.script_errors.append(str(error.error))

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on(
        "response",
        lambda answer: faults.server_errors.append(answer.url) if answer.status >= 500 else None,
    )
    return faults


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Until something is so that the page itself cannot tell, or has no scripts to wait for."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"{page.url}: not within {PATIENCE_SECONDS} seconds"
        page.wait_for_timeout(200)


def wait_for_scripts(page: Page) -> None:
    """Until styles, font and scripts are there and the header has put what does not fit into its menu.

    A heading can be seen before that, and a page half laid out has faults that no visitor meets.
    """
    page.wait_for_load_state()
    page.evaluate(
        """() => document.fonts.ready.then(() => new Promise(done =>
            requestAnimationFrame(() => requestAnimationFrame(done))))"""
    )


def assert_accessible(page: Page, rules: tuple[str, ...] = AXE_RULES) -> None:
    """axe finds nothing by these rules; what it cannot decide is printed for a person to look at.

    A page that is asked at each address it opens may have axe as its init script: to hand it over costs more.
    """
    wait_for_scripts(page)
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE, rules)
    for doubt in found["incomplete"]:
        print(f"{page.url}: look at {doubt}")
    violations = found["violations"]
    assert not violations, f"{page.url}: {violations}"


def assert_fits(page: Page) -> None:
    """Nothing is wider than the window: no scrolling to the side."""
    wait_for_scripts(page)
    too_wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert too_wide == [], f"{page.url} is wider than its window of {page.viewport_size}"


def in_each_window(page: Page, *windows: dict[str, int]) -> Iterator[dict[str, int]]:
    """Each window in turn, then the page's own again: a page follows its window, so it is loaded once."""
    own = page.viewport_size
    assert own is not None
    for window in windows:
        page.set_viewport_size(window)
        page.evaluate(SETTLE)
        yield window
    page.set_viewport_size(own)


def assert_good_everywhere(
    page: Page, narrowest: dict[str, int] = PHONE, rules: tuple[str, ...] = AXE_RULES
) -> None:
    """Axe finds nothing in the page's own window, and nothing is too wide in any."""
    assert_accessible(page, rules)
    assert_fits_everywhere(page, narrowest)


def assert_fits_everywhere(page: Page, narrowest: dict[str, int] = PHONE) -> None:
    """Nothing is wider than the window: in the page's own, in the narrowest and at a desk."""
    assert_fits(page)
    windows = [window for window in (narrowest, DESKTOP) if window != page.viewport_size]
    for _ in in_each_window(page, *windows):
        assert_fits(page)
