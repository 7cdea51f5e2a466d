"""Full text in SQLite: an FTS5 table of stems, ranked by its bm25() with a weight a column.

Every word is quoted by us, so no query can be misread as FTS5's language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from search.query import Phrase, SearchRequest
from search.ranking import COLUMNS

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


def put_in_order() -> Collection[int]:
    """Forget rows without a record; returns the records that have no row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_fulltext WHERE rowid NOT IN (SELECT id FROM search_searchrecord)"
        )
        cursor.execute(
            "SELECT id FROM search_searchrecord WHERE id NOT IN (SELECT rowid FROM search_fulltext)"
        )
        return {row[0] for row in cursor.fetchall()}


def matched(request: SearchRequest) -> tuple[str, list[object]]:
    """A query for (id, score, holds_all) of records that match its words; best score highest."""
    if request.has_words:
        weights = ", ".join(str(column.weight) for column in COLUMNS)
        sql = (
            f"SELECT rowid AS id, -bm25(search_fulltext, {weights}) AS score,"  # noqa: S608
            " rowid IN (SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s)"
            " AS holds_all FROM search_fulltext WHERE search_fulltext MATCH %s"
        )
        params: list[object] = [every(request), any_of(request)]
        excluded = " AND rowid NOT IN "
    else:
        sql = "SELECT id, 0.0 AS score, 0 AS holds_all FROM search_searchrecord"
        params = []
        excluded = " WHERE id NOT IN "
    if request.exclusions:
        sql += (
            f"{excluded}(SELECT rowid FROM search_fulltext"  # noqa: S608
            " WHERE search_fulltext MATCH %s)"
        )
        params.append(" OR ".join(quoted(phrase) for phrase in request.exclusions))
    return sql, params


def any_of(request: SearchRequest) -> str:
    """Every phrase must be there; of the words at least one, unless there are phrases."""
    phrases = [quoted(phrase) for phrase in request.phrases]
    words = [quoted((stem,)) for stem in request.stems]
    if not phrases:
        return " OR ".join(words)
    required = " AND ".join(phrases)
    return f"({required}) AND ({' OR '.join([phrases[0], *words])})"


def every(request: SearchRequest) -> str:
    """All phrases and all words."""
    return " AND ".join(quoted(phrase) for phrase in _all(request))


def quoted(phrase: Phrase) -> str:
    """A phrase as FTS5's string: between double quotes, in which only they are special."""
    return '"' + " ".join(phrase).replace('"', '""') + '"'


def _all(request: SearchRequest) -> Iterable[Phrase]:
    return (*request.phrases, *((stem,) for stem in request.stems))
