"""A new editor's way from signing in to a section in review, with every click counted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from knowledge.models import HubDocument, HubImage, SectionPage, VideoPage
from knowledge.moderation.models import Review
from tests import factories
from tests.factories import image_file, pdf_bytes
from tests.journeys.browser import PHONE, assert_accessible, assert_fits
from tests.journeys.signing_in import give_second_factor
from tests.signing_in import one_time_code

pytestmark = pytest.mark.journey

MOST_CLICKS = 15
"""Besides typing, from the sign-in to a submitted section with text, picture, new video and worksheet."""


class Hand:
    """Presses and counts; choosing a file in the browser's window counts as one more."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def choose(self, field: Locator, file: dict) -> None:
        self.clicks += 2
        field.set_input_files(file)


@pytest.mark.axe
def test_from_the_sign_in_to_review_in_at_most_15_clicks(site_tree, new_person: Callable):
    region = factories.make_region("South East")
    user = factories.make_editor(region=region)
    secret = give_second_factor(user)
    hand, editor = Hand(), new_person(PHONE)
    editor.goto("/admin/")
    editor.get_by_label("E-mail address").fill(user.email)
    editor.get_by_label("Password").fill(factories.PASSWORD)
    hand.press(editor.get_by_role("button", name="Sign in"))
    editor.locator("input[name=code]").fill(one_time_code(secret))
    hand.press(editor.locator("form:has(input[name=code]) button[type=submit]").first)
    editor.wait_for_url(re.compile(r"/admin/$"))

    hand.press(editor.get_by_role("link", name="Write a section"))
    assert_fits(editor)
    assert_accessible(editor)
    editor.locator("#id_title").fill("Meeting outdoors")
    editor.locator("#id_text").fill("Walk and talk.\n\nBring a pram.")
    picture = {"name": "walk.png", "mimeType": "image/png", "buffer": image_file().file.getvalue()}
    hand.choose(editor.locator("#id_picture"), picture)
    editor.locator("#id_picture_shows").fill("Three prams below a tree")
    editor.locator("#id_video_title").fill("How we walk")
    editor.locator("#id_video_address").fill("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    paper = {
        "name": "walking-worksheet.pdf",
        "mimeType": "application/pdf",
        "buffer": pdf_bytes("Where to walk"),
    }
    hand.choose(editor.locator("#id_worksheet"), paper)
    hand.press(editor.get_by_role("button", name="Submit for review"))
    expect(editor.get_by_text("is sent to review")).to_be_visible()

    assert hand.clicks <= MOST_CLICKS
    section = SectionPage.objects.get(title="Meeting outdoors")
    assert [block.block_type for block in section.body] == ["text", "image", "video", "document"]
    assert not section.live
    assert HubImage.objects.get().title == "Walk"
    assert HubDocument.objects.get().title == "Walking worksheet"
    assert {review.page.title for review in Review.objects.open()} == {
        "Meeting outdoors",
        "How we walk",
    }
    assert VideoPage.objects.get().source_url.endswith("dQw4w9WgXcQ")
