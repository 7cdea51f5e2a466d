"""A whole site that is thrown away: database, files, cache and tasks of its own for one process.

While `throwaway_site()` lasts, every line of code that asks for the database gets an empty one: Django's own
test database, made by migrate beside the site's. A process that is killed leaves nothing but a folder and a
database with a telling name: the next one sweeps.
"""

from __future__ import annotations

import fcntl
import logging
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection
from django.test.utils import override_settings
from django.utils import timezone

from search.engines.base import evaluation_prefix
from search.engines.registry import engine_named

MARK = "_evaluation_"
"""Stands in the names of throw-away databases, before the time of making and twelve hexadecimal digits."""
_NAME = re.compile(rf"{MARK}(\d{{14}})_([0-9a-f]{{12}})$")
LONGEST_NAME = 63
"""Of a PostgreSQL database."""
NOISY = ("django_tasks", "wagtail", "search.copies.sync", "elastic_transport")
LONGEST_RUN = timedelta(hours=12)
"""What is older was left by a process that was killed."""
PATIENCE = 30.0
"""Seconds that a measured engine may take for one answer."""
WasLeft = Callable[[str, datetime], bool]
"""Whether what has this token, and was made then, was left by a process that was killed."""


class ThrowawayError(Exception):
    """A throw-away database could not be made; the message says what to do."""


@contextmanager
def throwaway_site(engine: str) -> Iterator[str]:
    """Make it, migrate it, and throw it away whatever happens. Gives the token in its names.

    Searches are answered by `engine`; one that answers from a copy has a copy of its own. For a process that
    does nothing else: the database is another one for all of it. ThrowawayError where it cannot be made.
    """
    if connection.in_atomic_block:
        raise ThrowawayError("The site's database is in use: measure in a process of its own.")
    token = secrets.token_hex(6)
    was_left = _leftovers(sweep_folders())
    with (
        _quiet(),
        _folder(token) as folder,
        _replica(engine, token, was_left) as prefix,
        override_settings(
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
        ),
        _database(token, folder, was_left),
    ):
        yield token


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


def _leftovers(left: set[str]) -> WasLeft:
    """The rule by which copies and databases are swept, given the tokens of folders that were left.

    One may be that of another machine's process: then only its age tells that it was left.
    """

    def was_left(token: str, made: datetime) -> bool:
        is_old = made < timezone.now() - LONGEST_RUN
        return token in left or (is_old and token not in tokens_in_use())

    return was_left


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
def _replica(engine: str, token: str, was_left: WasLeft) -> Iterator[str]:
    """The prefix of a copy of its own, if the engine has one; those of killed processes are deleted."""
    replica = engine_named(engine).replica
    site = settings.HUB_ELASTICSEARCH_INDEX_PREFIX
    if replica is None:
        yield site
        return
    replica.delete_evaluations(was_left)
    try:
        yield evaluation_prefix(site, token)
    finally:
        replica.delete_evaluations(lambda found, made: found == token)


@contextmanager
def _database(token: str, folder: Path, was_left: WasLeft) -> Iterator[None]:
    """Django's test database in the place of the site's: a file, or another one on the same server."""
    if connection.vendor not in ("sqlite", "postgresql"):
        raise ThrowawayError("Only SQLite and PostgreSQL can be measured.")
    site = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(folder / "hub.sqlite3")
    else:
        sweep_databases(was_left)
        name = _name_beside(str(site), token)
    test = connection.settings_dict["TEST"]
    usual = test["NAME"]
    _let_go_of_connections()
    test["NAME"] = name
    try:
        _create()
        # Rows of one database that a process remembers are nothing in the other.
        ContentType.objects.clear_cache()
        yield
    finally:
        test["NAME"] = usual
        if connection.settings_dict["NAME"] == name:
            connection.creation.destroy_test_db(site, verbosity=0)
        ContentType.objects.clear_cache()


def _create() -> None:
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    except SystemExit as error:
        user = connection.settings_dict["USER"] or "…"
        raise ThrowawayError(
            "No throw-away database could be made on the PostgreSQL server; what it said stands above.\n"
            f"Allow it (ALTER ROLE {user} CREATEDB), or measure with DATABASE_URL naming another server or an"
            " SQLite file."
        ) from error


def _let_go_of_connections() -> None:
    """A pool is kept by alias, so it would go on handing out connections to the site's own database."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _name_beside(site: str, token: str) -> str:
    """A name that tells whose database this is, and since when."""
    mark = f"{MARK}{timezone.now():%Y%m%d%H%M%S}_{token}"
    return f"{_NAME.sub('', site)[: LONGEST_NAME - len(mark)]}{mark}"


def sweep_databases(was_left: WasLeft) -> None:
    """Drop the throw-away databases on the server that killed processes left; nobody is connected to them."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [_NAME.pattern])
        for (name,) in cursor.fetchall():
            if not (found := _NAME.search(name)):
                continue
            made = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            if was_left(found[2], made):
                # One that somebody is connected to is not dropped.
                with suppress(DatabaseError):
                    cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
