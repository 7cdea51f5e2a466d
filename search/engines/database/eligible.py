"""The rule of `search.eligibility` as a condition within our own statements."""

from __future__ import annotations

from django.db import connection

from search.eligibility import findable
from search.engines.database import Sql


def allowed() -> Sql:
    """The condition of `findable` on a row of search_searchrecord.

    Raises EmptyResultSet when nothing at all can be findable.
    """
    query = findable().order_by().query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.where)
    return sql, list(params)
