"""Full text in SQLite: an FTS5 table of stems, ranked by its bm25() with a weight a column.

Every word is quoted by us, so no query can be misread as FTS5's language.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from search.index.fulltext.sql import Param, Sql
from search.language.query import SearchQuery
from search.language.ranking import ALTERNATIVE, COLUMNS
from search.language.units import Phrase, Unit

AT_ONCE = 500


def write(rows: Mapping[int, Mapping[str, str]]) -> None:
    """Record key → stems of each column; replaces what was there."""
    names = ", ".join(column.name for column in COLUMNS)
    remove(list(rows))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_fulltext (rowid, {names})"  # noqa: S608 - our own column names
            f" VALUES (%s{', %s' * len(COLUMNS)})",
            [(pk, *(columns[column.name] for column in COLUMNS)) for pk, columns in rows.items()],
        )


def remove(ids: Sequence[int]) -> None:
    """Forget these records' words."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_fulltext WHERE rowid = %s", [(record_id,) for record_id in ids]
        )


def repair() -> Collection[int]:
    """Forget rows without a record; returns the records that have no row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_fulltext WHERE rowid NOT IN (SELECT id FROM search_searchrecord)"
        )
        cursor.execute(
            "SELECT id FROM search_searchrecord WHERE id NOT IN (SELECT rowid FROM search_fulltext)"
        )
        return {row[0] for row in cursor.fetchall()}


def containing(phrase: Phrase) -> Sql:
    """A query for the ids of records that hold the phrase."""
    return (
        "SELECT rowid AS id FROM search_fulltext WHERE search_fulltext MATCH %s",
        [quoted(phrase)],
    )


def by_title(groups: Sequence[Sequence[str]]) -> Sql:
    """A query for (id, score) of records whose title and headings hold a stem of each group."""
    sought = " AND ".join(
        "(" + " OR ".join(quoted((stem,)) for stem in group) + ")" for group in groups
    )
    return (
        "SELECT rowid AS id, -bm25(search_fulltext, 4.0, 1.0, 0.0, 0.0) AS score"
        " FROM search_fulltext WHERE search_fulltext MATCH %s",
        [f"{{title headings}} : ({sought})"],
    )


def matching(query: SearchQuery) -> Sql:
    """A query for (id, score, holds_all) of records that match its words; best score highest."""
    if query.has_words:
        scores, params = _scores(query)
        sql = (
            f"{scores} SELECT id, score, id IN"  # noqa: S608 - our own fragments
            " (SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s) AS holds_all"
            " FROM scored WHERE true"
        )
        params = [*params, every(query)]
        if query.phrases:
            sql += f" AND id IN {_MATCHING}"
            params.append(" AND ".join(quoted(phrase) for phrase in query.phrases))
    else:
        sql = "SELECT id, 0.0 AS score, 0 AS holds_all FROM search_searchrecord WHERE true"
        params = []
    if query.exclusions:
        sql += f" AND id NOT IN {_MATCHING}"
        params.append(" OR ".join(quoted(phrase) for phrase in query.exclusions))
    return sql, params


_MATCHING = "(SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s)"
_SCORED = (
    "SELECT rowid AS id, %s AS unit, -bm25(search_fulltext, "  # noqa: S608 - our own numbers
    + ", ".join(str(column.weight) for column in COLUMNS)
    + ") * %s AS score FROM search_fulltext WHERE search_fulltext MATCH %s"
)


def _scores(query: SearchQuery) -> Sql:
    """The beginning of a statement, with `scored`: (id, score) of each record that holds a unit.

    bm25 of words joined with OR or AND is the sum of theirs, so units without alternatives are asked at once.
    Of a unit with alternatives the best counts: an item that says the same in two ways is no better.
    """
    ways: list[list[Param]] = []
    # A word that is asked for twice counts twice.
    units = [unit for unit in query.units if unit.finds]
    plain = [_own(unit) for unit in units if not unit.alternatives for _ in range(unit.times)]
    if plain:
        ways.append([0, 1.0, (" AND " if query.is_found_together else " OR ").join(plain)])
    for number, unit in enumerate(units, 1):
        if unit.alternatives:
            ways.append([number, float(unit.times), _own(unit)])
            others = zip(unit.alternatives, _factors(unit), strict=True)
            ways += [[number, unit.times * factor, quoted(phrase)] for phrase, factor in others]
    # FTS5 can only rank what is asked of the table itself, so nothing may be folded into it.
    params = [part for way in ways for part in way]
    if len(ways) == 1:
        return f"WITH scored AS MATERIALIZED ({_SCORED})", params
    together = " UNION ALL ".join([_SCORED] * len(ways))
    return (
        f"WITH ways AS MATERIALIZED ({together}), scored AS ("  # noqa: S608 - our own fragments
        "SELECT id, sum(score) AS score FROM"
        " (SELECT id, unit, max(score) AS score FROM ways GROUP BY id, unit) AS best GROUP BY id)",
        params,
    )


def _factors(unit: Unit) -> list[float]:
    """What makes alternatives weigh as if all ways of saying it were one word.

    Items are counted where FTS5 counts them, so that no word is held by more than there are.
    """
    marks = ", ".join(
        ["(SELECT count(*) FROM search_fulltext WHERE search_fulltext MATCH %s)"]
        * (1 + len(unit.alternatives))
    )
    phrases = [_all_of(unit.itself), *(quoted(phrase) for phrase in unit.alternatives)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM search_fulltext_docsize), {marks}",  # noqa: S608
            phrases,
        )
        documents, *holding = cursor.fetchone()
    commonest = _idf(max(holding), documents)
    return [ALTERNATIVE * min(1.0, commonest / _idf(each, documents)) for each in holding[1:]]


def _idf(document_frequency: int, documents: int) -> float:
    """What FTS5 multiplies by, to the letter: almost nothing for what half of all items hold."""
    idf = math.log((documents - document_frequency + 0.5) / (document_frequency + 0.5))
    return idf if idf > 0 else 1e-6


def every(query: SearchQuery) -> str:
    """What a record that holds all units matches."""
    return " AND ".join(
        "(" + " OR ".join(_all_of(way) for way in unit.ways) + ")" for unit in query.units
    )


def _own(unit: Unit) -> str:
    """The unit itself: its phrase, or any of its words."""
    if unit.is_phrase:
        return quoted(unit.own)
    return " OR ".join(quoted((stem,)) for stem in unit.own)


def _all_of(phrases: Iterable[Phrase]) -> str:
    return "(" + " AND ".join(map(quoted, phrases)) + ")"


def quoted(phrase: Phrase) -> str:
    """A phrase as FTS5's string: between double quotes, in which only they are special."""
    return '"' + " ".join(phrase).replace('"', '""') + '"'
