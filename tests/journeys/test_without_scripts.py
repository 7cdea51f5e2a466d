"""The whole form without a script: fill, save, attach, be told what is missing, put it right, send."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from examples.models import ExampleIndexPage, Submission
from tests import factories
from tests.journeys.browser import watch
from tests.journeys.signing_in import answer_about_consent, sign_in_by_code
from tests.journeys.test_bringing_along import photo

pytestmark = pytest.mark.journey

AIMS = "Aims and objectives"


def test_an_example_is_written_and_sent_by_buttons_alone(site_tree, hub, new_context):
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    factories.make_moderator()
    context = new_context(base_url=hub, java_script_enabled=False)
    faults = watch(context, hub)
    person = context.new_page()
    person.goto("/share/")
    person.get_by_label("Projects and programmes").check()
    person.get_by_role("button", name="Continue").click()
    sign_in_by_code(person, "voice@example.org")

    # Save, and find it again.
    person.get_by_label("Title of project").fill("A listening walk")
    person.get_by_label(AIMS).fill("To hear what families notice.")
    person.get_by_role("button", name="Save and come back later").first.click()
    expect(person.get_by_text(re.compile(r"Saved at \d\d:\d\d"))).to_be_visible()
    person.goto("/my-examples/")
    person.get_by_role("link", name="A listening walk").click()
    person.get_by_role("link", name=re.compile("^(Go on|Continue|Write)")).first.click()
    expect(person.get_by_label(AIMS)).to_have_value("To hear what families notice.")

    # Attach a picture; what was typed since is saved with it.
    person.get_by_label("Scope and target audience").fill("Everybody on the ward.")
    person.get_by_label("Add a picture or file").set_input_files(photo())
    person.get_by_role("button", name="Add", exact=True).click()
    expect(person.get_by_role("link", name="IMG_1.jpg")).to_be_visible()
    expect(person.get_by_label("Scope and target audience")).to_have_value("Everybody on the ward.")

    # Sent too early: every gap is named, leads to its field, and nothing is lost.
    send = person.get_by_role("button", name="Send it to the moderators")
    send.click()
    summary = person.get_by_role("alert")
    for words in (
        "Describe this picture",
        "Choose your region",
        "Say who has agreed",
        "Say whether the people in your pictures have agreed",
        "Tick the box to agree",
    ):
        expect(summary).to_contain_text(words)
    summary.get_by_role("link", name=re.compile("Describe this picture")).click()
    expect(person).to_have_url(re.compile(r"#id_alt-\d+$"))
    person.get_by_label("What the picture shows").fill("A red square")
    person.get_by_label("Your region").select_option("none")
    answer_about_consent(person)
    person.locator("input[name=photos][value=nobody]").check()
    person.get_by_label("I may share this text").check()
    person.get_by_role("button", name="Save and preview").click()
    expect(person.get_by_text("This is a preview")).to_be_visible()
    expect(person.get_by_role("img", name="A red square")).to_be_visible()
    person.get_by_role("link", name="Go back to change or send it").click()
    person.get_by_label("I may share this text").check()
    send.click()
    expect(person).to_have_url(re.compile("/my-examples/"))
    expect(person.get_by_text("has been sent to the moderators")).to_be_visible()
    sent = Submission.objects.get()
    assert (sent.state, sent.is_for_pool) == (Submission.State.SENT, True)
    assert sent.page.get_latest_revision_as_object().scope == "Everybody on the ward."
    assert faults.all() == []
