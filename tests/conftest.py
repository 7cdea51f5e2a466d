"""What every test may ask for; nothing here decides what a test means."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from tests import template_database
from tests.factories import SiteTree, make_site_tree
from tests.machine import pack_dir
from tests.shared_fixtures import (
    activate,
    begin,
    clear,
    end,
    own_copy,
    shared_fixture,
)

pytest_plugins = [
    "tests.needs",
    "tests.elastic_index",
    "tests.demo_database",
    "tests.mail_server",
]


# Long-lived objects are many here and garbage is little: looking for it less often saves a fifteenth.
gc.set_threshold(200_000, 50, 1_000)

# How long an example takes says what else the machine does, and nothing of what is tested.
hypothesis.settings.register_profile(
    "hub", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("hub")

MEDIA_ROOT = settings.MEDIA_ROOT
"""Where files lie unless a test says otherwise, and then they are its own to take away."""


@pytest.fixture(autouse=True)
def _fresh_surroundings():
    """No test sees another's cache or uploaded files."""
    cache.clear()
    yield
    shutil.rmtree(MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _whole_periods(monkeypatch):
    """What is counted within an hour or a day is counted from the test's beginning: no period ends in its middle."""
    began = int(time.time())

    def end_of_period(value: str, period: int) -> int:
        return began + ((int(time.time()) - began) // period + 1) * period

    monkeypatch.setattr("django_ratelimit.core._get_window", end_of_period)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_createdb: bool) -> bool:
    """Whether the database is there before Django looks: a copy of one that is migrated."""
    return not django_db_createdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_keepdb: bool, django_db_blocker
) -> None:
    """As pytest-django's own; then the database is there, and Django only sends `post_migrate`."""
    if django_db_keepdb:
        with django_db_blocker.unblock():
            template_database.copy_of_migrated(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """As pytest-django's own: in the database is what migrations made, and nothing is ever committed there."""
    whole = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        begin(whole)
    yield
    with django_db_blocker.unblock():
        end()
        template_database.drop(whole)


@pytest.fixture
def _database(
    django_db_setup: None, request: pytest.FixtureRequest, django_db_blocker
) -> Iterator[None]:
    """What a test begins with: its shared fixtures, and if it commits, a copy of its own."""
    with django_db_blocker.unblock():
        if not _commits(request):
            activate(request.fixturenames)
            yield
            return
        with own_copy(request.fixturenames), pytest.MonkeyPatch.context() as patch:
            # The copy goes, so nothing in it need be emptied.
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
            yield


@pytest.fixture
def _django_db_helper(_database: None, request: pytest.FixtureRequest) -> None:
    """As pytest-django's own, there."""
    request.getfixturevalue("_django_db_helper")


@pytest.fixture(scope="session")
def playwright(request: pytest.FixtureRequest, django_db_blocker) -> Iterator[object]:
    """As pytest-playwright's own. While it runs, its event loop gives Django another connection, so
    no shared fixture is active across its beginning or its end."""
    with django_db_blocker.unblock():
        clear()
    yield request.getfixturevalue("playwright")
    with django_db_blocker.unblock():
        clear()


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return "transactional_db" in request.fixturenames or bool(
        marker and marker.kwargs.get("transaction")
    )


@shared_fixture
def site_tree() -> SiteTree:
    """A published site: home, pack with one section, the lists, a page about the site."""
    return make_site_tree()


@pytest.fixture
def real_pack() -> Path:
    """Folder of the real pack, for tests marked `pack`."""
    folder = pack_dir()
    assert folder is not None, "mark the test with pytest.mark.pack"
    return folder
