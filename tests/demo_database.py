"""The demo is loaded once for the same code and day, and copied to whoever looks at it.

A copy is a database and a folder of files of its own: what somebody changes in it goes with it.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from examples.management.commands import load_demo
from tests import template_database
from tests.machine import ROOT
from tests.shared_fixtures import clear

OpenDemo = Callable[[Path], AbstractContextManager[str]]
DATABASE, MEDIA, PRINTED = "hub.sqlite3", "media", "printed.txt"


@pytest.fixture(scope="session")
def open_demo(django_db_setup: str, django_db_blocker) -> OpenDemo:
    """`with open_demo(folder) as printed:` everybody is in a copy of the demo, kept in that folder.

    It gives what loading the demo printed. No shared fixture is active at its beginning or its end.
    """

    @contextmanager
    def opened(folder: Path) -> Iterator[str]:
        with django_db_blocker.unblock():
            clear()
            if connection.vendor == "sqlite":
                _copy(folder)
                name = str(folder / DATABASE)
            else:
                # So few ask for it there that a template would save nothing; and they search, which
                # versions have no part in: to freeze two is a quarter of the work.
                name = f"{connection.settings_dict['NAME']}_demo"
                with patch.object(load_demo, "make_versions", return_value=0):
                    _load(folder, name)
            with template_database.connected_to(name), _settings(folder):
                yield (folder / PRINTED).read_text(encoding="utf-8")
                clear()
            template_database.drop(name)

    return opened


@pytest.fixture(scope="module")
def demo(open_demo: OpenDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole demo, and what loading it printed. A test's own changes end with the test."""
    with open_demo(tmp_path_factory.mktemp("demo")) as printed:
        yield printed


def _settings(folder: Path) -> override_settings:
    return override_settings(HUB_DEMO=True, MEDIA_ROOT=folder / MEDIA)


def _load(folder: Path, name: str) -> None:
    template_database.copy_of_migrated(name)
    with template_database.connected_to(name), _settings(folder):
        call_command("migrate", verbosity=0, interactive=False)
        out = StringIO()
        call_command("load_demo", stdout=out)
    (folder / PRINTED).write_text(out.getvalue(), encoding="utf-8")


def _copy(folder: Path) -> None:
    archive = folder / "demo.zip"
    template_database.copy_file(f"hub_demo_{_fingerprint()}", archive, _make_archive)
    shutil.unpack_archive(archive, folder, "zip")
    archive.unlink()


def _make_archive(target: Path) -> None:
    with TemporaryDirectory() as folder:
        _load(Path(folder), str(Path(folder) / DATABASE))
        Path(shutil.make_archive(str(target), "zip", folder)).rename(target)


def _fingerprint() -> str:
    """A hash of all that the demo is made by and of, and of the day, for its dates begin there."""
    folders = ("examples", "knowledge", "search", "site", "templates")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return template_database.hash_of(
        [template_database.fingerprint(), datetime.date.today().isoformat()],
        [path for path in files if path.suffix != ".pyc"],
    )
