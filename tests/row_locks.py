"""Which rows are locked by an act, and in which order: what keeps two from waiting for each other."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def locking_queries(act: Callable[[], object]) -> list[str]:
    """The queries that lock what they select, in turn; PostgreSQL's, for SQLite has none."""
    with CaptureQueriesContext(connection) as captured:
        act()
    read = [each["sql"] for each in captured if each["sql"].startswith("SELECT")]
    return [sql for sql in read if " FOR UPDATE" in sql or sql.endswith(" FOR NO KEY UPDATE")]


def locked_tables(act: Callable[[], object]) -> list[str]:
    """The tables of these queries."""
    return [sql.partition(' FROM "')[2].partition('"')[0] for sql in locking_queries(act)]
