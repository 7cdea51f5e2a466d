"""What a page is asked in a browser, and what went wrong there without anybody seeing it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

from tests.machine import AXE

PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE_RULES = (*WCAG, "best-practice")


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
    """Collect faults of all pages in the context; requests to anybody else are stopped."""
    faults = Faults()

    def on_route(route: Route) -> None:
        if route.request.url.startswith((own_address, "data:", "blob:")):
            route.continue_()
        else:
            faults.third_party.append(route.request.url)
            route.abort()

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.refused_by_policy.append(message.text)

    context.route("**/*", on_route)
    context.on("console", on_console)
    context.on("weberror", lambda error: faults.script_errors.append(str(error.error)))
    context.on(
        "response",
        lambda answer: faults.server_errors.append(answer.url) if answer.status >= 500 else None,
    )
    return faults


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
    """axe finds nothing by these rules; what it cannot decide is printed for a person to look at."""
    wait_for_scripts(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", rules
    )
    for doubt in found["incomplete"]:
        print(f"{page.url}: look at {doubt['id']}: {doubt['help']}")
    violations = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
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
    assert too_wide == [], f"{page.url} is wider than its window"
