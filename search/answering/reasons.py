"""Says of a hit why it was found, where its title and texts do not show it.

By which other name, where it does not hold the one that was typed; or by which topic, scheme or
organisation it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from knowledge.caching.making import known_rows
from search.language.highlight import highlighted
from search.language.items import ItemKey
from search.language.normalise import stems
from search.language.query import OtherName, SearchQuery
from search.language.records import BREAK
from search.language.results import EngineHit, Facet, Fragments
from search.language.units import Phrase
from search.models import SearchFacet, SearchPassage, SearchRecord, of_items

MOST_PASSAGES = 300
"""Passages looked through for names, of a whole page of hits."""
MOST_LABELS = 3
"""Labels shown of one hit."""


def reasons(items: Iterable[EngineHit], query: SearchQuery) -> Mapping[tuple[str, int], OtherName]:
    """item → the first other name that it holds instead of the typed one. At most two queries."""
    if not query.other_names:
        return {}
    texts = _texts_of(items, query.other_names)
    found: dict[tuple[str, int], OtherName] = {}
    for key, text in texts.items():
        for name in query.other_names:
            if _holds(text, stems(name.typed)):
                break
            if _holds(text, name.stems):
                found[key] = name
                break
    return found


def matching_labels(
    items: Collection[tuple[str, int]], facets: Iterable[Facet], sought: Collection[Phrase]
) -> Mapping[tuple[str, int], tuple[Fragments, ...]]:
    """item → its labels among the filters' that hold what was asked for, marked. At most one query."""
    if not items:
        return {}
    every = {
        (facet.name, value.value): highlighted(value.label, sought)
        for facet in facets
        for value in facet.values
    }
    labels = {
        value: fragments
        for value, fragments in every.items()
        if any(fragment.is_highlighted for fragment in fragments)
    }
    if not labels:
        return {}
    found: dict[tuple[str, int], list[Fragments]] = defaultdict(list)
    rows = SearchFacet.objects.filter(of_items(items, "record__")).order_by("pk")
    for source, item_id, facet, value in rows.values_list(
        "record__source", "record__item_id", "facet", "value"
    ):
        if fragments := labels.get((facet, str(value))):
            found[source, item_id].append(fragments)
    return {item: tuple(fragments[:MOST_LABELS]) for item, fragments in found.items()}


def _texts_of(
    items: Iterable[EngineHit], names: Collection[OtherName]
) -> dict[tuple[str, int], str]:
    """item → its stems, parted by spaces, as far as they can hold one of the names."""
    wanted = [(item.source, item.item_id) for item in items]
    records = known_rows("stems of a record", wanted, _stems_of_records)
    keys = {pk: key for key, (pk, _) in records.items()}
    texts = {key: [text] for key, (_, text) in records.items()}
    naming = Q(pk__in=[])
    for phrase in {tuple(stems(name.typed)) for name in names} | {name.stems for name in names}:
        naming |= Q(stems__contains=f" {' '.join(phrase)} ")
    passages = SearchPassage.objects.filter(naming, record_id__in=keys).order_by("pk")
    for record_id, text in passages.values_list("record_id", "stems")[:MOST_PASSAGES]:
        texts[keys[record_id]].append(text)
    return {key: BREAK.join(parts) for key, parts in texts.items()}


def _stems_of_records(items: Collection[ItemKey]) -> dict[ItemKey, tuple[int, str]]:
    """item → its record, and the stems of what it says beside its passages."""
    rows = SearchRecord.objects.filter(of_items(items)).values_list(
        "pk", "source", "item_id", "title", "lead", "extra_terms"
    )
    return {
        (source, item_id): (pk, BREAK.join(f" {' '.join(stems(part))} " for part in parts))
        for pk, source, item_id, *parts in rows
    }


def _holds(text: str, phrase: Iterable[str]) -> bool:
    return f" {' '.join(phrase)} " in text
