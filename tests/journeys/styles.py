"""Whether the built style sheet still holds every rule that a page shows; see templates/styles/build.js."""

from __future__ import annotations

import subprocess
from functools import cache

from playwright.sync_api import Page

from tests.machine import ROOT, WITH_NODE

LOST = """([whole, built]) => {
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
    const isThere = (name) => document.getElementsByClassName(name).length > 0;
    const classes = (selector) => selector.replace(/:not\\([^)]*\\)/g, "").match(/(?<=\\.)[a-z][\\w-]*/g) ?? [];
    return [...selectors(whole)].filter((each) => !kept.has(each) && classes(each).every(isThere));
}"""
"""Rules that the built style sheet lacks, though each class they ask for is on the page."""


@cache
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


def assert_styled(page: Page) -> None:
    """No rule whose classes are on the page was left out of the built style sheet."""
    built = (ROOT / ".frontend" / "built" / "hub.css").read_text(encoding="utf-8")
    lost = page.evaluate(LOST, [whole_style_sheet(), built])
    assert lost == [], f"{page.url} is shown without these rules: {lost}"
