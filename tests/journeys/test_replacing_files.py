"""Walk-through E8: A worksheet and a photograph get others in their place: sent and decided by keyboard alone, seen by readers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import FileChooser, Locator, Page, expect

from knowledge.models import HubDocument, HubImage, PageRegion, SectionPage
from tests import factories
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    WCAG,
    assert_fits_everywhere,
    assert_good_everywhere,
    wait_for_scripts,
    wait_until,
)
from tests.journeys.signing_in import open_admin, take_session
from tests.signing_in import admin_client

pytestmark = [pytest.mark.journey, pytest.mark.axe]

ADDRESS = "/pack/on-foot/"
NEW_WORDS = factories.pdf_bytes("The number is right now")
IS_BLUE = """picture => picture.decode().then(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const drawing = canvas.getContext("2d");
    drawing.drawImage(picture, 0, 0, 1, 1);
    const [red, , blue] = drawing.getImageData(0, 0, 1, 1).data;
    return blue > red;
})"""


def coloured(colour: str, folder: Path) -> Path:
    path = folder / f"{colour}.png"
    Image.new("RGB", (600, 400), colour).save(path)
    return path


@pytest.fixture
def section(site_tree, tmp_path) -> SectionPage:
    """A public page with a red photograph and a worksheet."""
    red = SimpleUploadedFile("walk.png", coloured("red", tmp_path).read_bytes())
    photograph = HubImage.objects.create(title="The walk", description="Red as it was.", file=red)
    worksheet = factories.make_document(
        "Worksheet", name="sheet.pdf", content=factories.pdf_bytes("Old")
    )
    said = {"image": photograph.pk, "alt_text": "We walk past red walls.", "decorative": False}
    page = factories.add_page(
        SectionPage, site_tree.pack, "On foot",
        body=[
            {"type": "image", "value": {"image": said, "caption": ""}},
            {"type": "document", "value": {"document": worksheet.pk, "text": "The worksheet"}},
        ],
    )  # fmt: skip
    PageRegion.objects.create(page=page, region=factories.make_region("South East"))
    return page


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    expect(wanted).to_be_visible()
    wait_for_scripts(page)
    for _ in range(200):
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: Tab does not come to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def send(editor: Page, edit: str, file: Path, **words: str) -> None:
    """From the form of the document or image, as its editor."""
    opened: list[FileChooser] = []
    # From the beginning: the browser needs a moment before it hands its dialog over.
    editor.once("filechooser", lambda chooser: opened.append(chooser))
    editor.goto(edit)
    press(editor, editor.get_by_role("link", name="Replace the file…"))
    expect(editor.locator("main")).to_contain_text("On foot")
    tab_to(editor, editor.locator("input[type=file]"))
    editor.keyboard.press("Enter")
    wait_until(editor, lambda: bool(opened))
    opened[0].set_files(file)
    for label, typed in words.items():
        tab_to(editor, editor.locator(f"main [name={label}]"))
        editor.keyboard.type(typed)
    # Before it is sent: the message that comes then is Wagtail's, in Wagtail's colours.
    assert_good_everywhere(editor, rules=WCAG)
    press(editor, editor.get_by_role("button", name="Send it"))
    expect(editor.get_by_text("Somebody else decides about it.")).to_be_visible()
    expect(editor.get_by_role("button", name="Put it in its place")).to_have_count(0)
    assert_fits_everywhere(editor)


def looks_at_both(moderator: Page) -> None:
    """Old and new picture, with what is said of them."""
    pictures = moderator.locator(".hub-admin__pictures img")
    expect(pictures).to_have_count(2)
    assert [each.evaluate(IS_BLUE) for each in pictures.all()] == [False, True]
    for words in ("Red as it was.", "Blue as it is.", "We walk past red walls."):
        expect(moderator.locator("main")).to_contain_text(words)


def accept(
    moderator: Page, title: str, looks: Callable[[Page], None] = assert_fits_everywhere
) -> None:
    """From the list of what waits, as one who may decide."""
    press(moderator, moderator.locator("main").get_by_role("link", name=title, exact=True))
    looks(moderator)
    assert_good_everywhere(moderator, rules=WCAG)
    press(moderator, moderator.get_by_role("button", name="Put it in its place"))
    expect(moderator.get_by_text("The new file is in its place.")).to_be_visible()


def test_sent_by_one_person_decided_by_another_seen_at_once(section, new_person, tmp_path):
    region = PageRegion.objects.get().region
    photograph, worksheet = HubImage.objects.get(), HubDocument.objects.get()
    reader = new_person(PHONE)
    reader.goto(ADDRESS)
    shown = reader.get_by_role("img", name="We walk past red walls.")
    shown.scroll_into_view_if_needed()
    assert not shown.evaluate(IS_BLUE)
    old_size = shown.evaluate("picture => picture.currentSrc")

    editor = new_person(PHONE)
    take_session(editor, admin_client(factories.make_editor(region=region)))
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(NEW_WORDS)
    send(
        editor, reverse("wagtaildocs:edit", args=[worksheet.pk]), sheet,
        why="The telephone number is right",
    )  # fmt: skip
    send(
        editor, reverse("wagtailimages:edit", args=[photograph.pk]), coloured("blue", tmp_path),
        description="Blue as it is.", why="The walls were painted",
    )  # fmt: skip

    moderator = new_person(DESKTOP)
    open_admin(moderator, factories.make_moderator(region=region))
    press(moderator, moderator.get_by_role("link", name="2 new files wait for a decision"))
    accept(moderator, "Worksheet")
    moderator.goto(reverse("waiting_files"))
    accept(moderator, "The walk", looks_at_both)

    reader.reload()
    shown.scroll_into_view_if_needed()
    assert shown.evaluate(IS_BLUE)
    assert shown.evaluate("picture => picture.currentSrc") != old_size
    reader.goto(old_size)
    expect(reader).not_to_have_url(old_size)
    assert reader.locator("img").evaluate(IS_BLUE)
    assert reader.request.get(worksheet.url).body() == NEW_WORDS
