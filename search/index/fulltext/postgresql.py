"""Full text in PostgreSQL: a weighted tsvector of stems with a GIN index, ranked by idf × ts_rank.

The vectors and the queries are written by us, lexeme by lexeme, so neither the server's locale nor
its parser decides what a word is. ts_rank alone does not know how rare a word is; the vocabulary does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from search.index.fulltext.sql import Param, Sql
from search.language.query import SearchQuery
from search.language.ranking import ALTERNATIVE, COLUMNS, inverse_document_frequency
from search.language.records import BREAK
from search.language.units import Phrase, Unit
from search.models import SearchRecord, SearchTerm

LAST_POSITION = 16_383
"""PostgreSQL knows no later one; phrases beyond are found in the passages instead."""
MOST_POSITIONS = 255
"""PostgreSQL keeps no more of one lexeme."""
MOST_BYTES = 900_000
"""A tsvector may not have more than a megabyte."""
SATURATED = 32
"""ts_rank's rank / (rank + 1): the tenth time a word stands there says less than the second."""
BETWEEN_COLUMNS = 5
"""Positions left free between columns and passages, so that no phrase runs across."""


def on_connection_created(sender, connection, **kwargs) -> None:
    """Let the server not compile statements, which it does anew for each search and takes longer than running it.

    Said on the connection, not in its address: a pooler such as PgBouncer refuses addresses that say so.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")


def write(rows: Mapping[int, Mapping[str, str]]) -> None:
    """Record key → stems of each column; replaces what was there."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_fulltext (record_id, stems) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (record_id) DO UPDATE SET stems = excluded.stems",
            [(pk, vector(columns)) for pk, columns in rows.items()],
        )


def remove(ids: Sequence[int]) -> None:
    """Forget these records' words."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_fulltext WHERE record_id = ANY(%s)", [list(ids)])


def repair() -> Collection[int]:
    """Forget rows without a record; returns the records that have no row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_fulltext f WHERE NOT EXISTS"
            " (SELECT 1 FROM search_searchrecord r WHERE r.id = f.record_id)"
        )
        cursor.execute(
            "SELECT id FROM search_searchrecord r WHERE NOT EXISTS"
            " (SELECT 1 FROM search_fulltext f WHERE f.record_id = r.id)"
        )
        return {row[0] for row in cursor.fetchall()}


def vector(columns: Mapping[str, str]) -> str:
    """The columns' stems as the text of a tsvector: 'matern':1A,7D 'voic':2A …"""
    places: dict[str, list[str]] = {}
    size = position = 0
    for column in COLUMNS:
        for stem in columns[column.name].split():
            if stem == BREAK:
                position += BETWEEN_COLUMNS
                continue
            position += 1
            found = places.get(stem)
            if found is None:
                cost = len(stem.encode()) + 8
                if size + cost > MOST_BYTES:
                    continue
                size += cost
                found = places[stem] = []
            if len(found) < MOST_POSITIONS and size + 2 <= MOST_BYTES:
                found.append(f"{min(position, LAST_POSITION)}{column.letter}")
                size += 2
        position += BETWEEN_COLUMNS
    return " ".join(f"{quoted(stem)}:{','.join(found)}" for stem, found in places.items() if found)


def containing(phrase: Phrase) -> Sql:
    """A query for the ids of records that hold the phrase."""
    condition, params = _holding([phrase])
    return f"SELECT record_id AS id FROM search_fulltext f WHERE {condition}", params  # noqa: S608


def by_title(groups: Sequence[Sequence[str]]) -> Sql:
    """A query for (id, score) of records whose title and headings hold a stem of each group."""
    sought = " & ".join(
        "(" + " | ".join(f"{quoted(stem)}:AB" for stem in group) + ")" for group in groups
    )
    return (
        "SELECT record_id AS id, ts_rank('{0,0,0.25,1}'::float4[], stems, %s::tsquery) AS score"
        " FROM search_fulltext f WHERE stems @@ %s::tsquery",
        [sought, sought],
    )


def matching(query: SearchQuery) -> Sql:
    """A query for (id, score, holds_all) of records that match its words; best score highest."""
    params: list[Param] = []
    if query.has_words:
        ranks, rank_params = _ranks(query)
        holds_all, all_params = _holding_all(query.units)
        sql = (
            f"SELECT record_id AS id, {ranks} AS score,"  # noqa: S608 - made of our own fragments
            f" CASE WHEN {holds_all} THEN 1 ELSE 0 END AS holds_all FROM search_fulltext f WHERE "
        )
        params += [*rank_params, *all_params]
        if query.phrases:
            condition, more = _holding(query.phrases)
        else:
            condition, more = "stems @@ %s::tsquery", [_finding(query)]
        sql += condition
        params += more
    else:
        sql = (
            "SELECT record_id AS id, 0.0::float8 AS score, 0 AS holds_all"
            " FROM search_fulltext f WHERE true"
        )
    for phrase in query.exclusions:
        condition, more = _holding([phrase])
        sql += f" AND NOT ({condition})"
        params += more
    return sql, params


