"""The demo's parts run and end together, and its static files are served as production does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.demo.management.commands import demo
from tests import template_database
from tests.machine import ROOT
from tests.running import environment, free_port, wait_until_it_answers

ASK = (
    "from config.settings import dev;"
    "print(dev.STORAGES['staticfiles']['BACKEND'], dev.WHITENOISE_USE_FINDERS)"
)


@pytest.mark.parametrize(
    ("debug", "collected", "says"),
    [
        ("False", "True", "whitenoise.storage.CompressedManifestStaticFilesStorage False"),
        ("False", "False", "django.contrib.staticfiles.storage.StaticFilesStorage True"),
        ("True", "True", "django.contrib.staticfiles.storage.StaticFilesStorage True"),
    ],
)
def test_what_was_collected_is_served_but_not_while_somebody_works_on_it(
    settings, tmp_path, debug, collected, says
):
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR / "site",
        env={
            **os.environ,
            "DEBUG": debug,
            "HUB_STATIC_COLLECTED": collected,
            "HUB_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == says


def test_static_files_are_collected_again_only_where_one_changed(settings, tmp_path, monkeypatch):
    own, root = tmp_path / "own", tmp_path / "static"
    own.mkdir()
    root.mkdir()
    settings.STATIC_ROOT = root
    settings.STATICFILES_DIRS = [own]
    runs: list[dict[str, str]] = []
    monkeypatch.setattr(demo.subprocess, "run", lambda *_, env, check: runs.append(env))
    (own / "a.css").write_text("a{}")
    demo.collect_static_files()
    demo.collect_static_files()
    assert [env["HUB_STATIC_COLLECTED"] for env in runs] == ["True"]
    (own / "a.css").write_text("a{color:red}")
    demo.collect_static_files()
    assert len(runs) == 2


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(line) for line in listed.stdout.split()]


@pytest.fixture
def serving(tmp_path: Path, django_db_setup: None) -> Iterator[subprocess.Popen[str]]:
    """A demo without pages, once it answers; its output is one text."""
    template_database.copy_of_migrated(str(tmp_path / "hub.sqlite3"))
    port = free_port()
    started = subprocess.Popen(
        [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_until_it_answers(started, port)
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=60)


def test_all_parts_are_forks_of_one_program_and_end_with_it(serving):
    parts = children_of(serving.pid)
    assert len(parts) == 3
    (web,) = [part for part in parts if children_of(part)]
    everybody = [*parts, *children_of(web)]
    assert len(everybody) == 5
    serving.send_signal(signal.SIGINT)
    assert serving.wait(60) == 0
    assert [pid for pid in everybody if is_there(pid)] == []


def test_where_a_part_stops_by_itself_all_of_it_stops_and_says_so(serving):
    parts = children_of(serving.pid)
    os.kill(parts[-1], signal.SIGKILL)
    said, _ = serving.communicate(timeout=60)
    assert serving.returncode == 1
    assert "A part of the demo stopped by itself" in said
    assert [pid for pid in parts if is_there(pid)] == []


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
