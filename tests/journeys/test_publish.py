"""From a file to the public's search, with somebody else's approval between."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from docx import Document
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from knowledge.models import SectionPage
from tests import factories
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import PUBLISHES, approval_of, open_admin, press

pytestmark = pytest.mark.journey


@pytest.fixture
def word_file(tmp_path):
    """A Word file with one section that holds a word found nowhere else."""
    document = Document()
    document.add_heading("Meeting as equals", level=1)
    document.add_paragraph("Everybody is paid for their time, and nobody is a quibbleworth guest.")
    document.add_heading("Who comes", level=2)
    document.add_paragraph("Parents, midwives and a zanzibarian facilitator share the table.")
    path = tmp_path / "meeting.docx"
    document.save(str(path))
    return path


def search(visitor: Browser, words: str) -> None:
    """Search from the header of any page."""
    visitor.goto("/")
    box = visitor.get_by_role("combobox").first
    box.fill(words)
    with visitor.expect_navigation(url=re.compile(r"/search/\?")):
        box.press("Enter")


def test_imported_reviewed_published_and_found(site_tree, word_file, new_person, visitor):
    region = factories.make_region("South East")
    editor_user = factories.make_editor(region=region)
    call_command("import_pack", str(word_file), user=editor_user.email, verbosity=0)
    draft = SectionPage.objects.get(title="Meeting as equals")
    assert not draft.live

    search(visitor, "zanzibarian")
    expect(visitor.get_by_role("heading", name=re.compile("^No results"))).to_be_visible()

    editor = new_person(DESKTOP)
    open_admin(editor, editor_user, f"/admin/pages/{draft.pk}/edit/")
    press(editor, "[name=action-submit]")
    editor.goto(f"/admin/pages/{draft.pk}/edit/")
    expect(editor.locator(PUBLISHES)).to_have_count(0)
    editor.goto(approval_of(draft))
    draft.refresh_from_db()
    assert not draft.live

    moderator = new_person(DESKTOP)
    open_admin(moderator, factories.make_moderator(), f"/admin/pages/{draft.pk}/edit/")
    press(moderator, "[data-workflow-action-name=approve]")

    search(visitor, "zanzibarian")
    hit = visitor.get_by_role("article").first
    expect(hit.get_by_role("link", name="Meeting as equals")).to_be_visible()
    expect(hit.locator("mark").first).to_have_text("zanzibarian")
    assert_fits(visitor)
    hit.get_by_role("link", name="Who comes").click()
    expect(visitor).to_have_url(re.compile(r"#h-[0-9a-f]{8}$"))
    expect(visitor.get_by_role("heading", name="Who comes")).to_be_in_viewport()
    assert_fits(visitor)
