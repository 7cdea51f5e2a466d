"""What comes first of what was found: what somebody can use, and where the words stand together."""

from __future__ import annotations

import pytest

from knowledge.models import (
    GlossaryPage,
    InformationPage,
    ResourcePage,
    SectionPage,
    Term,
    VideoPage,
)
from search.copies.reconcile import reconcile
from tests.factories import add_page, section_body
from tests.search.asking import ask, titles

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture(autouse=True)
def engine(each_engine):
    """Every test runs with each engine."""


def test_our_own_page_comes_before_a_link_that_is_being_checked(site_tree):
    add_page(
        ResourcePage,
        site_tree.resources,
        "Ladder of participation",
        body=section_body("The ladder shows the rungs of participation."),
    )
    add_page(
        SectionPage,
        site_tree.pack,
        "The ladder of participation",
        body=section_body(
            "Every rung of the ladder gives people more say. Participation is shared."
        ),
    )
    reconcile()

    for typed in ("ladder", "ladder+of+participation", "teh+ladder+of+participation"):
        assert titles(f"q={typed}") == ["The ladder of participation", "Ladder of participation"]


def test_a_known_address_is_no_reason_to_come_later(site_tree):
    said = section_body("Peer support for parents.")
    add_page(ResourcePage, site_tree.resources, "Checked", body=said, source_url="")
    add_page(ResourcePage, site_tree.resources, "Known", body=said, source_url="https://nhs.uk/")
    reconcile()

    assert titles("q=peer+support") == ["Known", "Checked"]


def test_what_is_about_the_site_comes_last_unless_asked_for_by_name(site_tree):
    add_page(
        InformationPage,
        site_tree.home,
        "Data notice",
        body=section_body(
            "If you give an example to share, we keep your address. Example, share, example. Share it."
        ),
    )
    add_page(
        SectionPage,
        site_tree.pack,
        "Practice templates",
        body=section_body("Write up what you did with families, and then share it as an example."),
    )
    reconcile()

    assert titles("q=share+an+example")[0] == "Practice templates"
    assert titles("q=sharing+notices")[0] == "Data notice"
    assert titles("q=keep+address")[0] == "Data notice"


def test_a_sentence_is_found_by_its_words_without_quotation_marks(site_tree):
    add_page(
        VideoPage,
        site_tree.videos,
        "How to begin",
        transcript="Welcome to this film. Whoever has said least speaks first in the next round.",
    )
    add_page(
        SectionPage,
        site_tree.pack,
        "First, the least: said and done",
        summary="Speaks of what was said first, and said least.",
        body=section_body(
            "First of all, least said. Whoever speaks first has said the least, first."
        ),
    )
    reconcile()

    assert titles("q=whoever+has+said+least+speaks+first")[0] == "How to begin"


def test_words_at_one_place_come_before_words_all_over(site_tree):
    add_page(
        SectionPage,
        site_tree.pack,
        "Together",
        body=[
            *section_body(
                "Much is said here about rooms, about days and about what people bring along."
            ),
            *section_body("The interpreter sits beside the grandmother.", heading="Seats"),
        ],
    )
    add_page(
        SectionPage,
        site_tree.pack,
        "Apart",
        body=[
            *section_body("The interpreter is in another room.", heading="One"),
            *section_body("A grandmother waits in the hall.", heading="Two"),
        ],
    )
    reconcile()

    assert titles("q=grandmother+interpreter") == ["Together", "Apart"]


def test_a_passage_stands_under_its_title(site_tree):
    """The title names what the passage speaks of."""
    add_page(
        SectionPage,
        site_tree.pack,
        "Kettle",
        body=section_body("Wait for half an hour until it is warm enough for everybody here."),
    )
    add_page(
        SectionPage,
        site_tree.pack,
        "Notes",
        body=[
            *section_body("The kettle is in the room.", heading="Kettle"),
            *section_body("The hour is in the plan.", heading="Hour"),
        ],
    )
    reconcile()

    assert titles("q=hour+kettle") == ["Kettle", "Notes"]


def test_what_explains_every_word_comes_last_unless_asked_for_by_name(site_tree):
    Term.objects.create(name="Doula", definition="A doula is with a mother, doula by doula.")
    add_page(GlossaryPage, site_tree.home, "Glossary")
    add_page(
        SectionPage,
        site_tree.pack,
        "Who is with you",
        body=section_body("A midwife or a nurse may be with you, and so may a doula, if you like."),
    )
    reconcile()

    assert titles("q=doula") == ["Who is with you", "Glossary"]
    assert titles("q=doula+glossary")[0] == "Glossary"


def test_a_swapped_filler_word_is_no_word_that_was_asked_for(library):
    found = ask("q=teh+audit")

    assert found.corrected == "the audit"
    assert not found.unmentioned
