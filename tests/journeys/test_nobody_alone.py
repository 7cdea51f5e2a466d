"""Nobody publishes alone, in a real browser, on a phone and at a desk: what was read is what is decided.

Each story has a way round the second person in it that an earlier version left open. One person in it is on
a phone, the other at a desk; what each reads is looked at in both windows.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from examples.models import ExampleIndexPage, PracticeExamplePage
from knowledge.models import EvidenceRequirement, PageRegion, Rung, SectionPage
from knowledge.moderation.models import Review
from knowledge.users.models import User
from tests import factories
from tests.examples.conftest import Contributor
from tests.journeys.browser import DESKTOP, PHONE, assert_fits_everywhere, in_each_window
from tests.journeys.signing_in import answer_about_consent, open_admin, take_session
from tests.journeys.test_moderation import act

pytestmark = pytest.mark.journey

ADDRESS = "voice@example.org"
AIMS = "Aims and objectives"
TITLE = "A listening walk on the ward"


@pytest.fixture
def region(site_tree):
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    EvidenceRequirement.objects.create(scheme="Scheme", code="7", title="Listening", slug="seven")
    Rung.objects.create(number=5, name="Co-design", slug="co-design")
    return factories.make_region("South East")


@pytest.fixture
def author(region) -> User:
    return factories.make_moderator("author@example.org", region=region)


@pytest.fixture
def colleague(region) -> User:
    return factories.make_moderator("colleague@example.org", region=region)


@pytest.fixture
def section(site_tree, region, author) -> SectionPage:
    """Public, with a changed draft by its author that waits for somebody else."""
    section = factories.add_page(
        SectionPage,
        site_tree.pack,
        "Peer support",
        summary="Old summary.",
        body=factories.section_body("Old words."),
        region_links=[PageRegion(region=region)],
    )
    section.save_revision().publish()
    draft = SectionPage.objects.get(pk=section.pk).get_latest_revision_as_object()
    draft.summary = "New summary."
    draft.body = factories.section_body("New words.")
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    return SectionPage.objects.get(pk=section.pk)


def is_in_window(person: Page, element) -> bool:
    """Whether it is seen without scrolling to the side."""
    box = element.bounding_box()
    return (
        box is not None
        and box["x"] >= 0
        and box["x"] + box["width"] <= person.viewport_size["width"]
    )


def approve(person: Page) -> None:
    """Press Approve, with a rung and a requirement, as the form stands."""
    box = person.locator("details.review-act").filter(has_text="Approve and publish").first
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.get_by_label(re.compile("Scheme 7")).check()
    box.get_by_label(re.compile("Co-design")).check()
    with person.expect_navigation():
        box.get_by_role("button", name="Approve").click()


def test_what_was_read_is_what_is_published(section, author, colleague, new_person, visitor):
    decider = new_person(PHONE)
    open_admin(decider, colleague, "/admin/reviews/")
    link = decider.get_by_role("link", name="Peer support").first
    for _ in in_each_window(decider, PHONE, DESKTOP):
        for cell in (link, decider.get_by_role("cell", name="Nobody yet").first):
            assert is_in_window(decider, cell)
    link.click()
    changes = decider.locator("section").filter(
        has=decider.get_by_role("heading", name="What will change")
    )
    for words in ("Old summary.", "New summary.", "Old words.", "New words."):
        expect(changes).to_contain_text(words.split()[0])
    assert_fits_everywhere(decider)

    writer = new_person(DESKTOP)
    open_admin(writer, author, f"/admin/pages/{section.pk}/edit/")
    expect(writer.get_by_text("Save draft")).to_have_count(0)
    writer.goto(f"/admin/reviews/{Review.objects.get().pk}/")
    expect(writer.get_by_text("Approve and publish")).to_have_count(0)

    # However it came about: what lies there is not what the colleague has read.
    revision = Revision.objects.get(pk=section.latest_revision_id)
    revision.content["summary"] = "Slipped in."
    revision.save(update_fields=["content"])
    approve(decider)
    expect(decider.get_by_text("Nothing has been decided").first).to_be_visible()
    assert_fits_everywhere(decider)
    visitor.goto(section.url)
    expect(visitor.get_by_text("Old words.")).to_be_visible()
    expect(visitor.get_by_text("Slipped in.")).to_have_count(0)

    decider.goto(decider.url)
    expect(decider.get_by_text("Slipped in.").first).to_be_visible()
    approve(decider)
    visitor.reload()
    expect(visitor.get_by_text("New words.")).to_be_visible()
    section.refresh_from_db()
    assert section.summary == "Slipped in."
    assert [link.rung.number for link in section.rung_links.all()] == [5]


def test_support_text_and_break_glass_need_a_person_and_a_reason(
    section, author, colleague, new_person
):
    writer = new_person(PHONE)
    open_admin(writer, author, "/admin/settings/knowledge/supporttext/")
    writer.locator("[name=proposed_heading]").fill("Somebody to talk to")
    writer.locator("[name=publish]").check()
    with writer.expect_navigation():
        writer.get_by_role("button", name="Save").click()
    expect(writer.get_by_text("somebody else has to publish them").first).to_be_visible()
    writer.locator("[name=publish]").uncheck()
    with writer.expect_navigation():
        writer.get_by_role("button", name="Save").click()
    assert_fits_everywhere(writer)

    second = new_person(DESKTOP)
    open_admin(second, colleague, writer.url)
    expect(second.locator("[name=proposed_heading]")).to_have_value("Somebody to talk to")
    second.locator("[name=publish]").check()
    with second.expect_navigation():
        second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Somebody to talk to").first).to_be_visible()

    alone = new_person(PHONE)
    open_admin(alone, factories.make_admin(), reverse("publish_alone", args=[section.pk]))
    for reason in (". . . . . . . . . . . .", "\u200b" * 30):
        alone.locator("[name=reason]").fill(reason)
        with alone.expect_navigation():
            alone.get_by_role("button", name="Publish alone").click()
        expect(alone.locator("[name=reason]")).to_be_visible()
    section.refresh_from_db()
    assert section.summary == "Old summary."
    assert_fits_everywhere(alone)


def test_a_contributor_is_marked_answered_and_not_written_over(region, colleague, new_person):
    person = Contributor(ADDRESS)
    example = person.begin("business-as-usual")
    writer = new_person(PHONE)
    take_session(writer, person.client)
    writer.goto(f"/share/{example.pk}/")
    writer.get_by_label("Description of co-production topic").fill(TITLE)
    writer.get_by_label(AIMS).fill("Ring 07700 900123 to hear more.")
    writer.locator("[name=region]").select_option(str(region.pk))
    answer_about_consent(writer)
    writer.locator("[name=licence]").check()
    writer.get_by_role("button", name="Save and preview").click()
    expect(writer.get_by_text("This is a preview.")).to_be_visible()
    writer.goto(f"/share/{example.pk}/")
    expect(writer.locator("[name=licence]")).to_be_checked()

    with writer.expect_navigation():
        writer.get_by_role("button", name="Send it").click()
    marked = writer.locator(".share-spot").filter(has_text="07700 900123")
    expect(marked).to_be_visible()
    assert_fits_everywhere(writer)
    writer.get_by_label(AIMS).fill("To hear wombatish silence.")
    expect(marked).to_be_hidden()
    writer.get_by_role("button", name="Send it").click()
    expect(writer.get_by_role("heading", name="What has happened")).to_be_visible()

    decider = new_person(DESKTOP)
    open_admin(decider, colleague, "/admin/reviews/")
    decider.get_by_role("link", name=TITLE).first.click()
    box = decider.locator("details.review-act").filter(has_text="Set another day")
    box.locator("summary").click()
    assert box.locator("[name$=day]").input_value() == f"{Review.objects.get().due_on:%Y-%m-%d}"
    act(decider, "Request changes", "Request changes", "What came of the silence?")

    writer.goto(f"/my-examples/{example.pk}/")
    expect(writer.get_by_text("What came of the silence?").first).to_be_visible()
    writer.get_by_text("Answer", exact=False).locator("visible=true").first.click()
    writer.get_by_label("Your answer").fill("That is still being asked.")
    writer.get_by_role("button", name="Send the answer").click()
    expect(writer.get_by_text("Your answer has been sent.")).to_be_visible()
    assert_fits_everywhere(writer)

    # The moderator mends a word while the contributor has the form open.
    writer.get_by_role("link", name="Change it").click()
    expect(writer.get_by_label(AIMS)).to_have_value("To hear wombatish silence.")
    page = PracticeExamplePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.aims = "To hear wombatish quiet."
    draft.save_revision(user=colleague)
    writer.get_by_label("Stakeholders").fill("Parents and midwives.")
    writer.get_by_role("button", name=re.compile("Send it")).first.click()
    expect(writer.get_by_text("wombatish quiet").first).to_be_visible()
    assert_fits_everywhere(writer)
    assert "quiet" in PracticeExamplePage.objects.get().get_latest_revision_as_object().aims
