"""Chooses the places of an item that answer a query best, in two queries for a whole page of hits."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from knowledge.videos.moments import clock
from search.language.highlight import highlighted, highlighted_phrases, snippet
from search.language.moments import second_of
from search.language.query import SearchQuery
from search.language.records import BREAK
from search.language.results import PassageHit
from search.language.units import Phrase
from search.models import SearchPassage

MOST = 3
"""Passages shown of one item."""
NEAR_BEST = 0.6
"""A further passage is shown when it is at least this part as good as the best."""
AS_HEADING = 1.5
"""A word in a passage's heading counts this much."""


def best_passages(
    record_ids: Sequence[int], query: SearchQuery
) -> dict[int, tuple[PassageHit, ...]]:
    """record → its best one to three passages in reading order; none where no passage matched."""
    phrases = sought_phrases(query)
    if not record_ids or not phrases:
        return {}
    rows = _read("id, record_id, stems", "record_id", record_ids)
    found = {pk: _holding(stems, phrases) for pk, _, stems in rows}
    holding = Counter(phrase for held in found.values() for phrase in held)
    by_record: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pk, record_id, _ in rows:
        score = sum(
            math.log(1 + len(rows) / holding[phrase]) * weight
            for phrase, weight in found[pk].items()
        )
        if score:
            by_record[record_id].append((score, pk))
    chosen: dict[int, list[int]] = {}
    for record_id, scored in by_record.items():
        scored.sort(key=lambda item: (-item[0], item[1]))
        chosen[record_id] = [pk for score, pk in scored[:MOST] if score >= NEAR_BEST * scored[0][0]]
    return _shown(chosen, {pk: stems for pk, _, stems in rows}, query)


def sought_phrases(query: SearchQuery) -> list[Phrase]:
    """Everything that may stand in a passage: phrases, words, and what will do as well."""
    others = (phrase for phrases in query.alternatives.values() for phrase in phrases)
    words = ((stem,) for stem in query.stems)
    return list(dict.fromkeys([*query.phrases, *words, *others]))


def _holding(stems: str, phrases: Sequence[Phrase]) -> dict[Phrase, float]:
    """phrase → how well the passage holds it: 1 for once, a little more for more, more in a heading."""
    held: dict[Phrase, float] = {}
    heading, _, _ = stems.partition(BREAK)
    for phrase in phrases:
        sought = f" {' '.join(phrase)} "
        if times := stems.count(sought):
            weight = 1 + math.log(min(times, 8)) / 4
            held[phrase] = weight * (AS_HEADING if sought in heading else 1)
    return held


def _read(columns: str, key: str, keys: Collection[int]) -> list[tuple]:
    """Columns of passages in reading order; made by Django this takes longer than the answer."""
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM search_searchpassage WHERE {key} IN ({marks})"  # noqa: S608 - our own
            " ORDER BY record_id, position",
            list(keys),
        )
        return cursor.fetchall()


def _shown(
    chosen: Mapping[int, Collection[int]], stems: Mapping[int, str], query: SearchQuery
) -> dict[int, tuple[PassageHit, ...]]:
    """record → its chosen passages, of which the stems are known, in reading order."""
    sought = highlighted_phrases(query)
    shown: dict[int, list[PassageHit]] = {record_id: [] for record_id in chosen}
    if wanted := [pk for pks in chosen.values() for pk in pks]:
        for pk, record_id, *said in _read(
            "id, record_id, heading, text, anchor, place, moments", "id", wanted
        ):
            found = stems[pk].partition(BREAK)[2].split()
            shown[record_id].append(_hit(_Passage(*said), found, sought))
    return {record_id: tuple(hits) for record_id, hits in shown.items()}


class _Passage(NamedTuple):
    """What is shown of one."""

    heading: str
    text: str
    anchor: str
    place: str
    moments: str
    """As JSON."""


def _hit(passage: _Passage, stems: Sequence[str], sought: Collection[Phrase]) -> PassageHit:
    """The passage as it is shown; what is spoken opens where its sentence begins."""
    fragments = snippet(passage.text, sought, stems=stems)
    moments = json.loads(passage.moments)
    second = second_of(passage.text, fragments, moments) if moments else None
    return PassageHit(
        fragments=fragments,
        heading=highlighted(passage.heading, sought),
        anchor=passage.anchor if second is None else f"t={second}",
        place=passage.place if second is None else clock(second),
    )


def passages_at(
    positions: Mapping[int, Collection[int]], query: SearchQuery
) -> dict[int, tuple[PassageHit, ...]]:
    """record → its passages at these positions, highlighted, in reading order. Two queries."""
    rows = SearchPassage.objects.filter(
        record_id__in=list(positions),
        position__in={position for places in positions.values() for position in places},
    )
    chosen: dict[int, list[int]] = defaultdict(list)
    known: dict[int, str] = {}
    for pk, record_id, position, stems in rows.values_list("pk", "record_id", "position", "stems"):
        if position in positions[record_id]:
            chosen[record_id].append(pk)
            known[pk] = stems
    return _shown(chosen, known, query)
