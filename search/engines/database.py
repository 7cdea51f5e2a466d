"""Answers a query with one statement: matches, who may see them, filters, counts and order.

Eligibility is part of that statement, so totals, counts and hits never include what is not public at
that moment. Then the best passages of the page's items are chosen and highlighted.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace

from django.core.checks import CheckMessage, Error
from django.core.exceptions import EmptyResultSet
from django.db import connection

from search.engines.base import SearchEngine
from search.engines.database_order import leading
from search.engines.rare_words import found_by_rarest
from search.index.eligibility_sql import allowed
from search.index.fulltext import Sql, fulltext_tables
from search.index.fulltext.passages import best_passages
from search.index.fulltext.sql import Param
from search.language.query import (
    FEWEST_ON_A_PAGE,
    FILTERS,
    OLDEST,
    PAGE_SIZE,
    REACH,
    SearchQuery,
    pages_of,
    shown_on,
)
from search.language.results import EngineHit, EngineResults

HIT, TOTAL, COUNT = "hit", "total", "count"


class DatabaseEngine(SearchEngine):
    """The engine that needs no other service."""

    name = "database"

    def search(self, query: SearchQuery) -> EngineResults:
        """See `SearchEngine.search`."""
        if query.is_by_meaning:
            return EngineResults(total=0, page=1)
        return found_by_rarest(query, self._found)

    def _found(self, query: SearchQuery) -> EngineResults:
        try:
            sql, params = statement(query)
        except EmptyResultSet:
            return EngineResults(total=0, page=1)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        total = next(number for part, _, _, number, _ in rows if part == TOTAL)
        if query.page > pages_of(total):
            return self._found(replace(query, page=pages_of(total)))
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for part, name, value, number, _ in rows:
            if part == COUNT:
                counts[name][value] = number
        ranked = sorted((row for row in rows if row[0] == HIT), key=lambda row: row[4])
        places = shown_on(query.page, total)
        shown = ranked[: places.stop - places.start]
        passages = best_passages([number for _, _, _, number, _ in shown], query)
        return EngineResults(
            total=total,
            page=query.page,
            hits=tuple(
                EngineHit(source, int(item_id), passages.get(record_id, ()))
                for _, source, item_id, record_id, _ in shown
            ),
            counts=dict(counts),
        )

    def check(self) -> list[CheckMessage]:
        """search.E002: this database has no full text that we can use."""
        if connection.vendor == "postgresql":
            return []
        if connection.vendor == "sqlite" and _has_fts5():
            return []
        return [
            Error(
                f"The database ({connection.vendor}) offers no full-text search that the hub knows.",
                hint="Use PostgreSQL, or an SQLite that was built with FTS5.",
                id="search.E002",
            )
        ]


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True


def statement(query: SearchQuery) -> Sql:
    """Rows of (part, name, value, number, rank): the hits of the page and some more, the total, the counts.

    Raises EmptyResultSet when nothing at all can be findable.
    """
    matched, matched_params = fulltext_tables().matching(query)
    condition, condition_params = allowed()
    chosen = [name for name in query.filters if query.filters[name]]
    failed_filters, failed_params = _failed_filters(query, chosen)
    lead, lead_params = leading(query)
    eligible = f"""
        SELECT search_searchrecord.id AS id, source, item_id, kind, sort_date, {lead},
               {failed_filters} AS failed_filters
        FROM matched m JOIN search_searchrecord ON search_searchrecord.id = m.id
        WHERE {condition}
    """  # noqa: S608 - made of our own fragments; every value is a parameter
    order = _order(query)
    first = shown_on(query.page, REACH).start
    # As many as the page shows if it is the last one.
    most = min(PAGE_SIZE + FEWEST_ON_A_PAGE - 1, REACH - first)
    # CROSS JOIN: else SQLite goes through the facets of all items, not only of those that matched.
    sql = f"""
        WITH matched AS MATERIALIZED ({matched}), eligible AS MATERIALIZED ({eligible})
        SELECT '{HIT}' AS part, source AS name, CAST(item_id AS text) AS value, id AS number,
               row_number() OVER (ORDER BY {order}) AS place
        FROM (SELECT * FROM eligible WHERE failed_filters = 0 ORDER BY {order}
              LIMIT {most} OFFSET {first}) AS reached
        UNION ALL
        SELECT '{TOTAL}', '', '', count(*), 0 FROM eligible WHERE failed_filters = 0
        UNION ALL
        SELECT '{COUNT}', 'kind', kind, count(*), 0 FROM eligible
        WHERE {_counted("kind", chosen)} GROUP BY kind
        UNION ALL
        SELECT '{COUNT}', f.facet, CAST(f.value AS text), count(*), 0
        FROM eligible CROSS JOIN search_searchfacet f
        WHERE f.record_id = eligible.id AND ({_counted_facets(chosen)}) GROUP BY f.value, f.facet
    """  # noqa: S608 - as above
    return sql, [*matched_params, *lead_params, *failed_params, *condition_params]


def _failed_filters(query: SearchQuery, chosen: list[str]) -> Sql:
    """One bit for each chosen facet that a record has none of the chosen values of."""
    parts: list[str] = []
    params: list[Param] = []
    for place, name in enumerate(chosen):
        values = query.filters[name]
        marks = ", ".join(["%s"] * len(values))
        if name == "kind":
            parts.append(f"CASE WHEN kind IN ({marks}) THEN 0 ELSE {1 << place} END")
            params += values
        else:
            parts.append(
                "CASE WHEN EXISTS (SELECT 1 FROM search_searchfacet f"  # noqa: S608 - as above
                " WHERE f.record_id = search_searchrecord.id"
                f" AND f.facet = %s AND f.value IN ({marks})) THEN 0 ELSE {1 << place} END"
            )
            params += [name, *(int(value) for value in values)]
    return " + ".join(parts) or "0", params


def _counted(name: str, chosen: list[str]) -> str:
    """Records counted for a facet: those that fail none, or nothing but this facet."""
    if name in chosen:
        return f"failed_filters IN (0, {1 << chosen.index(name)})"
    return "failed_filters = 0"


def _counted_facets(chosen: list[str]) -> str:
    own = [
        f"(f.facet = '{name}' AND {_counted(name, chosen)})" for name in FILTERS if name in chosen
    ]
    return " OR ".join(["failed_filters = 0", *own])


def _order(query: SearchQuery) -> str:
    """The order of results; the key at its end keeps pages stable."""
    if query.is_by_date:
        return "sort_date DESC, id DESC"
    if query.sort == OLDEST:
        return "sort_date, id"
    return "is_title DESC, holds_all DESC, score DESC, sort_date DESC, id DESC"
