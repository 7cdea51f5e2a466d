"""A database is filled once and copied wherever it is needed: by workers, runs and modules.

What all migrations make is kept from one run to the next under a hash of everything that it is made
of: another migration, another version of a package, and it is made anew. `pytest --create-db` makes
it anew in any case. SQLite's templates are files, PostgreSQL's are databases on the server.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache as remembered
from importlib.metadata import distributions
from pathlib import Path
from unittest.mock import patch

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.machine import ROOT

FOLDER = ROOT / ".data" / "test-databases"
OWN_PACKAGES = ("config", "examples", "knowledge", "search")
MOST_KEPT = 5
"""As many templates of a kind stay, for whoever goes from branch to branch."""
_LOCK = 0x48554254
"""Of PostgreSQL's advisory locks, the one of whoever makes a template."""


def copy_of_migrated(target: str) -> None:
    """Make the database `target`, as all migrations leave it before `post_migrate` is sent.

    It is a database's name, or on SQLite a file's; what was there before is gone.
    """
    name = f"hub_template_{fingerprint()}"
    if connection.vendor == "postgresql":
        _copy_on_server(name, target)
    else:
        copy_file(name, Path(target), _make_migrated)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Every connection, of whichever thread, leads to that database."""
    before = connection.settings_dict["NAME"]
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(before)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    # Both speak of the other database's rows.
    ContentType.objects.clear_cache()
    cache.clear()


def copy(source: str, target: str) -> None:
    """Make the database `target` as `source` is; what was there before is gone.

    On PostgreSQL nobody may be in `source`.
    """
    drop(target)
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    else:
        # Not the file: a part of what is committed may still lie beside it.
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as made:
            there.backup(made)


def drop(name: str) -> None:
    """Take a database away; not being there is no fault."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    else:
        for end in ("", "-wal", "-shm"):
            Path(f"{name}{end}").unlink(missing_ok=True)


def copy_file(name: str, target: Path, fill: Callable[[Path], None]) -> None:
    """Make the file `target` from the template `name`, which `fill` makes where there is none."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    template = FOLDER / name
    with (FOLDER / f"{name.rsplit('_', 1)[0]}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            half = FOLDER / f"half-{name}"
            drop(str(half))
            fill(half)
            half.rename(template)
        template.touch()
        alike = FOLDER.glob(f"{name.rsplit('_', 1)[0]}_*")
        for old in sorted(alike, key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
        drop(str(target))
        shutil.copyfile(template, target)


def _make_migrated(name: object) -> None:
    with (
        connected_to(str(name)),
        # Sent when the copy is migrated in its turn, as of a database that is new.
        patch("django.core.management.commands.migrate.emit_post_migrate_signal"),
    ):
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)


def _copy_on_server(name: str, target: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'hub\\_template\\_%'")
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            half = f"{name}_half"
            cursor.execute(f'CREATE DATABASE "{half}"')
            _make_migrated(half)
            cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
        copy(name, target)


@remembered
def fingerprint() -> str:
    """A hash of all that decides what migrations make."""
    versions = sorted(f"{each.name}=={each.version}" for each in distributions())
    migrations = MigrationLoader(None).disk_migrations.values()
    files = {Path(str(sys.modules[each.__module__].__file__)) for each in migrations}
    settings = (ROOT / "site" / "config" / "settings").glob("*.py")
    return hash_of(
        [connection.vendor, sys.version, *versions], [*files, *_imported_by(files), *settings]
    )


def hash_of(words: Iterable[str], files: Iterable[Path]) -> str:
    """A hash of the words, of the files' names and of what stands in them."""
    found = hashlib.sha256()
    for word in words:
        found.update(f"{word}\n".encode())
    for path in sorted(set(files)):
        found.update(f"{path}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _imported_by(files: set[Path]) -> set[Path]:
    """The project's own modules that these files import, and those that these import in turn."""
    found: set[Path] = set()
    waiting = {path for path in files if path.is_relative_to(ROOT)}
    while waiting:
        path = waiting.pop()
        fresh = _imports(path) - found
        found |= fresh
        waiting |= fresh
    return found


def _imports(path: Path) -> set[Path]:
    tree = ast.parse(path.read_bytes())
    # In a migration also what its functions import; elsewhere what is imported with the module.
    nodes = ast.walk(tree) if path.parent.name == "migrations" else iter(tree.body)
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    own = {name for name in names if name.split(".")[0] in OWN_PACKAGES}
    # A module comes with the packages around it.
    around = {".".join(parts[:end]) for name in own for parts in [name.split(".")]
              for end in range(1, len(parts) + 1)}  # fmt: skip
    loaded = (sys.modules.get(name) for name in around)
    return {Path(str(each.__file__)) for each in loaded if each and each.__file__}
