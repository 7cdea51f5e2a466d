"""A Word form and a photograph brought along, an NHS number found: on a phone, to the preview and beyond."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission
from tests import factories
from tests.examples.test_word_upload import older_form_with_a_letter
from tests.examples.word.forms import ANSWERS
from tests.journeys.browser import assert_accessible, assert_fits
from tests.journeys.signing_in import answer_about_consent, open_form

pytestmark = pytest.mark.journey

AIMS = "Aims and objectives"
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def writer(site_tree, new_person) -> Browser:
    """Somebody with an open, empty form."""
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    factories.make_region("South East")
    person = new_person()
    open_form(person, "voice@example.org")
    return person


def photo() -> dict:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "#a03050").save(buffer, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def expect_saved(person: Browser) -> None:
    expect(person.locator("[data-status]")).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"))


def test_a_word_form_fills_the_fields_and_the_rest_is_kept(writer):
    writer.get_by_text("Have you written it in Word?").click()
    chooser = writer.get_by_label("Bring in a Word form")
    read = writer.get_by_role("button", name="Read this Word form")
    chooser.set_input_files({"name": "form.docx", "mimeType": "a/b", "buffer": b"MZ\x90 program"})
    read.click()
    expect(writer.get_by_role("alert")).to_contain_text("save your form as a Word document")
    chooser.set_input_files(
        {"name": "form.docx", "mimeType": "a/b", "buffer": older_form_with_a_letter()}
    )
    read.click()
    expect(writer.get_by_role("heading", level=1)).to_have_text("What your Word form says")
    assert_fits(writer)
    expect(writer.get_by_text("Dear editor, here is our form.")).to_be_visible()
    writer.get_by_role("button", name="Put it into the form").click()
    expect(writer.get_by_label(AIMS)).to_have_value(ANSWERS["aims"])
    expect(writer.get_by_text("Two packs of biscuits a week")).to_be_visible()
    assert_fits(writer)
    writer.get_by_label("Add it to (text from: Table 1, row 12)").select_option(
        "Description/additional information"
    )
    writer.get_by_role("button", name="Add it there").last.click()
    expect(writer.get_by_label("Description/additional information")).to_have_value(
        re.compile("Two packs of biscuits a week")
    )


@pytest.mark.axe
def test_a_picture_from_choosing_to_publication(writer, visitor):
    chooser = writer.get_by_label("Add a picture or file")
    program = {"name": "program.exe", "mimeType": "a/b", "buffer": b"MZ\x90"}
    chooser.set_input_files([photo(), program])
    expect(writer.get_by_role("heading", name="IMG_1.jpg")).to_be_visible()
    expect(writer.locator("[data-upload-error]")).to_contain_text("“program.exe” was not added")
    writer.get_by_label("What the picture shows").fill("Parents in a circle")
    writer.get_by_label("Title of project").fill("A listening walk")
    writer.get_by_label(AIMS).fill("To hear what families notice.")
    expect_saved(writer)
    assert_accessible(writer)
    assert_fits(writer)
    writer.get_by_role("button", name="Save and preview").click()
    writer.wait_for_url("**/preview/")
    shown = writer.get_by_alt_text("Parents in a circle")
    shown.scroll_into_view_if_needed()
    writer.wait_for_function("() => document.querySelector('figure img').naturalWidth === 400")
    previewed = writer.locator("main section").all_inner_texts()
    writer.get_by_role("link", name="Go back to change or send it").click()
    writer.get_by_label("Your region").select_option("South East")
    answer_about_consent(writer)
    writer.locator("input[name=photos][value=nobody]").check()
    writer.get_by_label("I may share this text").check()
    writer.get_by_role("button", name="Send it to the moderators").click()
    writer.wait_for_url("**/my-examples/**")

    page = PracticeExamplePage.objects.get()
    page.get_latest_revision().publish()
    visitor.goto(page.get_url())
    expect(visitor.get_by_alt_text("Parents in a circle")).to_be_visible()
    published = visitor.locator("main section").all_inner_texts()
    # The facts and topics beside it were not chosen yet.
    beside = ("At a glance", "Topics")
    assert [text for text in previewed if not text.startswith(beside)] == [
        text for text in published if not text.startswith(beside)
    ]
    assert_fits(visitor)


def test_what_tells_who_somebody_is_and_missing_consent_are_said_at_the_spot(writer):
    writer.get_by_label("Title of project").fill("A listening walk")
    writer.get_by_label(AIMS).fill(f"We wrote {NHS_NUMBER} on the card.")
    writer.get_by_label("Your region").select_option("South East")
    writer.get_by_role("button", name="Send it to the moderators").click()
    alert = writer.get_by_role("alert")
    expect(alert).to_contain_text("Say who has agreed that this is shared.")
    assert_fits(writer)
    alert.get_by_role("link", name=re.compile(NHS_NUMBER)).click()
    expect(writer.get_by_label(AIMS)).to_be_focused()
    expect(writer.locator("mark")).to_have_text(NHS_NUMBER)
    writer.get_by_label(re.compile("This is right because")).fill("It is a printed example.")
    answer_about_consent(writer)
    writer.get_by_label("I may share this text").check()
    writer.get_by_role("button", name="Send it to the moderators").click()
    writer.wait_for_url("**/my-examples/**")
    assert list(Submission.objects.get().reasons.values()) == ["It is a printed example."]
