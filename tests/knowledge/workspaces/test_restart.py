"""A server that dies in the middle takes nothing with it that a group has saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.urls import reverse

from knowledge.workspaces.models import Note, TeamAnswer
from knowledge.workspaces.private_links import begin, reading_key
from knowledge.workspaces.team_ladder import TEAM_LADDER
from knowledge.workspaces.wall import begin_wall
from tests.factories import make_ladder
from tests.knowledge.workspaces import test_wall
from tests.knowledge.workspaces.conftest import Group
from tests.knowledge.workspaces.test_team_ladder import answers, rows, send
from tests.machine import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
SERVER = """
import json, os, sys
import django
django.setup()
from django.test import Client
for address, sent in json.load(sys.stdin):
    answer = Client().get(address) if sent is None else Client().post(address, sent)
    print(json.dumps([answer.status_code, answer.content.decode()]), flush=True)
os._exit(0)
"""
"""Answers what it is asked, then dies without tidying up, as a process that is killed."""


def asked_of_a_new_process(*requests: tuple[str, dict[str, Any] | None]) -> list[tuple[int, str]]:
    """Status and page of each; all that this process holds in memory is thrown away before and after."""
    cache.clear()
    name = connection.settings_dict["NAME"]
    connections.close_all()
    told = subprocess.run(
        [sys.executable, "-c", SERVER],
        input=json.dumps(requests),
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{name}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return [tuple(json.loads(line)) for line in told.stdout.splitlines()]


def test_a_gap_analysis_goes_on(group: Group):
    group.send(group.form(), s1_score="2", s1_evidence="Our minutes say so")
    form = {**group.form(), "s2-score": "1"}  # begun before the restart, sent after it
    area = group.address("gap_area", number=1, at=1)
    reading = group.reader().address("gap_results", number=1)
    (_, page), (saved, _), (_, results) = asked_of_a_new_process(
        (area, None), (area, form), (reading, None)
    )
    assert "Our minutes say so" in page
    assert saved == 302
    assert "Our minutes say so" in results
    assert [(row.score, row.version) for row in group.answers()] == [(2, 1), (1, 1)]
    # What is sent over an older version is still noticed by yet another process.
    ((status, page),) = asked_of_a_new_process((area, {**form, "s2-score": "0"}))
    assert status == 200
    assert "two versions" in page


def test_a_teams_ladder_goes_on(site_tree):
    make_ladder(site_tree.pack)
    key, token = begin(TEAM_LADDER.key)[1], str(uuid.uuid4())
    send(key, 4)
    send(key, 2, token=token)
    answer = reverse("workspaces:team_answer", args=[key])
    spread = reverse("workspaces:team_ladder", args=[reading_key(key)])
    before, *saved, after = asked_of_a_new_process(
        (spread, None), (answer, answers(5)), (answer, answers(3, token=token)), (spread, None)
    )
    assert rows(before[1]) == {"2": 1, "4": 1}
    assert [status for status, _ in saved] == [302, 302]
    assert rows(after[1]) == {"3": 1, "4": 1, "5": 1}  # who changed their answer counts once
    assert TeamAnswer.objects.count() == 3


def test_a_wall_goes_on():
    key, token = begin_wall("What would help?"), str(uuid.uuid4())
    sent = {"act": "add:note", "note-text": "Time", "note-token": token}
    test_wall.act(key, "add:note", **{"note-text": "Time", "note-token": token})
    wall = reverse("workspaces:wall", args=[key])
    act = reverse("workspaces:wall_act", args=[key])
    before, *_, after = asked_of_a_new_process(
        (wall, None), (act, sent), (act, {"act": "add:note", "note-text": "Rooms"}), (wall, None)
    )
    assert "Time" in before[1]
    assert "Rooms" in after[1]
    # The answer to the first was lost on its way, and it was sent again.
    assert [note.text for note in Note.objects.all()] == ["Time", "Rooms"]
