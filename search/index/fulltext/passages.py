"""Chooses the places of an item that answer a query best, in two queries for a whole page of hits."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from knowledge.videos.moments import clock
from search.language.highlight import highlighted, highlighted_phrases, snippet
from search.language.moments import second_of
from search.language.query import SearchQuery
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
    rows = list(
        SearchPassage.objects.filter(record_id__in=record_ids)
        .order_by("record_id", "position")
        .values_list("pk", "record_id", "stems")
    )
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
    return _shown(chosen, query)


def sought_phrases(query: SearchQuery) -> list[Phrase]:
    """Everything that may stand in a passage: phrases, words, and what will do as well."""
    others = (phrase for phrases in query.alternatives.values() for phrase in phrases)
    words = ((stem,) for stem in query.stems)
    return list(dict.fromkeys([*query.phrases, *words, *others]))


def _holding(stems: str, phrases: Sequence[Phrase]) -> dict[Phrase, float]:
    """phrase → how well the passage holds it: 1 for once, a little more for more, more in a heading."""
    held: dict[Phrase, float] = {}
    heading, _, _ = stems.partition("\ue000")
    for phrase in phrases:
        sought = f" {' '.join(phrase)} "
        if times := stems.count(sought):
            weight = 1 + math.log(min(times, 8)) / 4
            held[phrase] = weight * (AS_HEADING if sought in heading else 1)
    return held


def _shown(chosen: dict[int, list[int]], query: SearchQuery) -> dict[int, tuple[PassageHit, ...]]:
    sought = highlighted_phrases(query)
    wanted = [pk for pks in chosen.values() for pk in pks]
    passages = SearchPassage.objects.in_bulk(wanted)
    return {
        record_id: tuple(
            _hit(passage, sought)
            for passage in sorted(
                (passages[pk] for pk in pks if pk in passages), key=lambda row: row.position
            )
        )
        for record_id, pks in chosen.items()
    }


def _hit(passage: SearchPassage, sought: Collection[Phrase]) -> PassageHit:
    """The passage as it is shown; what is spoken opens where its sentence begins."""
    fragments = snippet(passage.text, sought)
    second = second_of(passage.text, fragments, passage.moments)
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
    for pk, record_id, position in rows.values_list("pk", "record_id", "position"):
        if position in positions[record_id]:
            chosen[record_id].append(pk)
    return _shown(chosen, query)
