"""What was made private is told by no part of search, in either engine, at once and afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from knowledge.models import ResourcePage, SectionPage, Term
from search.answering.suggestions import suggestions
from search.copies import sync
from search.copies.reconcile import reconcile
from search.index.fulltext.findable_words import findable_stems, findable_words
from search.models import SearchEvent, SearchPromotion
from tests.factories import add_page, make_region, make_topic, section_body
from tests.search.asking import ask, counts, titles
from tests.search.conftest import Library, tag
from tests.shared_fixtures import shared_fixture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
    pytest.mark.each_database,
]


@shared_fixture
def members(library: Library) -> SectionPage:
    """A section with pages whose words, labels and names stand nowhere else."""
    parent = add_page(SectionPage, library.tree.pack, "Among echidnas")
    page = add_page(
        SectionPage,
        parent,
        "Wombats underground",
        summary="The burrow club.",
        body=section_body("A marsupial rota.", heading="Tunnelling"),
    )
    tag(page, topics=[make_topic("Wombat keeping")], regions=[make_region("Marsupialia")])
    for number in range(12):
        add_page(SectionPage, parent, f"The tool college {number}")
    add_page(ResourcePage, library.tree.resources, "A collage of the tool")
    term = Term.objects.create(name="Burrow club", acronym="BRWC")
    term.save_revision().publish()
    SearchPromotion.objects.create(query="support", page=page)
    reconcile()
    return parent


def restrict(page: Page) -> None:
    """As the admin does."""
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")


def restrict_unnoticed(page: Page) -> None:
    """With no signal, so that records and copies still hold every word."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=page.pk, restriction_type="login")]
    )


def unpublish(page: Page) -> None:
    """With everything below it, in bulk."""
    page.get_descendants(inclusive=True).update(live=False)


def end(page: Page) -> None:
    """Let its time and that of everything below it run out."""
    page.get_descendants(inclusive=True).update(expire_at=timezone.now() - timedelta(seconds=1))


def labels(typed: str) -> list[str]:
    return [each.label for each in suggestions(typed)]


def test_before_all_of_it_is_told(members):
    """So that silence below says something."""
    assert titles("q=wombat") == ["Wombats underground"]
    assert "Marsupialia" in counts(ask(), "region")
    assert "Wombat keeping" in counts(ask(), "topic")
    assert ask("q=marsupail").corrected == "marsupial"
    assert ask("q=collage+tool").did_you_mean == "college tool"
    assert [len(ask("q=support").promoted), ask("q=BRWC").total] == [1, 1]
    assert labels("wombats und") == ["Wombats underground"]
    assert labels("tunnell") == ["Tunnelling"]
    assert labels("wombat kee") == ["Wombat keeping"]
    assert labels("brw") == ["BRWC (Burrow club)"]


@pytest.mark.parametrize("hide", [restrict, restrict_unnoticed, unpublish, end])
def test_nothing_is_told_at_once_nor_later(client, library, members, hide: Callable[[Page], None]):
    with_all, with_support = ask().total, ask("q=support").total
    hide(Page.objects.get(pk=members.pk))
    assert_nothing_is_told(client)
    assert ask().total == with_all - 14
    # Promoted, it had counted; nothing else of the answer changes.
    assert ask("q=support").total == with_support - 1
    sync.deliver()
    assert_nothing_is_told(client)
    reconcile()
    assert_nothing_is_told(client)


def test_a_word_is_known_by_one_public_page_behind_many_hidden_ones(library, members):
    add_page(ResourcePage, library.tree.resources, "A college on a hill")
    reconcile()
    restrict_unnoticed(Page.objects.get(pk=members.pk))
    assert findable_stems(["colleg", "hill", "marsupi"]) == {"colleg", "hill"}
    assert findable_words({"college": "colleg", "marsupial": "marsupi"}).keys() == {"college"}


@pytest.mark.parametrize("hide", [restrict, restrict_unnoticed])
def test_nor_of_an_alias_elsewhere(library, hide: Callable[[Page], None]):
    page = add_page(SectionPage, library.tree.pack, "Numbat", body=section_body("A numbat."))
    page.create_alias(update_slug="numbat-again", parent=library.tree.home)
    reconcile()
    assert ask("q=numbat").total == 2
    hide(Page.objects.get(pk=page.pk))
    assert (ask("q=numbat").total, labels("numba")) == (0, [])
    sync.deliver()
    reconcile()
    assert (ask("q=numbat").total, labels("numba")) == (0, [])


def assert_nothing_is_told(client) -> None:
    for query in (
        *("wombat", "wombast", "womba", "marsupial", "marsupail", "tunnelling", "burrow"),
        *("BRWC", "Burrow+club", '"marsupial+rota"', "echidnas"),
    ):
        found = ask(f"q={query}")
        assert (found.total, found.hits, found.promoted) == (0, (), ()), query
        assert (found.corrected, found.did_you_mean, found.facets) == ("", "", ()), query
    assert ask("q=collage+tool").did_you_mean == ""
    assert ask("q=support").promoted == ()
    for facets in (ask().facets, ask("q=tool").facets, ask("q=support").facets):
        said = {value.label for facet in facets for value in facet.values}
        assert not said & {"Marsupialia", "Wombat keeping"}
    for typed in (
        "womb",
        "wombats und",
        "tunnel",
        "burrow",
        "brw",
        "marsup",
        "tool colle",
        "echi",
    ):
        assert labels(typed) == [], typed
    # What editors learn of a search is what its visitor saw.
    SearchEvent.objects.all().delete()
    assert "No results" in client.get("/search/", {"q": "wombats"}).content.decode()
    assert SearchEvent.objects.get().total == 0
