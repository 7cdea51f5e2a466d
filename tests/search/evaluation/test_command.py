"""`evaluate_search` measures in a site of its own: nothing of the real one is touched, even if killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from search.engines.base import evaluation_prefix
from search.evaluation import throwaway
from tests.machine import ROOT
from tests.search.evaluation.test_collections import write

PATIENCE = 120


@pytest.fixture
def collection(tmp_path) -> Path:
    folder = tmp_path / "collection"
    folder.mkdir()
    write(
        folder,
        "docs",
        {"id": "cubes", "title": "Story cubes", "text": "Roll the dice and tell a story."},
        {"id": "notes", "title": "Sticky notes", "text": "Write on paper and tell others."},
        {"id": "bowl", "title": "", "text": "An inner circle talks, an outer one listens."},
    )
    write(folder, "queries", {"id": "1", "text": "dice story"}, {"id": "2", "text": "zzqqx"})
    write(
        folder,
        "qrels",
        {"qid": "1", "docid": "cubes", "rel": 1},
        {"qid": "2", "docid": "bowl", "rel": 1},
    )
    write(
        folder,
        "variants",
        {"id": "1", "clean": "dice story", "short": "dice"},
        {"id": "2", "clean": "zzqqx", "short": None},
    )
    return folder


def throwaway_databases() -> list[str]:
    """Names of the throw-away databases on the server; on SQLite they lie in a folder."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [throwaway.MARK])
        return [name for (name,) in cursor.fetchall()]


MIGRATED_BEFOREHAND = ("-m", "tests.search.evaluation.migrated_beforehand")
"""In place of `manage.py`, where how the throw-away database comes about is not what is asked."""


def evaluating(
    data: Path, *options: str, program: Sequence[str] = ("manage.py",), **environment: str
) -> subprocess.Popen[str]:
    """The command in a process of its own, as it is used; the site's files and database are in `data`."""
    return subprocess.Popen(
        [sys.executable, *program, "evaluate_search", *options],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "HUB_DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            **environment,
        },
    )


def figures_of(
    data: Path,
    engine: str,
    collection: Path,
    program: Sequence[str] = ("manage.py",),
    **environment: str,
) -> dict:
    """What a run that ends well writes and prints."""
    file = data / "figures.json"
    options = (f"--engine={engine}", f"--corpus={collection}", f"--json={file}")
    process = evaluating(data, *options, program=program, **environment)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "nDCG@10" in out
    return json.loads(file.read_text())


