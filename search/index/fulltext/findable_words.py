"""Asks the database which words items hold that everybody may find at this moment; one query each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection

from knowledge.caching.making import known_rows
from search.index.eligibility_sql import allowed
from search.index.fulltext import fulltext_tables
from search.index.fulltext.sql import Param
from search.language.query import SearchQuery
from search.language.ranking import PROMINENCE
from search.language.units import Phrase

Key = TypeVar("Key")


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


def _held(wanted: Mapping[Key, tuple[Phrase, str]]) -> dict[Key, int]:
    held = known_rows("held", wanted.values(), _asked)
    return {key: pk for key, each in wanted.items() if (pk := held.get(each)) is not None}


def _asked(wanted: Sequence[tuple[Phrase, str]]) -> dict[tuple[Phrase, str], int | None]:
    """A findable record that holds it, for each phrase and the word that it is the stem of."""
    try:
        condition, condition_params = allowed()
    except EmptyResultSet:
        return {}
    columns: list[str] = []
    params: list[Param] = []
    for phrase, word in wanted:
        holding, holding_params = fulltext_tables().containing(phrase)
        exactly = "(' ' || vocabulary || ' ') LIKE %s AND " if word else ""
        # Joined, so that the first that everybody may find is enough.
        columns.append(
            f"(SELECT search_searchrecord.id FROM ({holding}) AS held"  # noqa: S608 - our own
            " JOIN search_searchrecord ON search_searchrecord.id = held.id"
            f" WHERE {exactly}{condition} LIMIT 1)"
        )
        params += [*holding_params, *([f"% {word} %"] if word else []), *condition_params]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", params)
        row = cursor.fetchone()
    return dict(zip(wanted, row, strict=True))


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
