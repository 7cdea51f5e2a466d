"""A whole site that is thrown away: database, files, cache and tasks of its own for one process.

While `throwaway_site()` lasts, every line of code that asks for the database gets an empty one made
by migrate. The site's own connection is put aside, so nothing can reach its tables, and a process
that is killed leaves nothing but a folder and a database with a telling name: the next one sweeps.
"""

from __future__ import annotations

import fcntl
import logging
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.utils import load_backend
from django.test.utils import override_settings
from django.utils import timezone

from search.engines.base import evaluation_prefix
from search.engines.registry import engine_named

MARK = "_evaluation_"
"""Stands in the names of throw-away databases, before twelve hexadecimal digits."""
LONGEST_NAME = 63
"""Of a PostgreSQL database."""
NOISY = ("django_tasks", "wagtail", "search.copies.sync", "elastic_transport")
LONGEST_RUN = timedelta(hours=12)
"""A throw-away copy that is older was left by a process that was killed."""
PATIENCE = 30.0
"""Seconds that a measured engine may take for one answer."""
SWEEPING = 0x68756265
"""Advisory lock: one process at a time sweeps and makes; any number that only we use."""


class ThrowawayError(Exception):
    """A throw-away database could not be made; the message says what to do."""


@contextmanager
def throwaway_site(engine: str) -> Iterator[str]:
    """Make it, migrate it, and throw it away whatever happens. Gives the token in its names.

    Searches are answered by `engine`; one that answers from a copy has a copy of its own.
    """
    token = secrets.token_hex(6)
    left = sweep_folders()
    with (
        _quiet(),
        _folder(token) as folder,
        _copy(engine, token, left) as prefix,
        _database(token, folder) as database,
    ):
        mine = connections["default"]
        configured = connections.settings["default"]
        connections.settings["default"] = database
        backend = load_backend(database["ENGINE"])
        connections["default"] = backend.DatabaseWrapper(database, alias="default")
        try:
            with override_settings(
                MEDIA_ROOT=folder / "media",
                STORAGES={
                    **settings.STORAGES,
                    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
                },
                CACHES={
                    "default": {
                        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                        "LOCATION": token,
                    }
                },
                TASKS={
                    "default": {
                        **settings.TASKS["default"],
                        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
                    }
                },
                HUB_SEARCH_ENGINE=engine,
                HUB_ELASTICSEARCH_INDEX_PREFIX=prefix,
                # Another engine may not answer in the place of the one that is measured.
                HUB_ELASTICSEARCH_TIMEOUT=PATIENCE,
            ):
                ContentType.objects.clear_cache()
                call_command("migrate", database="default", interactive=False, verbosity=0)
                yield token
        finally:
            connections["default"].close()
            connections.settings["default"] = configured
            connections["default"] = mine
            # Rows of one database that a process remembers are nothing in the other.
            ContentType.objects.clear_cache()


def throwaway_root() -> Path:
    """Where throw-away files lie."""
    return Path(settings.HUB_DATA_DIR) / "evaluation"


@contextmanager
def _folder(token: str) -> Iterator[Path]:
    """A folder of this process, locked while it lives; those of dead processes are removed."""
    folder = throwaway_root() / token
    folder.mkdir(parents=True)
    with _locked(folder) as lock:
        if lock is None:
            raise ThrowawayError(f"{folder} is taken by another process.")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def sweep_folders() -> set[str]:
    """Remove the folders that killed processes left, and return their tokens; one in use is locked."""
    left: set[str] = set()
    for folder in throwaway_root().glob("*/"):
        if not re.fullmatch(r"[0-9a-f]{12}", folder.name):
            continue
        # One that is just being made has no lock file yet.
        if not (folder / "lock").exists():
            with suppress(OSError):
                folder.rmdir()
            continue
        with _locked(folder) as lock:
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                left.add(folder.name)
    return left


def tokens_in_use() -> set[str]:
    """Tokens of the throw-away sites that are in use on this machine."""
    return {folder.name for folder in throwaway_root().glob("*/")}


@contextmanager
def _locked(folder: Path) -> Iterator[IO[str] | None]:
    """Holds the folder's lock, which the system frees when the process ends however it ends."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield None
            return
        yield lock


@contextmanager
def _quiet() -> Iterator[None]:
    """Without a line for each of some thousand tasks and requests."""
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _copy(engine: str, token: str, left: set[str]) -> Iterator[str]:
    """The prefix of a copy of its own, if the engine has one; those of killed processes are deleted.

    A copy may be that of another machine's process: then only its age tells that it was left.
    """
    copy = engine_named(engine).copy
    site = settings.HUB_ELASTICSEARCH_INDEX_PREFIX
    if copy is None:
        yield site
        return

    def was_left(found: str, made: datetime) -> bool:
        is_old = made < timezone.now() - LONGEST_RUN
        return found in left or (is_old and found not in tokens_in_use())

    copy.forget_evaluations(was_left)
    try:
        yield evaluation_prefix(site, token)
    finally:
        copy.forget_evaluations(lambda found, made: found == token)


@contextmanager
def _database(token: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Settings of a new database beside the site's own: a file, or one on the same server."""
    own = connections["default"].settings_dict
    # A pool is kept by alias, so it would hand out connections to the site's own database.
    options = {name: value for name, value in own["OPTIONS"].items() if name != "pool"}
    if connections["default"].vendor == "sqlite":
        yield {**own, "OPTIONS": options, "NAME": str(folder / "hub.sqlite3")}
        return
    if connections["default"].vendor != "postgresql":
        raise ThrowawayError("Only SQLite and PostgreSQL can be measured.")
    base = re.sub(r"_evaluation_[0-9a-f]{12}$", "", str(own["NAME"]))
    name = f"{base[: LONGEST_NAME - len(MARK) - len(token)]}{MARK}{token}"
    made = {**own, "OPTIONS": options, "NAME": name, "CONN_MAX_AGE": 0}
    keeper = load_backend(own["ENGINE"]).DatabaseWrapper(made, alias="default")
    try:
        try:
            with connections["default"]._nodb_cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [SWEEPING])
                _sweep_databases(cursor)
                cursor.execute(f'CREATE DATABASE "{_quoted(name)}" TEMPLATE template0')
                # A database with a connection is one in use.
                keeper.ensure_connection()
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEPING])
        except DatabaseError as error:
            raise ThrowawayError(
                f"No throw-away database could be made on the PostgreSQL server: {error}".strip()
                + f"\nAllow it (ALTER ROLE {own['USER'] or '…'} CREATEDB), or measure with DATABASE_URL naming"
                " another server or an SQLite file."
            ) from error
        yield made
    finally:
        keeper.close()
        with suppress(DatabaseError), connections["default"]._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_quoted(name)}" WITH (FORCE)')


def _sweep_databases(cursor: Any) -> None:
    """Drop the throw-away databases of killed processes: nobody is connected to them."""
    cursor.execute(
        "SELECT datname FROM pg_database d WHERE datname ~ %s AND NOT EXISTS"
        " (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)",
        [f"{MARK}[0-9a-f]{{12}}$"],
    )
    for (name,) in cursor.fetchall():
        with suppress(DatabaseError):
            cursor.execute(f'DROP DATABASE IF EXISTS "{_quoted(name)}"')


def _quoted(name: str) -> str:
    return name.replace('"', '""')
