"""The scripts' own tests, which need no browser: each file below this folder, run by `node --test`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.machine import WITH_NODE

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[1] / "templates" / "scripts"


@pytest.mark.parametrize("file", sorted(HERE.rglob("*.test.js")), ids=lambda file: file.stem)
def test_script(file: Path):
    command = ["node", "--test", "--test-reporter=tap", str(file)]
    done = subprocess.run(command, env=WITH_NODE, capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    passed = re.search(r"^# pass (\d+)$", said, re.MULTILINE)
    assert passed, said
    assert int(passed[1]) > 1, f"{file.name} asks nothing"


def test_every_folder_of_scripts_has_tests():
    folders = {folder.name for folder in SCRIPTS.iterdir() if folder.is_dir()}
    assert folders == {file.parent.name for file in HERE.rglob("*.test.js")}
