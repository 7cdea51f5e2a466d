"""Who decides sees all that will change, and decides with words that say something."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.rich_text import RichText

from knowledge.models import EvidenceRequirement, Rung, SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.publishing import ReasonForm
from knowledge.moderation.reasons import says_something
from knowledge.moderation.review_forms import DueForm
from tests.factories import (
    add_page,
    make_document,
    make_image,
    make_moderator,
    make_region,
    section_body,
)
from tests.knowledge.moderation.reviewing import seen, waits
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def section(site_tree, region):
    """A live section of the region."""
    page = add_page(SectionPage, site_tree.pack, "Peer support", body=section_body("First words."))
    page.region_links.create(region=region)
    page.save_revision().publish()
    return SectionPage.objects.get(pk=page.pk)


def test_the_review_compares_all_fields_with_what_is_public(section, region):
    image = make_image("Two people talk")
    document = make_document("A worksheet")
    body = [
        ("text", RichText("<p>First words.</p>")),
        ("image", {"image": {"image": image, "decorative": False, "alt_text": "Two people"}, "caption": "In May"}),
        ("document", {"document": document, "text": ""}),
    ]  # fmt: skip
    block = SectionPage._meta.get_field("body").stream_block
    raw = [{"type": name, "value": block.child_blocks[name].get_prep_value(block.child_blocks[name].normalize(value))} for name, value in body]  # fmt: skip
    html = seen(waits(section, region, summary="A summary nobody saw", body=raw), region)
    changes = html.partition('id="changes"')[2].partition('id="text"')[0]
    for said in ("A summary nobody saw", "In May", "Two people", "A worksheet"):
        assert said in changes, said
    assert "<img" in changes


def test_an_emptied_body_is_shown_as_taken_out(section, region):
    html = seen(waits(section, region, body=[]), region)
    changes = html.partition('id="changes"')[2].partition('id="text"')[0]
    assert "First words." in changes
    assert "Nothing yet" not in html.partition('id="record"')[0]


def test_a_section_is_approved_together_with_rungs_and_requirements(section, region):
    rung = Rung.objects.first() or Rung.objects.create(name="Doing with", slug="with", number=1)
    requirement = EvidenceRequirement.objects.create(scheme="CNST", code="1", slug="cnst-1")
    review = waits(section, region, title="Peer support, changed")
    moderator = make_moderator(region=region)
    response = admin_client(moderator).post(
        reverse("review", args=[review.pk]),
        {
            "act": "approve",
            "approve-version": reviews.version_of(section),
            "approve-rungs": [rung.pk],
            "approve-requirements": [requirement.pk],
        },
    )
    assert response.url == reverse("review", args=[review.pk])
    section.refresh_from_db()
    assert section.title == "Peer support, changed"
    assert section.rung_links.get().rung == rung
    assert section.requirement_links.get().requirement == requirement


def test_a_file_replaced_since_it_was_read_is_another_text(section, region):
    document = make_document("A worksheet")
    block = SectionPage._meta.get_field("body").stream_block.child_blocks["document"]
    value = block.get_prep_value(block.normalize({"document": document, "text": ""}))
    review = waits(section, region, body=[{"type": "document", "value": value}])
    version = reviews.version_of(section)
    type(document).objects.filter(pk=document.pk).update(file_hash="another")
    with pytest.raises(reviews.ChangedMeanwhile):
        reviews.approve(review, make_moderator(region=region), version=version)


@pytest.mark.parametrize(
    "reason", [". . . . . . . . . .", "\u200b" * 20, "aaaaaaaaaaaa", "------------", "1234567890 12", "no no no no no", "\u3164\u3164 \u3164\u3164\u3164 \uffa0\uffa0", "\u2800" * 20]
)  # fmt: skip
def test_signs_are_no_reason(reason):
    assert "reason" in ReasonForm({"reason": reason}).errors


def test_a_sentence_is_a_reason():
    assert ReasonForm({"reason": "A wrong number, and nobody is on duty."}).is_valid()


@pytest.mark.parametrize("words", ["...", "\u200b\u200b", "–", "?", "\u3164\u3164", "\u2800\u2800"])
def test_nobody_is_asked_for_changes_without_a_word(words):
    with pytest.raises(ValidationError):
        says_something(words)


def test_the_day_of_the_answer_stands_in_its_field():
    day = datetime.date(2026, 12, 24)
    assert 'value="2026-12-24"' in str(DueForm(initial={"day": day})["day"])


def _below(form: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    return {each for below in form.__subclasses__() for each in {below} | _below(below)}


def test_every_field_for_a_day_shows_the_day_that_it_has(client):
    """A browser shows nothing of a day that is not written as it writes days."""
    client.get("/")
    client.get("/admin/")
    fields = [
        (form.__name__, name, field)
        for form in _below(forms.BaseForm)
        if form.__module__.split(".")[0] in {"knowledge", "examples", "search"}
        for name, field in form.base_fields.items()
        if field.widget.attrs.get("type") == "date"
        or getattr(field.widget, "input_type", "") == "date"
    ]
    assert {name for _, name, _ in fields} >= {"day", "until", "released_on"}
    day = datetime.date(2026, 12, 24)
    for form, name, field in fields:
        assert 'value="2026-12-24"' in field.widget.render(name, day), (form, name)
