"""Whether the built style sheet still holds every rule that a page shows; see templates/styles/build.js."""

from __future__ import annotations

import subprocess

from playwright.sync_api import Page

from tests.machine import ROOT, WITH_NODE

LEFT_OUT = """([whole, built]) => {
    const selectors = (text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        const found = new Set();
        const walk = (rules, around) => {
            for (const rule of rules)
                if (rule.selectorText)
                    for (const selector of rule.selectorText.split(/,(?![^(]*\\))/))
                        found.add(`${around} ${selector.trim()}`);
                else if (rule.cssRules) walk(rule.cssRules, around + rule.conditionText);
        };
        walk(sheet.cssRules, "");
        return found;
    };
    const kept = selectors(built);
    const classes = (selector) => selector.replace(/:not\\([^)]*\\)/g, "").match(/(?<=\\.)[a-z][\\w-]*/g) ?? [];
    return [...selectors(whole)].filter((each) => !kept.has(each)).map((each) => [each, classes(each)]);
}"""
"""Rules that the built style sheet lacks, each with the classes that it asks for."""
CLASSES = """() => [...new Set(
    [...document.querySelectorAll("[class]")].flatMap((each) => [...each.classList]))]"""


def whole_style_sheet() -> str:
    """Everything that hub.scss says, with all of the design system."""
    styles = ROOT / "templates" / "styles" / "hub.scss"
    sass = ROOT / "node_modules" / "sass" / "sass.js"
    command = ["node", str(sass), f"--load-path={ROOT / 'node_modules'}", "--quiet-deps"]
    done = subprocess.run(
        [*command, "--no-source-map", str(styles)],
        env=WITH_NODE,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def rules_left_out(page: Page) -> list[tuple[str, frozenset[str]]]:
    """What the built style sheet lacks: each rule with its classes. Any page will do, to read them in."""
    built = (ROOT / ".frontend" / "built" / "hub.css").read_text(encoding="utf-8")
    found = page.evaluate(LEFT_OUT, [whole_style_sheet(), built])
    return [(rule, frozenset(classes)) for rule, classes in found]


def assert_styled(page: Page, left_out: list[tuple[str, frozenset[str]]]) -> None:
    """No rule whose classes are all on the page was left out of the built style sheet."""
    shown = set(page.evaluate(CLASSES))
    lost = [rule for rule, classes in left_out if classes <= shown]
    assert lost == [], f"{page.url} is shown without these rules: {lost}"
