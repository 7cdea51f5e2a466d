"""The admin under its content security policy: what editors use works, and nothing is refused.

The browser tells of every refusal and every script error, and either fails the test. Every list is opened in
test_lists_on_a_phone.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.models import HubDocument, HubImage, SectionPage
from tests import factories
from tests.journeys.browser import DESKTOP, wait_for_scripts, wait_until
from tests.journeys.signing_in import press, take_session
from tests.signing_in import admin_client

pytestmark = pytest.mark.journey


@pytest.fixture
def administrator(new_person) -> BrowserPage:
    """An administrator at a desk, for whom the admin is open."""
    page = new_person(DESKTOP)
    take_session(page, admin_client(factories.make_admin()))
    return page


def open_editor(administrator: BrowserPage, page: SectionPage) -> None:
    administrator.goto(f"/admin/pages/{page.pk}/edit/")
    administrator.locator(".public-DraftEditor-content").first.wait_for()


def add_block(administrator: BrowserPage, name: str) -> None:
    """Insert a block of that name at the end of the body."""
    administrator.locator(".c-sf-add-button").last.click()
    administrator.get_by_role("option", name=name).first.click()


def latest(page: SectionPage) -> SectionPage:
    return SectionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_words_with_a_link_and_a_picture(site_tree, administrator):
    open_editor(administrator, site_tree.section)
    add_block(administrator, "Text")
    words = administrator.locator(".public-DraftEditor-content").last
    words.click()
    words.press_sequentially("Written in the editor.")
    words.press("Control+a")
    administrator.locator("button[name=LINK]:visible").click()
    chooser = administrator.locator(".modal-content")
    chooser.get_by_role("link", name=site_tree.home.title).first.click()
    expect(words.locator("a")).to_have_text("Written in the editor.")

    add_block(administrator, "Image")
    administrator.get_by_role("button", name="Choose an image").click()
    chooser.get_by_role("tab", name="Upload").click()
    chooser.locator("input[type=file]").set_input_files(
        {"name": "sling.png", "mimeType": "image/png", "buffer": factories.image_file().read()}
    )
    # Wagtail writes the file's name there a moment later, and would do so between two keys.
    expect(chooser.locator("[name$=upload-title]")).to_have_value("sling")
    chooser.locator("[name$=upload-title]").fill("A sling")
    chooser.locator("[name$=upload-description]").fill("A baby in a sling.")
    chooser.get_by_role("button", name="Upload").click()
    administrator.locator("img.chooser__image[src]:visible").wait_for()
    administrator.locator("[name$=alt_text]").fill("A baby in a sling.")

    press(administrator, ".action-save")
    *_, text, picture = latest(site_tree.section).body.raw_data
    assert f'linktype="page" id="{site_tree.home.pk}">Written in the editor.</a>' in text["value"]
    assert picture["value"]["image"]["image"] == HubImage.objects.get(title="A sling").pk


def test_rows_dates_comments_and_preview(site_tree, administrator):
    topic = factories.make_topic("Feeding")
    open_editor(administrator, site_tree.section)
    # The new comment takes the focus a quarter of a second later, whether its panel shows by then or not.
    administrator.get_by_role("button", name="Toggle comments").click()
    expect(administrator.locator("[data-side-panel=comments]")).to_be_visible()
    comment = administrator.locator("[data-comment-add][aria-describedby=id_summary-label]")
    comment.click(force=True)
    administrator.get_by_placeholder("Enter your comments...").fill("Is this right?")
    administrator.get_by_role("button", name="Comment", exact=True).click()
    # Wagtail saves by itself meanwhile. A save begun before the comment would take it out if it ended last.
    wait_until(administrator, lambda: site_tree.section.wagtail_admin_comments.exists())

    administrator.get_by_role("tab", name="Promote").click()
    administrator.get_by_role("button", name="Add topic").click()
    administrator.locator("select[name=topic_links-0-topic]").select_option(str(topic.pk))
    administrator.locator("#id_next_review").click()
    picker = administrator.locator(".xdsoft_datetimepicker:visible")
    picker.locator(".xdsoft_today_button").click()
    picker.locator("td.xdsoft_today").click()

    administrator.get_by_role("button", name="Toggle preview").click()
    preview = administrator.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(site_tree.section.title)

    administrator.get_by_role("button", name="Toggle status").click()
    administrator.get_by_role("button", name="Set schedule").click()
    administrator.locator("#id_go_live_at").click()
    picker.locator(".xdsoft_next:visible").first.click()
    picker.locator("td[data-date='15']:not(.xdsoft_other_month)").click()
    expect(administrator.locator("#id_go_live_at")).to_have_value(re.compile(r"-15 \d\d:\d\d$"))
    # Picks nothing; the open picker would cover the button.
    administrator.locator(".w-dialog__header:visible").click()
    with administrator.expect_navigation():
        administrator.get_by_role("button", name="Save schedule").click()
    wait_until(administrator, lambda: latest(site_tree.section).go_live_at is not None)
    saved = latest(site_tree.section)
    assert [link.topic for link in saved.topic_links.all()] == [topic]
    assert saved.next_review == timezone.localdate()
    assert saved.go_live_at.day == 15
    # The two savings may each keep the comment.
    comments = site_tree.section.wagtail_admin_comments.values_list("text", flat=True)
    assert set(comments) == {"Is this right?"}


def test_account_filters_and_several_files_at_once(site_tree, administrator):
    answer = administrator.goto("/admin/account/")
    assert answer is not None
    assert answer.status == 200
    wait_for_scripts(administrator)

    administrator.goto("/admin/reports/site-history/")
    administrator.get_by_role("button", name="Show filters").or_(
        administrator.get_by_role("button", name="Filters")
    ).first.click()
    administrator.get_by_role("button", name="Date", exact=True).first.click()
    administrator.locator("input[name=timestamp_from]").click()
    picker = administrator.locator(".xdsoft_datetimepicker:visible")
    picker.locator("td.xdsoft_today").click()
    expect(administrator.locator("input[name=timestamp_from]")).to_have_value(
        str(timezone.localdate())
    )

    administrator.goto("/admin/documents/multiple/add/")
    administrator.locator("input[type=file]").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Notes of the meeting.\n"}
    )
    expect(administrator.get_by_text("Upload successful")).to_be_visible()
    assert HubDocument.objects.filter(title__icontains="notes").exists()
