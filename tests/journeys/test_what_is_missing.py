"""E10 in a real browser: an empty cell of coverage leads to a request, a spreadsheet to drafts; on a phone and at a desk."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import expect

from knowledge.access.roles import ensure_roles
from knowledge.models import PageRegion, ResourcePage, SectionPage
from knowledge.people.models import Membership
from tests.factories import (
    add_page,
    make_contributor,
    make_editor,
    make_organisation,
    make_region,
)
from tests.journeys.browser import PHONE, assert_fits_everywhere
from tests.journeys.signing_in import open_admin

pytestmark = pytest.mark.journey


def test_what_is_missing_is_asked_for_and_what_came_is_brought_in(site_tree, new_person, tmp_path):
    ensure_roles()
    north = make_region("North")
    add_page(SectionPage, site_tree.pack, "Listening")
    there = add_page(
        ResourcePage, site_tree.resources, "There", source_url="https://there.example/"
    )
    PageRegion.objects.create(page_id=there.pk, region=north)
    partnership = make_organisation("North MNVP", kind="mvp", region=north)
    member = make_contributor("member@example.org")
    Membership.objects.create(user=member, organisation=partnership, state="confirmed")
    editor = new_person(PHONE)
    user = make_editor("editor@example.org", region=north)
    open_admin(editor, user, "/admin/reports/coverage/")

    expect(editor.get_by_role("heading", name="Coverage")).to_be_visible()
    assert_fits_everywhere(editor)
    with editor.expect_download() as taken:
        editor.get_by_role("link", name=".csv").click()
    with Path(taken.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert ["Listening", "0"] in list(csv.reader(file))
    editor.get_by_role("link", name="ask the partnerships about Listening, North").click()
    expect(editor.get_by_text("North: 1 member")).to_be_visible()
    assert_fits_everywhere(editor)
    editor.get_by_role("button", name="Ask them").click()
    expect(
        editor.get_by_text("Asked the partnerships of North. Mails to members: 1.")
    ).to_be_visible()
    assert "section “Listening”" in mail.outbox[-1].body
    expect(editor.get_by_role("row", name="section “Listening”")).to_be_visible()

    sheet = tmp_path / "came.csv"
    sheet.write_text(
        "Title;Kind;Address\nNew;Guide;https://new.example/\nThere too;;http://there.example\n"
        "Odd;Leaflet;\n"
    )
    editor.goto("/admin/many-resources/")
    assert_fits_everywhere(editor)
    editor.get_by_label("Spreadsheet").set_input_files(sheet)
    editor.get_by_role("button", name="Look at it").click()
    expect(editor.get_by_role("cell", name="Write one of these: Guide,")).to_be_visible()
    expect(editor.get_by_role("heading", name="1 is there already")).to_be_visible()
    assert_fits_everywhere(editor)
    assert not ResourcePage.objects.filter(title="New").exists()
    editor.get_by_role("button", name="Make 1 draft and leave out 1 row").click()
    expect(editor.get_by_role("heading", name="1 draft made")).to_be_visible()
    editor.get_by_role("link", name="New", exact=True).click()
    expect(editor.locator("#id_title")).to_have_value("New")
