"""Answers a request with one statement: matches, who may see them, filters, counts and order.

Eligibility is part of that statement, so totals, counts and hits never include what is not public at
that moment. Then the best passages of the page's things are chosen and highlighted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from django.core.checks import CheckMessage, Error
from django.core.exceptions import EmptyResultSet
from django.db import connection

from search.engines.base import SearchEngine
from search.index.eligible import allowed
from search.index.fulltext import Sql, fulltext_tables
from search.index.fulltext.passages import best_passages
from search.language.query import FILTERS, OLDEST, PAGE_SIZE, REACH, SearchRequest
from search.language.results import Found, FoundThing
from search.models import SearchRecord, SearchTerm

HIT, TOTAL, COUNT = "hit", "total", "count"
MOST_MATCHED = 5_000
"""Things that are looked at for the words of a request, if its rarest word is not held by more: each
takes time, since totals and counts are exact."""


class DatabaseEngine(SearchEngine):
    """The engine that needs no other service."""

    name = "database"

    def search(self, request: SearchRequest) -> Found:
        """See `SearchEngine.search`. The number of queries does not depend on what is found."""
        asked = bounded(request)
        found = self._found(asked)
        # What the rarer words find may all lie outside of the filters.
        return found if found.total or asked is request else self._found(request)

    def _found(self, request: SearchRequest) -> Found:
        try:
            sql, params = statement(request)
        except EmptyResultSet:
            return Found(total=0, page=1)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        total = next(number for part, _, _, number, _ in rows if part == TOTAL)
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for part, name, value, number, _ in rows:
            if part == COUNT:
                counts[name][value] = number
        ranked = sorted((row for row in rows if row[0] == HIT), key=lambda row: row[4])
        last_page = max(1, -(-len(ranked) // PAGE_SIZE))
        page = min(request.page, last_page)
        shown = ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        passages = best_passages([number for _, _, _, number, _ in shown], request)
        return Found(
            total=total,
            page=page,
            things=tuple(
                FoundThing(source, int(thing_id), passages.get(record_id, ()))
                for _, source, thing_id, record_id, _ in shown
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
    import sqlite3

    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True


def bounded(request: SearchRequest) -> SearchRequest:
    """With its rarest words to find things by, as many as hold no more than can be looked at in time.

    Whatever holds something finds, if nothing rarer does; so do phrases and what has other names.
    One query or two, where there is a choice.
    """
    if len(request.stems) < 2:
        return request
    holding = SearchTerm.holding(request.stems)
    if sum(holding.values()) <= MOST_MATCHED or SearchRecord.objects.count() <= MOST_MATCHED:
        return request
    named = {part for run in request.alternatives for part in run}
    looked_at = sum(holding.pop(part, 0) for part in named)
    common = set()
    for part, things in sorted(holding.items(), key=lambda item: (item[1], item[0])):
        if looked_at and looked_at + things > MOST_MATCHED:
            common.add(part)
        looked_at += things
    return replace(request, common=frozenset(common)) if common else request


def statement(request: SearchRequest) -> Sql:
    """Rows of (part, name, value, number, rank): the hits in reach, the total, the counts.

    Raises EmptyResultSet when nothing at all can be findable.
    """
    matched, matched_params = fulltext_tables().matched(request)
    condition, condition_params = allowed()
    chosen = [name for name in request.filters if request.filters[name]]
    misses, misses_params = _misses(request, chosen)
    judged = f"""
        SELECT search_searchrecord.id AS id, source, thing_id, kind, dated, m.score, m.holds_all,
               CASE WHEN title_key = %s THEN 2 WHEN ' ' || title_key || ' ' LIKE %s THEN 1 ELSE 0
               END AS is_title, {misses} AS misses
        FROM matched m JOIN search_searchrecord ON search_searchrecord.id = m.id
        WHERE {condition}
    """  # noqa: S608 - made of our own fragments; every value is a parameter
    order = _order(request)
    # CROSS JOIN: else SQLite goes through the facets of all things, not only of those that matched.
    sql = f"""
        WITH matched AS MATERIALIZED ({matched}), judged AS MATERIALIZED ({judged})
        SELECT '{HIT}' AS part, source AS name, CAST(thing_id AS text) AS value, id AS number,
               row_number() OVER (ORDER BY {order}) AS place
        FROM (SELECT * FROM judged WHERE misses = 0 ORDER BY {order} LIMIT {REACH}) AS reached
        UNION ALL
        SELECT '{TOTAL}', '', '', count(*), 0 FROM judged WHERE misses = 0
        UNION ALL
        SELECT '{COUNT}', 'kind', kind, count(*), 0 FROM judged
        WHERE {_counted("kind", chosen)} GROUP BY kind
        UNION ALL
        SELECT '{COUNT}', f.facet, CAST(f.value AS text), count(*), 0
        FROM judged CROSS JOIN search_searchfacet f
        WHERE f.record_id = judged.id AND ({_counted_facets(chosen)}) GROUP BY f.facet, f.value
    """  # noqa: S608 - as above
    title = (request.title_key if request.has_words else "") or "\ue000"
    # One word stands in too many titles to say that one of them is what was meant.
    in_title = f"% {title} %" if " " in title else title
    return sql, [*matched_params, title, in_title, *misses_params, *condition_params]


def _misses(request: SearchRequest, chosen: list[str]) -> Sql:
    """One bit for each chosen facet that a record has none of the chosen values of."""
    parts: list[str] = []
    params: list[object] = []
    for place, name in enumerate(chosen):
        values = request.filters[name]
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
    """Records counted for a facet: those that miss nothing, or nothing but this facet."""
    if name in chosen:
        return f"misses IN (0, {1 << chosen.index(name)})"
    return "misses = 0"


def _counted_facets(chosen: list[str]) -> str:
    own = [
        f"(f.facet = '{name}' AND {_counted(name, chosen)})" for name in FILTERS if name in chosen
    ]
    return " OR ".join(["misses = 0", *own])


def _order(request: SearchRequest) -> str:
    """The order of results; the key at its end keeps pages stable."""
    if request.is_by_date:
        return "dated DESC, id DESC"
    if request.sort == OLDEST:
        return "dated, id"
    return "is_title DESC, holds_all DESC, score DESC, dated DESC, id DESC"