def test_it_measures_and_leaves_the_site_alone(collection, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    # The site's own database, with something in it that no migration of the hub would leave so.
    site = data / "hub.sqlite3"
    with closing(sqlite3.connect(site)) as own:
        own.execute("CREATE TABLE wagtailcore_page (id integer)")
        own.commit()
    before = site.read_bytes()
    figures = figures_of(data, "database", collection)
    assert figures["engine"] == "database"
    clean, short = figures["variants"]["clean"], figures["variants"]["short"]
    assert clean.keys() == {
        *("queries", "ndcg10", "recall10", "mrr10", "empty", "p50_ms", "p95_ms")
    }
    assert {name: clean[name] for name in ("queries", "ndcg10", "recall10", "mrr10", "empty")} == {
        "queries": 2,
        "ndcg10": 0.5,
        "recall10": 0.5,
        "mrr10": 0.5,
        "empty": 0.5,
    }
    assert (short["queries"], short["ndcg10"], short["empty"]) == (1, 1.0, 0.0)
    assert 0 < clean["p50_ms"] <= clean["p95_ms"]
    assert site.read_bytes() == before
    # Any command of a new site in development makes these.
    made = {path.name for path in data.iterdir()} - {"secret-key", "static"}
    assert made == {"evaluation", "figures.json", "hub.sqlite3"}
    assert list((data / "evaluation").iterdir()) == []


@pytest.mark.elasticsearch
def test_elastic_is_measured_in_an_index_and_a_database_of_its_own(elastic, collection, tmp_path):
    client = elastic.client()
    left = f"{evaluation_prefix(elastic.prefix, 'abcdefabcdef')}-20200101000000-000000"
    client.indices.create(index=left)
    alias = client.indices.get_alias(name=elastic.prefix).body
    figures = figures_of(
        tmp_path,
        "elastic",
        collection,
        program=MIGRATED_BEFOREHAND,
        ELASTICSEARCH_URL=elastic.url,
        HUB_ELASTICSEARCH_INDEX_PREFIX=elastic.prefix,
    )
    assert figures["engine"] == "elastic"
    assert figures["variants"]["clean"]["ndcg10"] == 0.5
    assert figures["variants"]["short"]["ndcg10"] == 1.0
    assert client.indices.get_alias(name=elastic.prefix).body == alias
    assert list(client.indices.get(index=f"{elastic.prefix}-evaluation-*").body) == []
    assert throwaway_databases() == []


@pytest.mark.each_database
@pytest.mark.django_db
def test_it_never_takes_the_database_from_somebody_who_is_using_it(collection):
    with pytest.raises(CommandError, match="a process of its own"):
        call_command("evaluate_search", engine="database", corpus=collection)
    assert connection.in_atomic_block
    assert connection.is_usable()


def test_what_is_swept_was_left():
    now = timezone.now()
    was_left = throwaway._leftovers({"0123456789ab"})
    assert was_left("0123456789ab", now), "its process is known to be dead"
    assert not was_left("f" * 12, now), "it may be that of another machine"
    assert was_left("f" * 12, now - throwaway.LONGEST_RUN - timedelta(seconds=1))


@pytest.mark.elasticsearch
def test_an_evaluation_that_may_still_run_elsewhere_is_left_alone(elastic):
    client = elastic.client()
    now = f"{timezone.now():%Y%m%d%H%M%S}"
    name = f"{evaluation_prefix(elastic.prefix, '0123456789ab')}-{now}-000000"
    client.indices.create(index=name)
    with throwaway._replica("elastic", "f" * 12, throwaway._leftovers(set())):
        assert client.indices.exists(index=name)
    with throwaway._replica("elastic", "f" * 12, throwaway._leftovers({"0123456789ab"})):
        assert not client.indices.exists(index=name), "its process is known to be dead"


def test_an_engine_that_does_not_answer_is_no_zero(collection, tmp_path):
    process = evaluating(
        tmp_path,
        "--engine=elastic",
        f"--corpus={collection}",
        ELASTICSEARCH_URL="http://127.0.0.1:1",
    )
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "cannot be measured" in err
    assert "nDCG" not in out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"corpus": Path("/nowhere")}, "cannot be read"),
        ({"json": Path("/nowhere/at/all.json")}, "There is no folder"),
    ],
)
def test_what_cannot_be_measured_is_said(options, told):
    with pytest.raises(CommandError, match=told):
        call_command("evaluate_search", engine="database", **options)


def test_an_unknown_engine_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match=r"choose from.*database"):
        call_command("evaluate_search", "--engine", "nonsense")


@pytest.mark.each_database
@pytest.mark.django_db
def test_what_a_killed_run_leaves_is_swept_by_the_next(collection, tmp_path, settings):
    settings.HUB_DATA_DIR = tmp_path
    process = evaluating(tmp_path, "--engine=database", f"--corpus={collection}")
    left = wait_for(lambda: _is_migrating(tmp_path) and _folders(tmp_path))
    assert throwaway.sweep_folders() == set()
    assert throwaway.tokens_in_use() == set(left), "one in use is not swept"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert _folders(tmp_path) == left
    assert len(throwaway_databases()) == (connection.vendor == "postgresql")
    assert throwaway.sweep_folders() == set(left)
    assert _folders(tmp_path) == []
    if connection.vendor == "postgresql":
        # The server takes a moment to see that nobody is connected any more.
        assert not _swept({"f" * 12}), "that of a living process is not swept"
        wait_for(lambda: _swept(set(left)))


def _folders(data: Path) -> list[str]:
    return [folder.name for folder in (data / "evaluation").glob("*/")]


def _is_migrating(data: Path) -> bool:
    return bool(throwaway_databases() or list((data / "evaluation").glob("*/hub.sqlite3")))


def _swept(left: set[str]) -> bool:
    throwaway.sweep_databases(throwaway._leftovers(left))
    return throwaway_databases() == []


def wait_for(condition):
    """What the condition gives, once it gives something."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")
