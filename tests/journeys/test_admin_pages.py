"""The admin's pages that are ours can be used by everybody: axe finds nothing, and they fit a phone."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from examples.models import HeldExample
from knowledge.models import Feedback, VideoPage
from knowledge.people.models import Membership
from knowledge.replacing import replacements
from tests.examples.conftest import Contributor, make_place
from tests.examples.reviewing import review_of, send_example
from tests.factories import (
    add_page,
    image_file,
    make_admin,
    make_contributor,
    make_document,
    make_editor,
    make_image,
)
from tests.journeys.browser import (
    DESKTOP,
    WCAG,
    assert_good_everywhere,
)
from tests.journeys.signing_in import take_session
from tests.machine import AXE
from tests.signing_in import admin_client

TOO_FAST = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{'so fast ' * 9}\n"
pytestmark = [pytest.mark.journey, pytest.mark.axe]


@pytest.fixture
def addresses(hub: str, site_tree) -> dict[str, str]:
    """Every page of ours that a person reads or fills in, with something on it; what it must say."""
    place = make_place(site_tree)
    region = place.region
    amina = Contributor("amina@example.org")
    page = send_example(amina, place)
    held = Contributor("walker@example.org")
    held.begin()
    HeldExample.objects.create(submission=held.submission, reasons=["many"])
    bella = make_contributor("bella@example.org")
    Membership.objects.create(user=bella, organisation=place.organisation, region=region)
    Membership.objects.create(user=bella, organisation_words="A café group", region=region)
    feedback = Feedback.objects.create(
        kind=Feedback.Kind.TAKE_DOWN, message="Please take it down.", form_token=uuid.uuid4()
    )
    suggested = Feedback.objects.create(
        kind=Feedback.Kind.RESOURCE, title="Guide to listening", link="https://listen.example/",
        message="It is short.", email="reader@example.org", form_token=uuid.uuid4(),
    )  # fmt: skip
    Feedback.objects.create(
        kind=Feedback.Kind.USEFUL, was_useful=True, page=site_tree.section, form_token=uuid.uuid4()
    )
    film = add_page(VideoPage, site_tree.videos, "Our film", transcript=TOO_FAST)
    make_document("Nobody's paper", name="nobody.pdf", content=b"%PDF-1.4")
    paper = make_document("Our paper", name="paper.vtt", content=b"WEBVTT", is_listed=True)
    better = SimpleUploadedFile("better.vtt", b"WEBVTT\n")
    replacements.send(paper, better, "A better paper", make_editor())
    picture = make_image("Our picture", is_listed=True)
    sharper = SimpleUploadedFile("sharper.png", image_file(size=(90, 60)).read())
    said = {"description": "A sharper rectangle."}
    replacements.send(picture, sharper, "A sharper picture", make_editor(), **said)
    review = review_of(page)
    return {
        reverse("wagtailadmin_home"): "Bumps together",
        reverse("reviews"): "Bumps together",
        reverse("review", args=[review.pk]): "How it stands",
        reverse("invite_guest", args=[review.pk]): "Who it is",
        reverse("decisions"): "Record of decisions",
        reverse("members"): "A café group",
        reverse("quarantine"): "walker@example.org",
        reverse("succession", args=[place.organisation.pk]): "Seaside MVP",
        reverse("moderators"): "moderator@example.org",
        reverse("erase_person"): "Erase",
        reverse("erase_this_person", args=[bella.pk]): "bella@example.org",
        reverse("hide_page", args=[site_tree.section.pk]): site_tree.section.title,
        reverse("publish_alone", args=[page.pk]): "Bumps together",
        reverse("handle_feedback", args=[feedback.pk]): "Please take it down.",
        reverse("handle_feedback", args=[suggested.pk]): "Make a draft of it",
        reverse("useful_pages"): site_tree.section.title,
        reverse("transcript", args=[film.pk]): "to look at",
        reverse("media_report"): "Nobody's paper",
        reverse("replace_document", args=[paper.pk]): "A better paper",
        reverse("replace_image", args=[picture.pk]): "A sharper rectangle.",
        reverse("waiting_files"): "A better paper",
        reverse("hub_import_upload"): "Import",
        "/admin/snippets/knowledge/term/add/": "Term",
        "/admin/promoted_results/new/": "Query",
    }


def test_axe_finds_nothing_and_nothing_is_too_wide(addresses, new_person):
    browser = new_person(DESKTOP)
    browser.add_init_script(path=AXE)
    take_session(browser, admin_client(make_admin()))
    for address, says in addresses.items():
        browser.goto(address)
        expect(browser.locator("main")).to_contain_text(says)
        # The frame around ours is Wagtail's, which follows WCAG and not all of axe's advice.
        assert_good_everywhere(browser, rules=WCAG)
