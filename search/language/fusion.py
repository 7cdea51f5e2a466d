"""Joins the order by words with the order by meaning: reciprocal rank fusion. Pure.

Both lists hold only items that match the words and the filters, so joining changes the order of what was
found and nothing else: neither totals nor counts, nor whether anything was found at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

WINDOW = 100
"""Places of each list that are joined; what comes after keeps the order by words."""
RANK_CONSTANT = 60
"""Added to each place, as in the method's first description (Cormack and others, 2009): the first place of
one list does not outweigh good places in both."""

Ranked = TypeVar("Ranked")


def fuse(
    by_words: Sequence[Ranked], by_meaning: Sequence[Ranked], firsts: Collection[Ranked] = ()
) -> list[Ranked]:
    """Every item once: `firsts` in their order by words, then the joined ones, then the rest by words.

    `by_words` may go on after the window; `by_meaning` may hold items that are not in it at all.
    """
    scores: dict[Ranked, float] = {}
    for ranked in (by_words[:WINDOW], by_meaning[:WINDOW]):
        for place, item in enumerate(ranked, 1):
            scores[item] = scores.get(item, 0.0) + 1 / (RANK_CONSTANT + place)
    # Sorting is stable: equal ones stay as they are by words.
    order = sorted(scores, key=lambda item: -scores[item])
    leading = [item for item in by_words if item in firsts]
    return list(dict.fromkeys([*leading, *order, *by_words[WINDOW:]]))
