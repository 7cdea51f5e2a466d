"""The triggers that move the stamps: put there after each `migrate`, and looked for before anything is kept.

Django takes a table's triggers away without a word whenever it rebuilds a table on SQLite. The name of a
trigger holds a hash of what it does, so one that is of an earlier list or of other columns counts as missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from django.core.checks import CheckMessage, Warning
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from knowledge.caching.watched import CONTENT, SEARCH, STAMP_TABLE, Watched, watched_tables

PREFIX = "hub_stamp_"
FUNCTION = "hub_move_stamp"
MOST_NAMED = 3

_ROW = "(name, weight, number) VALUES ({}, 1, floor(random() * 1000000000000000))"
_MOVE = {
    # The conflict rule of the writer's statement takes the place of one in here, so it only updates.
    "sqlite": f"UPDATE {STAMP_TABLE} SET counter = counter + 1, token = random() WHERE name = {{}}",  # noqa: S608
    "postgresql": f"INSERT INTO {STAMP_TABLE} {_ROW}",
}
_MAKE = {
    "sqlite": (
        f"CREATE TABLE IF NOT EXISTS {STAMP_TABLE}"
        " (name text PRIMARY KEY, counter integer NOT NULL, token integer NOT NULL)",
        f"INSERT INTO {STAMP_TABLE} VALUES"  # noqa: S608 - our own names
        f" ('{CONTENT}', 1, random()), ('{SEARCH}', 1, random()) ON CONFLICT DO NOTHING",
    ),
    # Sums of bigint would overflow.
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {STAMP_TABLE}"
        " (name text NOT NULL, weight bigint NOT NULL, number numeric NOT NULL)",
        # With the schema's name, for a restored dump is loaded without a search path.
        f"""DO $make$ BEGIN EXECUTE format(
            'CREATE OR REPLACE FUNCTION %I.{FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             INSERT INTO %I.{STAMP_TABLE} {_ROW.format("TG_ARGV[0]")}; RETURN NULL; END $$',
            current_schema(), current_schema()); END $make$""",
    ),
}
_THERE = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master"  # noqa: S608 - our own name
    f" WHERE type = 'trigger' AND substr(name, 1, {len(PREFIX)}) = '{PREFIX}'",
    # One that a replication role or somebody's hand can silence is not there.
    "postgresql": f"""
        SELECT relname, tgname, tgenabled = 'A' FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND starts_with(tgname, '{PREFIX}')
        AND relnamespace = current_schema()::regnamespace
    """,  # noqa: S608
}


def install(using: str = "default") -> None:
    """Make what is missing, take away what is not wanted, and move the stamps."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in _MAKE[connection.vendor]:
            cursor.execute(statement)
    wanted, there = _wanted(connection), _there(connection)
    # A transaction for each: on PostgreSQL all at once would wait for every reader of every table.
    for table, name in sorted(there.keys() - {key for key in wanted if there.get(key)}):
        _run(connection, _dropped(connection, table, name))
    for key in sorted(wanted.keys() - {key for key in there if there[key]}):
        _run(connection, wanted[key])
    # A column that was added with a default or has another type now fires no trigger.
    move_stamps(using)


def move_stamps(using: str = "default") -> None:
    """As if something had changed, so that nothing that was kept holds any more."""
    connection = connections[using]
    _run(connection, [_MOVE[connection.vendor].format(f"'{name}'") for name in (CONTENT, SEARCH)])


def on_migrated(using: str, **kwargs: object) -> None:
    """After each `migrate` and `flush`."""
    install(using)


def missing_triggers(using: str = "default") -> list[str]:
    """Tables whose changes would not be noticed."""
    connection = connections[using]
    there = _there(connection)
    return sorted({table for table, name in _wanted(connection) if not there.get((table, name))})


def named(tables: Sequence[str]) -> str:
    """Some of the tables, for a message."""
    more = len(tables) - MOST_NAMED
    return ", ".join(tables[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def check_triggers(databases: Sequence[str] | None = None, **kwargs: object) -> list[CheckMessage]:
    """knowledge.W020: no page is kept, because changes would not be noticed."""
    found: list[CheckMessage] = []
    for using in databases or ():
        # Before the first `migrate`, which makes them, there is nothing to warn of.
        is_made = STAMP_TABLE in connections[using].introspection.table_names()
        if is_made and (missing := missing_triggers(using)):
            found.append(
                Warning(
                    f"Public pages are not kept: changes of {named(missing)} would not be noticed.",
                    hint="Run manage.py migrate, which puts the triggers back.",
                    id="knowledge.W020",
                )
            )
    return found


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _there(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], bool]:
    """(table, name) → whether it fires."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        return {(row[0], row[1]): bool(row[2:] in ((), (True,))) for row in cursor.fetchall()}


def _wanted(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], tuple[str, ...]]:
    """(table, name) → the statements that make it."""
    wanted: dict[tuple[str, str], tuple[str, ...]] = {}
    for watched in watched_tables(connection):
        for event in _events(connection, watched):
            ending, table = _ending(connection, watched), connection.ops.quote_name(watched.table)
            what = f"AFTER {event} ON {table} {ending}"
            name = PREFIX + hashlib.sha256(what.encode()).hexdigest()[:16]
            statements = [f"CREATE TRIGGER {name} {what}"]
            if connection.vendor == "postgresql":
                statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
            wanted[watched.table, name] = tuple(statements)
    return wanted


def _events(connection: BaseDatabaseWrapper, watched: Watched) -> Iterator[str]:
    """What a trigger fires after: on SQLite one trigger an event, on PostgreSQL one for all."""
    update = "UPDATE"
    if watched.columns:
        update += f" OF {', '.join(map(connection.ops.quote_name, watched.columns))}"
    events = [*(["INSERT"] if watched.inserts else []), update, "DELETE"]
    if connection.vendor == "postgresql":
        yield " OR ".join([*events, "TRUNCATE"])
    else:
        yield from events


def _ending(connection: BaseDatabaseWrapper, watched: Watched) -> str:
    name = f"'{watched.stamp}'"
    if connection.vendor == "postgresql":
        return f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}({name})"
    return f"BEGIN {_MOVE['sqlite'].format(name)}; END"


def _dropped(connection: BaseDatabaseWrapper, table: str, name: str) -> tuple[str, ...]:
    if connection.vendor == "postgresql":
        return (f"DROP TRIGGER {name} ON {connection.ops.quote_name(table)}",)
    return (f"DROP TRIGGER {name}",)
