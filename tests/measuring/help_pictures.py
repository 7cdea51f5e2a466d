"""`make help-pictures`: takes the pictures of docs/editing/ anew from the running demo.

python -m tests.measuring.help_pictures http://localhost:8000
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.machine import ROOT, chromium_path

FOLDER = ROOT / "docs" / "editing" / "pictures"
PASSWORD = "only-for-the-demo"
WINDOW = {"width": 1180, "height": 760}
WIDTH, QUALITY = 900, 55
SETTLES = 1500
"""Milliseconds for the menu and its icons."""


@dataclass(frozen=True)
class Picture:
    """What is shown of the demo, and to whom."""

    name: str
    person: str
    address: str
    press: str = ""
    """A link to follow from there first, by its words."""


PICTURES = (
    Picture("first-page", "moderator", "/admin/"),
    Picture("write-a-section", "editor", "/admin/new-section/"),
    Picture("reviews", "moderator", "/admin/reviews/"),
    Picture("review", "moderator", "/admin/reviews/", "Kent and Medway: Thrive"),
    Picture("feedback", "moderator", "/admin/knowledge/feedback/"),
    Picture("members", "moderator", "/admin/members/"),
    Picture("links", "editor", "/admin/links/link/"),
    Picture("search-insight", "editor", "/admin/search/loggedquery/"),
)


def sign_in(browser: Browser, base: str, person: str) -> Page:
    """A window of the person's own, in the admin."""
    page = browser.new_context(base_url=base, viewport=WINDOW, locale="en-GB").new_page()
    page.goto("/admin/")
    page.get_by_label("E-mail address").fill(f"{person}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def take(page: Page, picture: Picture) -> int:
    """Keep the picture, compressed; returns its bytes."""
    page.goto(picture.address)
    if picture.press:
        page.locator("main").get_by_role("link", name=picture.press).first.click()
    page.wait_for_load_state("load")
    page.wait_for_timeout(SETTLES)
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        small = shot.convert("RGB").resize((WIDTH, shot.height * WIDTH // shot.width))
    path = FOLDER / f"{picture.name}.webp"
    small.save(path, quality=QUALITY, method=6)
    return path.stat().st_size


def main(base: str) -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        people: dict[str, Page] = {}
        for picture in PICTURES:
            if picture.person not in people:
                people[picture.person] = sign_in(browser, base, picture.person)
            print(f"{picture.name}: {take(people[picture.person], picture):,} bytes")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
