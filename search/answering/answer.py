"""Turns what an engine found into what a visitor sees: titles, addresses and labels of this moment.

The number of queries depends on the sorts of things and facets, never on how much was found.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from knowledge.contracts.findable import KINDS, Card, kind_label, source_named
from knowledge.public_pages import one_moment
from knowledge.web.facets import facet_labels
from search.answering.prepare import likelier_text, prepare
from search.answering.promotions import SOURCE as PROMOTED
from search.answering.promotions import promoted_for
from search.answering.reasons import matching_labels, reasons
from search.engines.registry import engine
from search.language.highlight import looked_for, marked, snippet
from search.language.query import FILTERS, PAGE_SIZE, REACH, YEAR, OtherName, Phrase, SearchRequest
from search.language.results import (
    Facet,
    FacetValue,
    Found,
    FoundThing,
    Place,
    SearchHit,
    SearchResults,
)

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


@one_moment()
def answer(asked: SearchRequest) -> SearchResults:
    """The page of results that the request asks for, or the last one there is."""
    request = prepare(asked)
    found = engine().search(request)
    promoted = promoted_for(request)
    cards = cards_of(found.things)
    sought = looked_for(request)
    why = reasons(found.things, request)
    facets = _facets(found, request)
    hits = {
        key: _hit(thing, card, sought, why.get(key))
        for thing in found.things
        if (card := cards.get(key := (thing.source, thing.thing_id)))
        and not (thing.source == PROMOTED and thing.thing_id in promoted.ids)
    }
    puzzling = [key for key, hit in hits.items() if not hit.shows_why]
    labels = matching_labels(puzzling, facets, sought)
    first = [_hit(FoundThing(PROMOTED, pk), card, sought) for pk, card in promoted.cards]
    return SearchResults(
        total=found.total + promoted.unmatched,
        page=found.page,
        pages=max(1, -(-min(found.total, REACH) // PAGE_SIZE)),
        hits=tuple(replace(hit, labels=labels.get(key, ())) for key, hit in hits.items()),
        facets=facets,
        is_beyond_reach=found.total > REACH,
        is_simpler=found.is_simpler,
        promoted=tuple(first) if found.page == 1 else (),
        corrected=request.corrected,
        did_you_mean=_likelier(request) if found.page == 1 else "",
        other_names=request.other_names,
    )


def _likelier(request: SearchRequest) -> str:
    """A query with likelier words, if it finds something with the same filters."""
    text = likelier_text(request)
    if text and engine().search(prepare(replace(request, text=text, corrected=""))).total:
        return text
    return ""


def cards_of(things: Collection[FoundThing]) -> dict[tuple[str, int], Card]:
    """What is shown of each thing; one that has just become private has none."""
    cards: dict[tuple[str, int], Card] = {}
    for name in sorted({thing.source for thing in things}):
        if source := source_named(name):
            wanted = [thing.thing_id for thing in things if thing.source == name]
            cards |= {(name, pk): card for pk, card in source.cards(wanted).items()}
    return cards


def _hit(
    thing: FoundThing, card: Card, sought: frozenset[Phrase], reason: OtherName | None = None
) -> SearchHit:
    return SearchHit(
        url=card.url,
        title=marked(card.title, sought),
        kind=card.kind,
        kind_label=kind_label(card.kind),
        detail=card.detail,
        lead=snippet(card.summary, sought),
        places=tuple(
            Place(
                url=f"{card.url}#{passage.anchor}" if passage.anchor else card.url,
                pieces=passage.pieces,
                heading=passage.heading,
                place=passage.place,
            )
            for passage in thing.passages
        ),
        reason=reason,
    )


def _facets(found: Found, request: SearchRequest) -> tuple[Facet, ...]:
    facets = []
    for name in FILTERS:
        counts = found.counts.get(name, {})
        if counts or request.filters.get(name):
            labels = _labels(name, {*counts, *request.filters.get(name, ())})
            facets.append(_facet(name, labels, counts, request))
    return tuple(facet for facet in facets if facet.values)


def _labels(name: str, values: Collection[str]) -> Mapping[str, str]:
    """value → label in the order visitors see them; a year is its own label, the newest first."""
    if name == "kind":
        return {value: kind.label for value, kind in KINDS.items()}
    if name == YEAR:
        return {value: value for value in sorted(values, reverse=True) if len(value) == 4}
    return {str(pk): label for pk, label in facet_labels(name).items()}


def _facet(
    name: str, labels: Mapping[str, str], counts: Mapping[str, int], request: SearchRequest
) -> Facet:
    """A filter with the values that leave something, and those that are chosen.

    A chosen value that is not there any more can still be removed.
    """
    chosen = request.filters.get(name, ())
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
