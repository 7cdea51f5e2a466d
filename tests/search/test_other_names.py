"""Other and former names: searched as one, told, and live at once; and what the page says of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import ResourcePage, Term
from search.answering.rewriting import rewrite_query
from search.copies.reconcile import reconcile
from search.index.fulltext import fulltext_tables
from search.insight.term_effects import effects_of
from search.language.normalise import stem
from search.language.query import SearchQuery
from search.language.ranking import COLUMNS
from tests.factories import add_page, section_body
from tests.search.asking import ask, text_of, titles
from tests.search.conftest import Library
from tests.shared_fixtures import shared_fixture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
    pytest.mark.each_database,
]

PATH = "/search/"


def add(library, title: str, **kwargs):
    page = add_page(ResourcePage, library.tree.resources, title, **kwargs)
    reconcile()
    return page


def test_a_common_name_that_was_typed_comes_before_a_rare_one(library):
    """Nearly everything here says "tapestry"; that alone must not make another name worth more."""
    Term.objects.create(name="Tapestry", other_names="Weaving").save_revision().publish()
    for number in range(12):
        add_page(
            ResourcePage,
            library.tree.resources,
            f"Notes {number}",
            summary="On tapestry and so on.",
        )
    add_page(ResourcePage, library.tree.resources, "Weaving", summary="Weaving, weaving.")
    add_page(ResourcePage, library.tree.resources, "A tapestry guide")
    reconcile()
    found = titles("q=tapestry")
    assert found[0] == "A tapestry guide"
    assert ask("q=tapestry").total == 14
    assert titles("q=weaving")[0] == "Weaving"


def test_words_of_records_that_are_gone_do_no_harm(library):
    """What a crash or a restored backup left in the database's own table, until it is put in order."""
    Term.objects.create(name="Tapestry", other_names="Weaving").save_revision().publish()
    add_page(ResourcePage, library.tree.resources, "A tapestry guide")
    reconcile()
    words = {column.name: stem("tapestry") for column in COLUMNS}
    fulltext_tables().write({10_000_000 + number: words for number in range(200)})
    assert titles("q=tapestry") == titles("q=weaving") == ["A tapestry guide"]


def test_a_name_of_several_words_is_held_only_as_a_whole(library):
    """Money here and a value there are not value for money."""
    Term.objects.create(name="Value for money", other_names="Thrift").save_revision().publish()
    add(
        library,
        "Values and money",
        body=[
            *section_body("Our values. A value, and one more value.", heading="Value"),
            *section_body("Money, and who has the money.", heading="Money"),
        ],
    )
    add(library, "What we gain", body=section_body("Fewer visits, less travel, more thrift."))
    assert titles("q=value+for+money") == ["What we gain", "Values and money"]


def test_a_known_name_is_no_sentence(library):
    """What is called so today comes before what only says the name, however long it is."""
    Term.objects.create(
        name="Network for Parish Circles", former_names="Union of the Talking Parish Circles"
    ).save_revision().publish()
    add(library, "The Network for Parish Circles")
    add(library, "History", summary="There was a Union of the Talking Parish Circles once.")
    found = titles("q=union+of+the+talking+parish+circles")
    assert found[:2] == ["The Network for Parish Circles", "History"]


def test_another_name_of_one_word_puts_no_title_first(library):
    """Typed words that a page speaks of weigh more than a title that has another word for them."""
    Term.objects.create(name="Tapestry", other_names="Weaving").save_revision().publish()
    add(library, "Weaving in the last hundred years and in all the years that came before them")
    add(library, "Tapestry today", summary="Tapestry, tapestry.")
    add(library, "How to begin", summary="Tapestry, tapestry, tapestry, tapestry.")
    assert titles("q=tapestry")[:2] == ["Tapestry today", "How to begin"]


def test_a_name_with_one_telling_word_is_meant_with_its_fillers(library):
    Term.objects.create(name="Get involved", other_names="Have a say").save_revision().publish()
    add(library, "Get involved")
    assert titles("q=how+can+I+have+a+say") == ["Get involved"]
    assert titles("q=who+may+say") == []


