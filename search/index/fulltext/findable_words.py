"""Asks the database which words items hold that everybody may find at this moment; one query each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection

from knowledge.caching.making import known_rows
from search.index.eligibility_sql import allowed
from search.index.fulltext import fulltext_tables
from search.index.fulltext.sql import WITHIN, Param, Sql
from search.language.query import SearchQuery
from search.language.ranking import PROMINENCE
from search.language.units import Phrase

Key = TypeVar("Key")
Wanted = tuple[Phrase, str]
"""A phrase, and the word that it is the stem of, or ""."""
FEW = 3


def findable_words(stems: Mapping[str, str]) -> dict[str, int]:
    """word → a findable record that holds just this word; words that none holds are left out.

    `stems` has the stem of each word.
    """
    return _held({word: ((stem,), word) for word, stem in stems.items()})


def findable_stems(stems: list[str]) -> frozenset[str]:
    """Those of the stems that a findable item holds."""
    return frozenset(_held({stem: ((stem,), "") for stem in stems}))


def findable_phrases(phrases: Collection[Phrase]) -> frozenset[Phrase]:
    """Those of the phrases that a findable item holds."""
    return frozenset(_held({phrase: (phrase, "") for phrase in phrases}))


def _held(wanted: Mapping[Key, Wanted]) -> dict[Key, int]:
    held = known_rows("held", wanted.values(), _asked)
    return {key: pk for key, each in wanted.items() if (pk := held.get(each)) is not None}


def _asked(wanted: Sequence[Wanted]) -> dict[Wanted, int | None]:
    """A findable record that holds it, for each phrase and the word that it is the stem of.

    Everybody may find most that is recorded, so a few that hold it are looked at first: the condition is long,
    and takes longer to be understood than to be answered.
    """
    try:
        condition = allowed()
    except EmptyResultSet:
        return {}
    found: dict[Wanted, int | None] = dict.fromkeys(wanted)
    looked_at = Counter[Wanted]()
    for number, record, is_findable in _first_few(wanted, condition):
        each = wanted[number]
        looked_at[each] += 1
        if is_findable and found[each] is None:
            found[each] = record
    left = [each for each in wanted if found[each] is None and looked_at[each] == FEW]
    return found | (_any_of(left, condition) if left else {})


def _first_few(wanted: Sequence[Wanted], condition: Sql) -> list[tuple[int, int, bool]]:
    """(number in `wanted`, record, whether everybody may find it) of some records that hold it."""
    parts: list[str] = []
    params: list[Param] = []
    for number, each in enumerate(wanted):
        holding, holding_params = _holding(each)
        few = f"SELECT {number} AS number, id FROM {holding} LIMIT {FEW}"  # noqa: S608 - our own
        parts.append(f"SELECT * FROM ({few}) AS few_{number}")  # noqa: S608 - as above
        params += holding_params
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, search_searchrecord.id, CASE WHEN {condition[0]} THEN 1 ELSE 0 END"  # noqa: S608 - as above
            f" FROM ({' UNION ALL '.join(parts)}) AS held"
            " JOIN search_searchrecord ON search_searchrecord.id = held.id"
            " ORDER BY number, search_searchrecord.id",
            [*condition[1], *params],
        )
        return cursor.fetchall()


def _any_of(wanted: Sequence[Wanted], condition: Sql) -> dict[Wanted, int | None]:
    """The same, however many have to be looked at."""
    columns: list[str] = []
    params: list[Param] = []
    for each in wanted:
        holding, holding_params = _holding(each)
        # Joined, so that the first that everybody may find is enough.
        columns.append(
            f"(SELECT search_searchrecord.id FROM {holding}"  # noqa: S608 - our own
            " JOIN search_searchrecord ON search_searchrecord.id = held.id"
            f" WHERE {condition[0]} LIMIT 1)"
        )
        params += [*holding_params, *condition[1]]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", params)
        row = cursor.fetchone()
    return dict(zip(wanted, row, strict=True))


def _holding(wanted: Wanted) -> Sql:
    """A table `held` of the ids of records that hold the phrase, and the very word where there is one."""
    phrase, word = wanted
    holding, params = fulltext_tables().containing(phrase)
    if not word:
        return f"({holding}) AS held", params
    return (
        f"(SELECT each.id FROM ({holding}) AS each JOIN search_searchrecord spelt ON spelt.id = each.id"  # noqa: S608 - our own
        f" WHERE (' ' || spelt.vocabulary || ' ') LIKE {WITHIN}) AS held",
        [*params, f" {word} "],
    )


def matching_items(query: SearchQuery, source: str, item_ids: Sequence[int]) -> frozenset[int]:
    """Those of some items of a source that match the words of a query."""
    if not item_ids:
        return frozenset()
    matched, params = fulltext_tables().matching(query)
    marks = ", ".join(["%s"] * len(item_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH matched AS MATERIALIZED ({matched})"  # noqa: S608 - made of our own fragments
            " SELECT item_id FROM search_searchrecord JOIN matched"
            " ON matched.id = search_searchrecord.id"
            f" WHERE source = %s AND item_id IN ({marks})",
            [*params, source, *item_ids],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def records_by_title(groups: Sequence[Sequence[str]], *, most: int) -> list[tuple[int, str, int]]:
    """(record, source, item) of findable items whose title and headings hold a stem of each group.

    The best first, at most so many.
    """
    try:
        condition, condition_params = allowed()
    except EmptyResultSet:
        return []
    titled, params = fulltext_tables().by_title(groups)
    counts = " ".join(f"WHEN {int(each)} THEN {part}" for each, part in PROMINENCE.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH titled AS MATERIALIZED ({titled})"  # noqa: S608 - made of our own fragments
            " SELECT search_searchrecord.id, source, item_id FROM titled"
            " JOIN search_searchrecord ON search_searchrecord.id = titled.id"
            f" WHERE {condition} ORDER BY titled.score * CASE prominence {counts} ELSE 1.0 END DESC,"
            " search_searchrecord.id LIMIT %s",
            [*params, *condition_params, most],
        )
        return list(cursor.fetchall())


def topics_held(pks: Sequence[int], *, most: int) -> list[int]:
    """Those topics that some findable item is about, at most so many."""
    try:
        condition, params = allowed()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT topic.id FROM knowledge_topic topic"  # noqa: S608 - made of our own fragments
            f" WHERE topic.id IN ({', '.join(['%s'] * len(pks))}) AND EXISTS ("
            "SELECT 1 FROM search_searchfacet JOIN search_searchrecord"
            " ON search_searchrecord.id = record_id"
            f" WHERE facet = 'topic' AND value = topic.id AND ({condition}))"
            " ORDER BY topic.id LIMIT %s",
            [*pks, *params, most],
        )
        return [row[0] for row in cursor.fetchall()]
