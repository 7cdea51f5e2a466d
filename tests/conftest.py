"""What every test may ask for; nothing here decides what a test means."""

from __future__ import annotations

import gc
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from search.index.fulltext import fulltext_tables
from tests import template_database
from tests.factories import SiteTree, make_site_tree
from tests.machine import pack_dir
from tests.shared_fixtures import activate, clear, shared_fixture

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
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """As pytest-django's own; hands on what migrations made: root page, site, groups, workflow."""
    with django_db_blocker.unblock():
        rows = json.loads(connection.creation.serialize_db_to_string())
    # Content types first: whatever is loaded looks for its own, and makes one if it is not there.
    rows.sort(key=lambda row: row["model"] != "contenttypes.contenttype")
    yield json.dumps(rows)
    with django_db_blocker.unblock():
        clear()
        connection.close()
        template_database.drop(connection.settings_dict["NAME"])


def _as_migrations_left_it(rows: str) -> None:
    # PostgreSQL's sequences go on, for the rows come back with the ids they had.
    call_command(
        "flush",
        interactive=False,
        verbosity=0,
        inhibit_post_migrate=True,
        reset_sequences=False,
    )
    # No model's table, so `flush` leaves it.
    fulltext_tables().repair()
    ContentType.objects.clear_cache()
    connection.creation.deserialize_db_from_string(rows)


@pytest.fixture
def _whole_database(django_db_setup: str, django_db_blocker) -> Iterator[None]:
    """After a test that emptied the tables, what migrations made is there again for the next one."""
    yield
    with django_db_blocker.unblock():
        if not Page.objects.exists():
            _as_migrations_left_it(django_db_setup)


@pytest.fixture
def _django_db_helper(
    _whole_database: None, request: pytest.FixtureRequest, django_db_blocker
) -> None:
    """As pytest-django's own, within a database that is whole before and after, with shared fixtures."""
    with django_db_blocker.unblock():
        activate([] if _commits(request) else request.fixturenames)
    # Nothing to load for Django, which then also spares itself `post_migrate` after emptying.
    connection._test_serialized_contents = "[]"
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


@pytest.fixture
def transactional_db(django_db_serialized_rollback: None, _django_db_helper: None) -> None:
    """As pytest-django's own."""


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
