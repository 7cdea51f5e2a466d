"""Every template gives valid HTML, in each of its states: one run of the checker for all of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.demo_database import OpenDemo
from tests.examples.conftest import make_place
from tests.examples.contributor_states import contributor_states
from tests.machine import ROOT, VNU
from tests.public_states import (
    SIMPLER,
    STATES_OF_SEARCH,
    complete_demo,
    one_address_a_template,
    stopped_engine,
)

COMMAND = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", "--format", "json"]


@pytest.fixture(scope="module")
def public_html(open_demo: OpenDemo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Address → what it answers, of every public page type and state in the demo."""
    with open_demo(tmp_path_factory.mktemp("demo")):
        complete_demo()
        client = Client()
        found = {address: client.get(address).content for address in one_address_a_template()}
        with stopped_engine():
            found["stopped"] = client.get(SIMPLER).content
    for address, state in {**STATES_OF_SEARCH, "stopped": "Search is simpler"}.items():
        assert state in found[address].decode(), address
    return found


@pytest.mark.vnu
def test_every_page_is_valid_html(public_html, site_tree, tmp_path: Path):
    pages = dict(public_html)
    answers = contributor_states(make_place(site_tree))
    pages |= {name: answer.content for name, answer in answers.items()}
    for name in ("400", "500"):
        pages[name] = (ROOT / "templates" / f"{name}.html").read_bytes()
    names = dict(enumerate(pages))
    for number, name in names.items():
        (tmp_path / f"{number}.html").write_bytes(pages[name])
    done = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, text=True, check=False)
    faults = json.loads(done.stderr or done.stdout)["messages"]
    assert [
        f"{names[int(Path(fault['url']).stem)]}, line {fault.get('lastLine')}: "
        f"{fault['message']}: {fault.get('extract', '')}"
        for fault in faults
    ] == []
