"""A stamp for all public content, and one for search's records; triggers move them in the writer's own transaction.

SQLite has a row for each, with a counter and a random token. PostgreSQL has rows that are only added, each
with a weight and a random number, so that writers never wait for each other; a stamp is their sums.
The random part keeps a restored backup from matching what was kept before. docs/adr/0120 has the proof.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from knowledge.caching.watched import CONTENT, SEARCH, STAMP_TABLE

Stamp = tuple[object, object]


class Stamps(NamedTuple):
    """Both as they were at one moment."""

    content: Stamp
    search: Stamp

    def confirm(self, stamp: Stamp | Stamps) -> bool:
        """Whether what was made under that stamp, of content alone or of both, is as it would be made now."""
        return stamp in (self, self.content)


_READ = {
    "sqlite": f"SELECT name, counter, token FROM {STAMP_TABLE}",  # noqa: S608 - our own name
    "postgresql": f"SELECT name, sum(weight), sum(number) FROM {STAMP_TABLE} GROUP BY name",  # noqa: S608
}
MOST_ROWS = 100
_FOLD = f"""
    WITH gone AS (
        DELETE FROM {STAMP_TABLE} WHERE (SELECT count(*) FROM {STAMP_TABLE}) > {MOST_ROWS}
        RETURNING name, weight, number
    )
    INSERT INTO {STAMP_TABLE} (name, weight, number)
    SELECT name, sum(weight), sum(number) FROM gone GROUP BY name
"""  # noqa: S608 - our own name


def is_in_transaction() -> bool:
    """Whether a change that this connection sees may yet be taken back."""
    return connection.in_atomic_block or not connection.get_autocommit()


def current_stamps() -> Stamps | None:
    """The stamps as they are now; None inside a transaction."""
    return None if is_in_transaction() else read_stamps()


def read_stamps() -> Stamps | None:
    """The stamps as this connection sees them; None where one is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_READ[connection.vendor])
        stamps: dict[str, Stamp] = {name: (first, second) for name, first, second in cursor}
    return Stamps(stamps[CONTENT], stamps[SEARCH]) if {CONTENT, SEARCH} <= stamps.keys() else None


def fold_stamps() -> None:
    """Put PostgreSQL's many rows into one of each; the stamps stay what they are. A duty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_FOLD)
