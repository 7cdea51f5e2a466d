"""The rule of `search.eligibility` as a condition within our own statements, and what it says of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from search.eligibility import findable
from search.engines.base import ThingKey
from search.engines.database import Sql

_moment: ContextVar[list[Sql] | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """What is asked inside is asked of one moment, so the rule is read once. For one answer, no longer.

    Reading it takes two small queries and, of all steps of a search, the most time in Python.
    """
    token = _moment.set([])
    try:
        yield
    finally:
        _moment.reset(token)


def allowed() -> Sql:
    """The condition of `findable` on a row of search_searchrecord.

    Raises EmptyResultSet when nothing at all can be findable.
    """
    known = _moment.get()
    if known is None:
        return _read()
    if not known:
        known.append(_read())
    sql, params = known[0]
    return sql, list(params)


def hidden_things(most: int) -> list[ThingKey]:
    """Recorded things that nobody may find now, at most so many. EmptyResultSet as `allowed`."""
    condition, params = allowed()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, thing_id FROM search_searchrecord"  # noqa: S608 - our own fragment
            f" WHERE NOT ({condition}) LIMIT %s",
            [*params, most],
        )
        return list(cursor.fetchall())


def findable_records(things: Iterable[ThingKey]) -> dict[ThingKey, tuple[int, int]]:
    """thing → (record, its version) of those that everybody may find now. EmptyResultSet as `allowed`."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for source, thing_id in things:
        wanted[source].append(thing_id)
    if not wanted:
        return {}
    condition, params = allowed()
    some = " OR ".join(
        f"(source = %s AND thing_id IN ({', '.join(['%s'] * len(pks))}))" for pks in wanted.values()
    )
    chosen = [value for source, pks in wanted.items() for value in (source, *pks)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, thing_id, search_searchrecord.id, version"  # noqa: S608 - as above
            f" FROM search_searchrecord WHERE ({some}) AND ({condition})",
            [*chosen, *params],
        )
        return {
            (source, pk): (record, version) for source, pk, record, version in cursor.fetchall()
        }


def _read() -> Sql:
    query = findable().order_by().query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.where)
    return sql, list(params)
