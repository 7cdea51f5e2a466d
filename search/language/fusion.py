"""Joins the order by words with the order by meaning: reciprocal rank fusion. Pure.

Meaning has a say where scores decide, and only there: what stands first by a rule (an exact title, words side by
side, all of the words) stays before what does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from search.language.query import SearchQuery

WINDOW = 100
"""Places of each list that are joined; what comes after keeps the order by words."""
RANK_CONSTANT = 10
"""Added to each place. The smaller, the more the first places of either list count."""
MEANING, MEANING_OF_LONG = 0.9, 1.25
"""What a place by meaning counts of the same place by words: of a long question, no few words say it all."""
LEAST_STEMS = 2
"""Telling words from which the order by meaning is joined: a single one is meant as it stands."""
LONG = 10
"""Telling words that public items hold; a question of more is long: a good answer may well have none of them."""

Ranked = TypeVar("Ranked")


def is_long(query: SearchQuery) -> bool:
    """Whether what is near in meaning is found as well, whatever words it has. Nonsense is never long."""
    return not query.is_exact and len({*query.words} - {*query.unmentioned}) > LONG


def fuse(
    by_words: Sequence[Ranked],
    by_meaning: Sequence[Ranked],
    tiers: Mapping[Ranked, float],
    weight: float,
) -> list[Ranked]:
    """Every item once: by tier, the highest first, then by both orders, then by words.

    `by_words` may go on after the window; `by_meaning` may hold items that are not in it at all.
    """
    scores: dict[Ranked, float] = {}
    for ranked, counts in ((by_words, 1.0), (by_meaning, weight)):
        for place, item in enumerate(ranked[:WINDOW], 1):
            scores[item] = scores.get(item, 0.0) + counts / (RANK_CONSTANT + place)
    # Sorting is stable: equal ones stay as they are by words.
    every = dict.fromkeys([*by_words, *by_meaning])
    return sorted(every, key=lambda item: (-tiers.get(item, 0.0), -scores.get(item, 0.0)))
