"""E6 in a real browser: a page whose check is late says so, its owner is mailed, and one button checks it off."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from knowledge.access.roles import ensure_roles
from knowledge.models import SectionPage
from tests.factories import add_page, make_editor
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import open_admin

pytestmark = pytest.mark.journey


def test_a_late_page_is_checked_off_from_the_mail(site_tree, new_person, visitor):
    ensure_roles()
    owner = make_editor()
    today = timezone.localdate()
    page = add_page(
        SectionPage, site_tree.pack, "Pathways", content_owner=owner,
        last_reviewed=today - timedelta(days=185), next_review=today - timedelta(days=1),
    )  # fmt: skip
    visitor.goto(page.url)
    expect(visitor.get_by_text("we have not done that yet")).to_be_visible()
    assert_fits(visitor)

    call_command("run_due", only=["remind of reviews"])
    editor = new_person(DESKTOP)
    address = re.search(r"https?://\S+(/admin/checked/\d+/)", mail.outbox[-1].body)
    open_admin(editor, owner, address[1])
    expect(editor.get_by_text("It was to be checked again by")).to_be_visible()
    editor.get_by_label("A note, if you like").fill("Read it with our MNVP.")
    editor.get_by_role("button", name="Reviewed, no change").click()
    expect(editor.get_by_text("counts as checked today")).to_be_visible()
    expect(editor.get_by_text("Read it with our MNVP.")).to_be_visible()

    visitor.reload()
    expect(visitor.get_by_text("we have not done that yet")).to_have_count(0)
    expect(visitor.get_by_text("Next check due")).to_be_visible()
    # The same stands in the page's menu.
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Actions").first.click()
    editor.get_by_role("link", name="Reviewed, no change…").click()
    expect(editor.get_by_role("heading", name="Reviewed, no change")).to_be_visible()
