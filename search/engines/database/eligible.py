"""The rule of `search.eligibility` as a condition within our own statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from search.eligibility import findable
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


def _read() -> Sql:
    query = findable().order_by().query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.where)
    return sql, list(params)
