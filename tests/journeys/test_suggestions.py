"""A reader on a phone suggests a resource and says a page was no use; an editor answers and begins a draft."""

from __future__ import annotations

import pytest
from django.core import mail
from playwright.sync_api import expect

from knowledge.models import Feedback, ResourcePage
from tests.factories import make_editor, pdf_bytes
from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.signing_in import open_admin

pytestmark = pytest.mark.journey


def test_suggested_answered_and_made_a_draft(hub, site_tree, new_person, new_context):
    # Without scripts, as everything on the public side.
    context = new_context(base_url=hub, java_script_enabled=False)
    reader = context.new_page()
    reader.set_viewport_size(PHONE)
    reader.goto(site_tree.section.url)
    reader.get_by_role("link", name="No (it was not useful)").click()
    expect(reader.get_by_label("No", exact=True)).to_be_checked()
    reader.get_by_label("If not, what did you need?").fill("Something on fathers")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()

    reader.goto("/contact-us/")
    reader.get_by_role("main").get_by_role("link", name="Share a resource").click()
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_text("Write its address, or choose a file.").first).to_be_visible()
    reader.get_by_label("What is it called?").fill("Guide to listening")
    reader.get_by_label("Or a file").set_input_files(
        {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes("Listen.")}
    )
    reader.get_by_label("Why does it help?").fill("It is short.")
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()

    editor = new_person(DESKTOP)
    open_admin(editor, make_editor(), "/admin/knowledge/feedback/")
    message = Feedback.objects.get(kind=Feedback.Kind.RESOURCE)
    editor.get_by_role("link", name="Look at it").first.click()
    assert message.title in editor.locator("main").inner_text()
    editor.get_by_role("button", name="Make a draft of it").click()
    expect(editor.get_by_role("textbox", name="Title*")).to_have_value("Guide to listening")
    draft = ResourcePage.objects.get(title="Guide to listening")
    assert (draft.live, draft.document.filename) == (False, "guide.pdf")
    editor.goto(f"/admin/feedback/{message.pk}/handle/")
    editor.get_by_label("Your answer").fill("Thank you, it will be published soon.")
    editor.get_by_role("button", name="Send the answer").click()
    expect(editor.get_by_text("Your answer is on its way")).to_be_visible()
    assert mail.outbox[-1].to == ["reader@example.org"]
