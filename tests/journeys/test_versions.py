"""Walk-through P10: a version is released, read on a phone, downloaded, and opened from a memory stick."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from knowledge.moderation.take_down import hide
from tests.factories import make_admin, make_moderator
from tests.journeys.browser import DESKTOP, WCAG, assert_accessible, assert_fits
from tests.journeys.signing_in import choose_in_menu, open_admin
from tests.knowledge.releases.conftest import make_rich

pytestmark = pytest.mark.journey


@pytest.mark.axe
@pytest.mark.pango
def test_p10_a_version_from_its_release_to_a_memory_stick(
    site_tree, hub: str, new_person: Callable[..., Page], new_context, tmp_path: Path
):
    rich = make_rich(site_tree)
    editor = new_person(DESKTOP)
    open_admin(editor, make_moderator())
    choose_in_menu(editor, "Content", "Versions")
    expect(editor.get_by_label("Version")).to_have_value("1.0")
    editor.get_by_label("Version").fill("0.5")
    editor.get_by_label("Date").fill("2022-07-01")
    editor.get_by_label("Notes").fill("As the region sent it.")
    assert_accessible(editor, WCAG)
    editor.get_by_role("button", name="Release it").click()
    expect(editor.get_by_role("button", name="Build PDF again")).to_be_visible()
    expect(editor.get_by_role("row", name="Offline copy Ready")).to_be_visible()
    assert_accessible(editor, WCAG)

    reader = new_person()
    reader.goto("/")
    reader.get_by_role("contentinfo").get_by_role("link", name="Versions and downloads").click()
    expect(reader.get_by_role("heading", name="Version 0.5, 1 July 2022")).to_be_visible()
    expect(reader.get_by_text("As the region sent it.")).to_be_visible()
    assert_accessible(reader)
    assert_fits(reader)
    addresses = {
        form: reader.get_by_role("link", name=f"Download version 0.5: {form}").get_attribute("href")
        for form in ("PDF", "Word", "Offline copy")
    }
    reader.get_by_role("link", name="Read version 0.5 as it was").click()
    assert_accessible(reader)
    reader.get_by_role("link", name="How to listen").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("How to listen")
    expect(reader.get_by_text("Version 0.5, 1 July 2022")).to_be_visible()
    assert_accessible(reader)
    assert_fits(reader)
    reader.get_by_role("link", name="what Zebedee did").click()
    expect(reader.get_by_text("We wanted quokkas to be heard.")).to_be_visible()

    pdf = reader.request.get(addresses["PDF"])
    assert pdf.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(pdf.body())) as opened:
        assert len(opened.pages) > 3
    assert reader.request.get(addresses["Word"]).body().startswith(b"PK")

    stick = tmp_path / "stick"
    offline = reader.request.get(addresses["Offline copy"]).body()
    zipfile.ZipFile(io.BytesIO(offline)).extractall(stick)
    alone = new_context(offline=True).new_page()
    alone.goto((stick / "resource-pack-0.5" / "index.html").as_uri())
    alone.get_by_role("link", name="How to listen").click()
    picture = alone.get_by_role("img", name="A blue rectangle.")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.naturalWidth") == 64
    assert (
        alone.locator("header").first.evaluate("it => getComputedStyle(it).backgroundColor")
        == "rgb(0, 48, 135)"
    )
    alone.get_by_role("link", name="The worksheet").click()
    expect(alone.get_by_text("Notes.")).to_be_visible()

    hide(rich.example, make_admin())
    reader.reload()
    expect(reader.get_by_text("Our moderators took it down")).to_be_visible()
    expect(reader.get_by_text("quokkas")).to_have_count(0)
    # The downloads were built anew, without it.
    again = zipfile.ZipFile(io.BytesIO(reader.request.get(addresses["Offline copy"]).body()))
    assert b"quokkas" not in b"".join(again.read(name) for name in again.namelist())
