"""Turns what an engine found into what a visitor sees: titles, addresses and labels of this moment.

The number of queries depends on the sorts of items and facets, never on how much was found.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from knowledge.contracts.findable import KINDS, Card, kind_label, source_named
from knowledge.public_pages import visibility_snapshot
from knowledge.web.facets import facet_labels
from search.answering.cards import cards_from
from search.answering.definitions import definition_for
from search.answering.promotions import SOURCE as PROMOTED
from search.answering.promotions import promoted_for
from search.answering.reasons import matching_labels, reasons
from search.answering.rewriting import has_real_words_only, likelier_text, rewrite_query
from search.engines.registry import engine
from search.language.highlight import highlighted, highlighted_phrases, snippet
from search.language.query import (
    FILTERS,
    REACH,
    YEAR,
    OtherName,
    SearchQuery,
    pages_of,
    typed_words,
)
from search.language.results import (
    EngineHit,
    EngineResults,
    Facet,
    FacetValue,
    HitLocation,
    SearchHit,
    SearchResults,
)
from search.language.units import Phrase

FACET_LABELS: dict[str, str] = {
    "kind": "Kind",
    "topic": "Topic",
    "audience": "For",
    "region": "Region",
    "organisation": "Organisation",
    "requirement": "Evidence requirement",
    "rung": "Rung of the ladder",
    YEAR: "Year published",
}
"""Headings of the filters, in the order visitors see them."""

GONE = "no longer in the list"
"""Said of a chosen value that has been deleted since the address was kept."""


@visibility_snapshot()
def answer(typed: SearchQuery) -> SearchResults:
    """The page of results that the query asks for, or the last one there is."""
    query, found = _found(typed)
    if not found.total:
        query, found = _near_in_meaning(query, found)
    promoted = promoted_for(query)
    cards = cards_of(found.hits)
    sought = highlighted_phrases(query)
    explanations = reasons(found.hits, query)
    facets = _facets(found, query)
    hits = {
        key: _hit(item, card, sought, explanations.get(key))
        for item in found.hits
        if (card := cards.get(key := (item.source, item.item_id)))
        and not (item.source == PROMOTED and item.item_id in promoted.ids)
    }
    unexplained = [key for key, hit in hits.items() if not hit.shows_why]
    labels = matching_labels(unexplained, facets, sought)
    first = [_hit(EngineHit(PROMOTED, pk), card, sought) for pk, card in promoted.cards]
    return SearchResults(
        total=found.total + promoted.unmatched,
        page=found.page,
        pages=pages_of(found.total),
        hits=tuple(replace(hit, labels=labels.get(key, ())) for key, hit in hits.items()),
        facets=tuple(facet for facet in facets if facet.chosen or _narrows(facet, found.total)),
        is_beyond_reach=found.total > REACH,
        is_simpler=found.is_simpler,
        promoted=tuple(first) if found.page == 1 else (),
        corrected=query.corrected,
        unmentioned=typed_words(query.text, query.unmentioned),
        without_operators=query.text if typed.has_operators and not query.has_operators else "",
        did_you_mean=_likelier(query) if found.page == 1 else "",
        is_by_meaning=query.is_by_meaning,
        other_names=query.other_names,
        definition=definition_for(query),
    )


def _narrows(facet: Facet, total: int) -> bool:
    """Whether there is anything to choose: one value that all results have leaves them as they are."""
    return len(facet.values) > 1 or any(value.count < total for value in facet.values)


def _found(typed: SearchQuery) -> tuple[SearchQuery, EngineResults]:
    """What an engine was asked, and what it found. Quotation marks or a minus never end in nothing."""
    query = rewrite_query(typed)
    found = engine().search(query)
    if not found.total and query.has_operators and query.has_words:
        plain = rewrite_query(typed.without_operators())
        if (without := engine().search(plain)).total:
            return plain, without
    return query, found


def _near_in_meaning(query: SearchQuery, found: EngineResults) -> tuple[SearchQuery, EngineResults]:
    """What is nearest in meaning, if the question is made of real words and no item has any of them."""
    if query.is_exact or query.has_operators or not query.words:
        return query, found
    by_meaning = replace(query, is_by_meaning=True)
    near = engine().search(by_meaning)
    if not near.total or not has_real_words_only(query):
        return query, found
    # Where words find something without the filters, it is those that leave nothing.
    if engine().search(replace(query, filters={}, page=1)).total:
        return query, found
    return by_meaning, near


def _likelier(query: SearchQuery) -> str:
    """A query with likelier words, if it finds something with the same filters."""
    text = likelier_text(query)
    if not text:
        return ""
    other = replace(query, text=text, corrected="", is_by_meaning=False)
    return text if engine().search(rewrite_query(other)).total else ""


def cards_of(items: Collection[EngineHit]) -> dict[tuple[str, int], Card]:
    """What is shown of each item; one that has just become private has none."""
    cards: dict[tuple[str, int], Card] = {}
    for name in sorted({item.source for item in items}):
        if source := source_named(name):
            wanted = [item.item_id for item in items if item.source == name]
            cards |= {(name, pk): card for pk, card in cards_from(source, wanted).items()}
    return cards


def _hit(
    item: EngineHit, card: Card, sought: frozenset[Phrase], reason: OtherName | None = None
) -> SearchHit:
    return SearchHit(
        url=card.url,
        title=highlighted(card.title, sought),
        kind=card.kind,
        kind_label=kind_label(card.kind),
        detail=card.detail,
        lead=snippet(card.summary, sought),
        locations=tuple(
            HitLocation(
                url=f"{card.url}#{passage.anchor}" if passage.anchor else card.url,
                fragments=passage.fragments,
                heading=passage.heading,
                place=passage.place,
            )
            for passage in item.passages
        ),
        reason=reason,
    )


def _facets(found: EngineResults, query: SearchQuery) -> tuple[Facet, ...]:
    facets = []
    for name in FILTERS:
        counts = found.counts.get(name, {})
        if counts or query.filters.get(name):
            labels = _labels(name, {*counts, *query.filters.get(name, ())})
            facets.append(_facet(name, labels, counts, query))
    return tuple(facet for facet in facets if facet.values)


def _labels(name: str, values: Collection[str]) -> Mapping[str, str]:
    """value → label in the order visitors see them; a year is its own label, the newest first."""
    if name == "kind":
        return {value: kind.label for value, kind in KINDS.items()}
    if name == YEAR:
        return {value: value for value in sorted(values, reverse=True) if len(value) == 4}
    return {str(pk): label for pk, label in facet_labels(name).items()}


def _facet(
    name: str, labels: Mapping[str, str], counts: Mapping[str, int], query: SearchQuery
) -> Facet:
    """A filter with the values that leave something, and those that are chosen.

    A chosen value that is not there any more can still be removed.
    """
    chosen = query.filters.get(name, ())
    labels = {**labels, **{value: GONE for value in chosen if value not in labels}}
    return Facet(
        name=name,
        label=FACET_LABELS[name],
        values=tuple(
            FacetValue(value, label, counts.get(value, 0), is_chosen=value in chosen)
            for value, label in labels.items()
            if counts.get(value) or value in chosen
        ),
    )
