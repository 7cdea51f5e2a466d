"""Among very many items, the rarest words of a query find; the common ones only say which items hold all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from search.language.query import PAGE_SIZE, SearchQuery
from search.language.results import EngineResults
from search.models import SearchRecord, SearchTerm

MOST_MATCHED = 5_000
"""Items that are looked at for the words of a query, if its rarest word is not held by more: each
takes time, since totals and counts are exact."""
ENOUGH_TOGETHER = PAGE_SIZE
"""Where every word is held by more than that, so many items which hold several of them will do."""


def found_by_rarest(
    query: SearchQuery, find: Callable[[SearchQuery], EngineResults]
) -> EngineResults:
    """What `find` finds in the first of the ways to find that finds enough."""
    for way in ways_to_find(query):
        found = find(way)
        if found.total >= (ENOUGH_TOGETHER if way.is_found_together else 1):
            break
    return found


def ways_to_find(query: SearchQuery) -> list[SearchQuery]:
    """The query by its rarest words, as many as hold no more than can be looked at in time; then as it is.

    It goes on where nothing was found, as all may lie outside of the filters. Whatever holds something finds,
    if nothing rarer does; so do phrases and what has other names. Where even the rarest word is held by more
    than that, an item must first hold the next rarest as well, and so on. One query or two for all of this.
    """
    if len(query.stems) < 2:
        return [query]
    frequencies = SearchTerm.document_frequencies(query.stems)
    if sum(frequencies.values()) <= MOST_MATCHED or SearchRecord.number() <= MOST_MATCHED:
        return [query]
    named = {part for run in query.alternatives for part in run}
    looked_at = sum(frequencies.pop(part, 0) for part in named)
    rarest_first = sorted(frequencies.items(), key=lambda item: (item[1], item[0]))
    common = set()
    for part, frequency in rarest_first:
        if looked_at and looked_at + frequency > MOST_MATCHED:
            common.add(part)
        looked_at += frequency
    if not common:
        return [query]
    ways = [replace(query, common=frozenset(common)), query]
    has_words_alone = not (query.phrases or query.alternatives or query.whole_names)
    if has_words_alone and rarest_first[0][1] > MOST_MATCHED:
        ways.insert(0, _found_together(query, rarest_first))
    return ways


def _found_together(query: SearchQuery, rarest_first: Sequence[tuple[str, int]]) -> SearchQuery:
    """With as few of the rarest words as few enough items should hold, were words strewn by chance."""
    together: set[str] = set()
    number = SearchRecord.number()
    expected = float(number)
    for part, frequency in rarest_first:
        if expected > MOST_MATCHED:
            together.add(part)
            expected *= frequency / number
    common = {part for part, _ in rarest_first} - together
    return replace(query, common=frozenset(common), is_found_together=True)