def _finding(query: SearchQuery) -> str:
    """A tsquery for what the query's words find."""
    finding = [unit for unit in query.units if unit.finds]
    if query.is_found_together:
        return " & ".join(quoted(stem) for unit in finding for stem in unit.own)
    return _any_of(finding)


def _any_of(units: Iterable[Unit]) -> str:
    """A tsquery for any word or name of these."""
    words = [(stem,) for unit in units for stem in unit.own]
    return " | ".join(
        in_order(phrase)
        for phrase in dict.fromkeys([*words, *(a for unit in units for a in unit.alternatives)])
    )


def in_order(phrase: Phrase) -> str:
    """A phrase as a tsquery, which may stand within another one."""
    lexemes = " <-> ".join(quoted(stem) for stem in phrase)
    return f"({lexemes})" if len(phrase) > 1 else lexemes


def quoted(stem: str) -> str:
    """A lexeme as PostgreSQL's text: between quotes, in which only they and backslashes are special."""
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'"


def _holding(phrases: Iterable[Phrase]) -> Sql:
    """The condition that a row holds all of these phrases."""
    conditions: list[str] = []
    params: list[Param] = []
    for phrase in phrases:
        if len(phrase) == 1:
            conditions.append("stems @@ %s::tsquery")
            params.append(quoted(phrase[0]))
            continue
        conditions.append(
            "(stems @@ %s::tsquery OR (stems @@ %s::tsquery AND EXISTS (SELECT 1 FROM"
            " search_searchpassage p WHERE p.record_id = f.record_id AND p.stems LIKE %s)))"
        )
        params += [
            " <-> ".join(quoted(stem) for stem in phrase),
            " & ".join(quoted(stem) for stem in phrase),
            f"% {' '.join(phrase)} %",
        ]
    return " AND ".join(conditions) or "true", params


def _holding_all(units: Iterable[Unit]) -> Sql:
    """The condition that a row holds each unit, or one of its alternatives."""
    conditions: list[str] = []
    params: list[Param] = []
    for unit in units:
        ways: list[str] = []
        for way in unit.ways:
            condition, more = _holding(way)
            ways.append(f"({condition})")
            params += more
        conditions.append(f"({' OR '.join(ways)})")
    return " AND ".join(conditions) or "true", params


def _ranks(query: SearchQuery) -> Sql:
    """The sum over units of idf × ts_rank; of a unit with alternatives the best of them counts."""
    documents = max(SearchRecord.number(), 1)
    frequencies = _document_frequencies(query.units)
    heaviest = max(column.weight for column in COLUMNS)
    # ts_rank wants them from D to A, and none above 1.
    weights = "{" + ",".join(f"{column.weight / heaviest:.4f}" for column in COLUMNS[::-1]) + "}"

    def number(phrase: Phrase) -> int:
        return min(min(frequencies.get(stem, 0) for stem in phrase), documents)

    parts: list[str] = []
    params: list[Param] = []

    def rank(phrase: Phrase, factor: float) -> str:
        params.extend([factor, weights, in_order(phrase)])
        return f"%s::float8 * ts_rank(%s::float4[], stems, %s::tsquery, {SATURATED})"

    def alternative(phrase: Phrase, factor: float) -> str:
        """As its rarest word, where all of it is there: ts_rank thinks more of any two words than of one."""
        if len(phrase) == 1:
            return rank(phrase, factor)
        params.append(in_order(phrase))
        rarest = min(phrase, key=lambda stem: number((stem,)))
        return f"CASE WHEN stems @@ %s::tsquery THEN {rank((rarest,), factor)} ELSE 0 END"

    for unit in query.units:
        words = [unit.own] if unit.is_phrase else [(stem,) for stem in unit.own]
        own = " + ".join(
            rank(word, unit.times * inverse_document_frequency(number(word), documents))
            for word in words
        )
        if not unit.alternatives:
            parts.append(own)
            continue
        commonest = max(number(phrase) for phrase in [unit.own, *unit.alternatives])
        factor = unit.times * ALTERNATIVE * inverse_document_frequency(commonest, documents)
        others = ", ".join(alternative(phrase, factor) for phrase in unit.alternatives)
        parts.append(f"greatest({own}, {others})")
    return " + ".join(parts), params


def _document_frequencies(units: Iterable[Unit]) -> dict[str, int]:
    """stem → number of recorded items that hold it."""
    stems = {stem for unit in units for phrase in (unit.own, *unit.alternatives) for stem in phrase}
    return SearchTerm.document_frequencies(stems)