@shared_fixture
def partnership(library: Library) -> Term:
    """A term whose names stand in three pages, one each."""
    term = Term.objects.create(
        name="Neighbourhood Voices Group",
        acronym="NVG",
        former_names="Parish Talking Circle\nPTC",
    )
    term.save_revision().publish()
    add_page(ResourcePage, library.tree.resources, "All about the Neighbourhood Voices Group")
    add_page(ResourcePage, library.tree.resources, "What a parish talking circle did")
    add_page(ResourcePage, library.tree.resources, "The NVG handbook")
    add_page(ResourcePage, library.tree.resources, "A talking parrot")
    reconcile()
    return term


def test_any_name_finds_all_of_them_and_first_the_one_that_was_typed(partnership):
    for query in ("NVG", "nvg", "ptc", "Neighbourhood+Voices+Group"):
        assert {
            "All about the Neighbourhood Voices Group",
            "What a parish talking circle did",
            "The NVG handbook",
        } <= set(titles(f"q={query}")), query
    assert titles("q=nvg")[0] == "The NVG handbook"
    assert titles("q=parish+talking+circle")[0] == "What a parish talking circle did"


def test_other_names_are_told_and_each_hit_says_why(partnership):
    found = ask("q=PTC")
    assert found.corrected == "", "though nothing holds it, a term's word is no slip"
    assert [name.name for name in found.other_names] == [
        "Neighbourhood Voices Group",
        "NVG",
        "Parish Talking Circle",
    ]
    why = {text_of(hit.title): hit.reason for hit in found.hits}
    assert why["The NVG handbook"].name == "NVG"
    former = ask("q=NVG")
    why = {text_of(hit.title): hit.reason for hit in former.hits}
    assert why["The NVG handbook"] is None
    assert why["What a parish talking circle did"].is_former


def test_a_name_of_several_words_counts_as_held(partnership):
    """Things that hold all of the query in whatever names come before those that hold a part."""
    add_page(
        ResourcePage,
        ResourcePage.objects.first().get_parent().specific,
        "Handbook handbook",
        summary="handbook",
    )
    reconcile()
    found = titles("q=parish+talking+circle+handbook")
    assert found[0] == "The NVG handbook"


def test_quoted_words_are_searched_by_no_other_name(partnership):
    assert titles('q="parish+talking+circle"') == ["What a parish talking circle did"]
    assert ask("q=ptc&exact=1").total == 0
    # The same words outside of the quotes widen nothing within them.
    both = '"parish+talking+circle"+parish+talking+circle'
    assert titles(f"q={both}") == ["What a parish talking circle did"]


def test_a_draft_changes_nothing_and_publishing_does_at_once(partnership):
    partnership.other_names = "Parrot club"
    revision = partnership.save_revision()
    (effect,) = [each for each in effects_of(partnership) if each.query == "Parrot club"]
    rows = {row.title: row.is_new for row in effect.rows}
    assert effect.total_before < effect.total_after
    assert rows["The NVG handbook"], "it comes up only now"
    assert "The NVG handbook" not in titles("q=parrot+club")
    revision.publish()
    assert "The NVG handbook" in titles("q=parrot+club")
    # Undone by publishing the version before, as its history offers.
    first = partnership.revisions.order_by("created_at").first()
    first.publish()
    assert "The NVG handbook" not in titles("q=parrot+club")


def test_a_known_name_within_words_of_other_names(partnership):
    request = rewrite_query(SearchQuery.from_text("handbook of the parish talking circle today"))
    assert list(request.alternatives) == [("parish", "talk", "circl")]
    assert [unit.own for unit in request.units if unit.alternatives] == [
        ("parish", "talk", "circl")
    ]


# --- the page ---


def test_the_page_says_what_it_searched_and_offers_the_way_back(client, library, partnership):
    page = client.get(PATH, {"q": "paerticipation"}).content.decode()
    assert "Showing results for <strong>participation</strong>" in page
    assert 'href="/search/?q=paerticipation&amp;exact=1"' in page
    exact = client.get(PATH, {"q": "paerticipation", "exact": "1"}).content.decode()
    assert "No results" in exact
    assert 'href="/search/?q=paerticipation"' in exact
    named = client.get(PATH, {"q": "ptc"}).content.decode()
    assert "Also searched for" in named
    assert "Says “NVG”, another name for “PTC”." in named


def test_the_number_of_queries_is_bounded(client, library, partnership):
    with CaptureQueriesContext(connection) as one:
        client.get(PATH, {"q": "suport"})
    with CaptureQueriesContext(connection) as many:
        client.get(
            PATH, {"q": "suport volutneers pareticipation nursse cricle weekyl and rungss nvg"}
        )
    assert len(many) <= len(one) + 8
