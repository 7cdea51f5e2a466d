"""The rule of `search.index.eligibility` as a condition within our own statements, and what it says of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

from django.db import connection

from knowledge.contracts.findable import sources
from knowledge.public_pages import visibility_snapshot
from search.index.eligibility import findable
from search.index.fulltext import Sql
from search.index.fulltext.sql import Param
from search.language.items import ItemKey


@visibility_snapshot()
def allowed() -> Sql:
    """The condition of `findable` on a row of search_searchrecord.

    What the rule is made from is read each time; the statement is made anew only where that changed,
    since making it takes longer than most searches. Raises EmptyResultSet when nothing at all can be
    findable.
    """
    made_from = tuple((source, source.rule()) for source in sources())
    return _written(connection.settings_dict["NAME"], made_from), []


@lru_cache(maxsize=8)
def _written(database: str, made_from: Hashable) -> str:
    """With its values in it: SQLite plans a statement anew each time where LIKE compares with a parameter."""
    query = findable().order_by().query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.where)
    return sql.replace("%%", "%%%%") % tuple(map(_literal, params))


def _literal(value: object) -> str:
    """A value as SQL writes it, in a statement that will be given further values."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("%", "%%") + "'"
    if isinstance(value, bool | int):
        return str(value).upper()
    raise TypeError(f"{value!r} cannot stand in a rule of what is findable")


def hidden_items(most: int) -> list[ItemKey]:
    """Recorded items that nobody may find now, at most so many. EmptyResultSet as `allowed`."""
    condition, params = allowed()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, item_id FROM search_searchrecord"  # noqa: S608 - our own fragment
            f" WHERE NOT ({condition}) LIMIT %s",
            [*params, most],
        )
        return list(cursor.fetchall())


def findable_records(items: Iterable[ItemKey]) -> dict[ItemKey, tuple[int, int]]:
    """item → (record, its version) of those that everybody may find now. EmptyResultSet as `allowed`."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for source, item_id in items:
        wanted[source].append(item_id)
    if not wanted:
        return {}
    condition, params = allowed()
    some = " OR ".join(
        f"(source = %s AND item_id IN ({', '.join(['%s'] * len(pks))}))" for pks in wanted.values()
    )
    chosen: list[Param] = []
    for source, pks in wanted.items():
        chosen += [source, *pks]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, item_id, search_searchrecord.id, version"  # noqa: S608 - as above
            f" FROM search_searchrecord WHERE ({some}) AND ({condition})",
            [*chosen, *params],
        )
        return {
            (source, pk): (record, version) for source, pk, record, version in cursor.fetchall()
        }
