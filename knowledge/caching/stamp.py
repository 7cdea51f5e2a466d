"""One stamp for all public content, which triggers move in the writer's own transaction.

SQLite has one row with a counter and a random token. PostgreSQL has rows that are only added, each
with a weight and a random number, so that writers never wait for each other; the stamp is their sums.
The random part keeps a restored backup from matching what was kept before. docs/adr/0120 has the proof.
"""

from __future__ import annotations

from django.db import connection

from knowledge.caching.watched import STAMP_TABLE

Stamp = tuple[object, object]

_READ = {
    "sqlite": f"SELECT counter, token FROM {STAMP_TABLE}",  # noqa: S608 - our own name
    "postgresql": f"SELECT sum(weight), sum(number) FROM {STAMP_TABLE}",  # noqa: S608
}
MOST_ROWS = 100
_FOLD = f"""
    WITH gone AS (
        DELETE FROM {STAMP_TABLE} WHERE (SELECT count(*) FROM {STAMP_TABLE}) > {MOST_ROWS}
        RETURNING weight, number
    )
    INSERT INTO {STAMP_TABLE} (weight, number)
    SELECT sum(weight), sum(number) FROM gone HAVING count(*) > 0
"""  # noqa: S608 - our own name


def current_stamp() -> Stamp | None:
    """The stamp as it is now; None inside a transaction, where a change may yet be taken back."""
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    return read_stamp()


def read_stamp() -> Stamp | None:
    """The stamp as this connection sees it; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_READ[connection.vendor])
        row = cursor.fetchone()
    return None if row is None or None in row else (row[0], row[1])


def fold_stamp() -> None:
    """Put PostgreSQL's many rows into one; the stamp stays what it is. A duty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_FOLD)
