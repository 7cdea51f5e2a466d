"""How tests of search ask, and how they bring records up to date."""

from __future__ import annotations

from django.http import QueryDict

from search.answering.answer import answer
from search.language.query import SearchQuery
from search.language.results import Fragments, SearchResults


def ask(address: str = "") -> SearchResults:
    """The results of an address's query string."""
    results = answer(SearchQuery.from_querydict(QueryDict(address)))
    assert not results.is_simpler, "the database answered in the engine's place"
    return results


def titles(address: str = "") -> list[str]:
    """Titles of the hits of an address, in their order."""
    return [text_of(hit.title) for hit in ask(address).hits]


def text_of(fragments: Fragments) -> str:
    """The text of pieces without marks."""
    return "".join(fragment.text for fragment in fragments)


def marks_of(fragments: Fragments) -> list[str]:
    """The marked runs of pieces."""
    return [fragment.text for fragment in fragments if fragment.is_highlighted]


def counts(results: SearchResults, facet: str) -> dict[str, int]:
    """label → number of a facet's values."""
    for found in results.facets:
        if found.name == facet:
            return {value.label: value.count for value in found.values}
    return {}
