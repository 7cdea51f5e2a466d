"""Says of a hit why it was found, where its title and texts do not show it.

By which other name, where it does not hold the one that was typed; or by which topic, scheme or
organisation it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from search.language.highlight import marked
from search.language.normalise import stems
from search.language.query import OtherName, Phrase, SearchRequest
from search.language.results import Facet, FoundThing, Pieces
from search.models import SearchFacet, SearchPassage, SearchRecord, of_things

MOST_PASSAGES = 300
"""Passages looked through for names, of a whole page of hits."""
MOST_LABELS = 3
"""Labels shown of one hit."""


def reasons(
    things: Iterable[FoundThing], request: SearchRequest
) -> Mapping[tuple[str, int], OtherName]:
    """thing → the first other name that it holds instead of the typed one. At most two queries."""
    if not request.other_names:
        return {}
    texts = _texts_of(things, request.other_names)
    found: dict[tuple[str, int], OtherName] = {}
    for key, text in texts.items():
        for name in request.other_names:
            if _holds(text, stems(name.typed)):
                break
            if _holds(text, name.stems):
                found[key] = name
                break
    return found


def matching_labels(
    things: Collection[tuple[str, int]], facets: Iterable[Facet], sought: Collection[Phrase]
) -> Mapping[tuple[str, int], tuple[Pieces, ...]]:
    """thing → its labels among the filters' that hold what was asked for, marked. At most one query."""
    every = {
        (facet.name, value.value): marked(value.label, sought)
        for facet in facets
        for value in facet.values
    }
    labels = {
        value: pieces for value, pieces in every.items() if any(piece.is_marked for piece in pieces)
    }
    if not things or not labels:
        return {}
    found: dict[tuple[str, int], list[Pieces]] = defaultdict(list)
    rows = SearchFacet.objects.filter(of_things(things, "record__")).order_by("pk")
    for source, thing_id, facet, value in rows.values_list(
        "record__source", "record__thing_id", "facet", "value"
    ):
        if pieces := labels.get((facet, str(value))):
            found[source, thing_id].append(pieces)
    return {thing: tuple(pieces[:MOST_LABELS]) for thing, pieces in found.items()}


def _texts_of(
    things: Iterable[FoundThing], names: Collection[OtherName]
) -> dict[tuple[str, int], str]:
    """thing → its stems, parted by spaces, as far as they can hold one of the names."""
    keys: dict[int, tuple[str, int]] = {}
    texts: dict[int, list[str]] = defaultdict(list)
    rows = SearchRecord.objects.filter(
        of_things((thing.source, thing.thing_id) for thing in things)
    )
    for pk, source, thing_id, *parts in rows.values_list(
        "pk", "source", "thing_id", "title", "lead", "also"
    ):
        keys[pk] = (source, thing_id)
        texts[pk] += [f" {' '.join(stems(part))} " for part in parts]
    naming = Q(pk__in=[])
    for phrase in {tuple(stems(name.typed)) for name in names} | {name.stems for name in names}:
        naming |= Q(stems__contains=f" {' '.join(phrase)} ")
    passages = SearchPassage.objects.filter(naming, record_id__in=keys).order_by("pk")
    for record_id, text in passages.values_list("record_id", "stems")[:MOST_PASSAGES]:
        texts[record_id].append(text)
    return {keys[pk]: "\ue000".join(parts) for pk, parts in texts.items()}


def _holds(text: str, phrase: Iterable[str]) -> bool:
    return f" {' '.join(phrase)} " in text
