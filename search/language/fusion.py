"""Joins the order by words with the order by meaning: reciprocal rank fusion. Pure.

Both lists hold only things that match the words and the filters, so joining changes the order of what was
found and nothing else: neither totals nor counts, nor whether anything was found at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

WINDOW = 100
"""Places of each list that are joined; what comes after keeps the order by words."""
SOFTENING = 60
"""Added to each place, as in the method's first description (Cormack and others, 2009): the first place of
one list does not outweigh good places in both."""

Thing = TypeVar("Thing")


def joined(
    by_words: Sequence[Thing], by_meaning: Sequence[Thing], firsts: Collection[Thing] = ()
) -> list[Thing]:
    """Every thing once: `firsts` in their order by words, then the joined ones, then the rest by words.

    `by_words` may go on after the window; `by_meaning` may hold things that are not in it at all.
    """
    scores: dict[Thing, float] = {}
    for ranked in (by_words[:WINDOW], by_meaning[:WINDOW]):
        for place, thing in enumerate(ranked, 1):
            scores[thing] = scores.get(thing, 0.0) + 1 / (SOFTENING + place)
    # Sorting is stable: equal ones stay as they are by words.
    order = sorted(scores, key=lambda thing: -scores[thing])
    leading = [thing for thing in by_words if thing in firsts]
    return list(dict.fromkeys([*leading, *order, *by_words[WINDOW:]]))
