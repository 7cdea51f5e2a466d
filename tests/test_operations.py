"""What an operator copies: .env means the same to whatever reads it, and every documented command is one."""

from __future__ import annotations

import re
import shutil
import subprocess

from django.core.management import get_commands

from tests.first_hour.commands import documented
from tests.machine import ROOT

EXAMPLE = ROOT / ".env.example"


def as_docker_reads(text: str) -> dict[str, str]:
    """`docker run --env-file` takes everything after the first = as it stands."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_a_shell_and_docker_read_the_example_alike():
    text = EXAMPLE.read_text(encoding="utf-8")
    expected = as_docker_reads(text)
    told = subprocess.run(
        ["sh", "-c", 'set -eu; set -a; . "$0"; set +a; env -0', str(EXAMPLE)],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    read = dict(entry.split("=", 1) for entry in told.split("\0") if entry)
    assert {name: read.get(name) for name in expected} == expected
    # What is commented out is meant to be taken in.
    optional = re.findall(r"^# ([A-Z_]+=\S+)$", text, re.MULTILINE)
    assert {line.split("=")[0] for line in optional} >= {"DATABASE_URL", "ELASTICSEARCH_URL"}
    for value in [*expected.values(), *(line.split("=", 1)[1] for line in optional)]:
        assert re.fullmatch(r"[\w.:/@+-]*", value), (
            f"{value} must be quoted, which Docker does not read"
        )


def test_every_variable_of_the_example_is_described():
    described = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert [name for name in names if f"`{name}`" not in described] == []


def test_every_command_in_a_block_is_one():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```\w*[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    called = set(re.findall(r"manage\.py (\w+)", blocks))
    assert called >= {"migrate", "start_site", "createsuperuser", "check", "reconcile"}
    assert called <= get_commands().keys()


def test_every_marked_block_is_run():
    """A block that `.ci/operations` passes over could say anything."""
    runner = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "first_hour").glob("*.py")
    )
    # Run only where packages are installed anew, and the same line as in another block.
    names = documented().keys() - {"upgrade-packages"}
    by_database = {name for name in names if re.match(r"(backup|restore)-", name)}
    assert by_database == {
        f"{verb}-{kind}" for verb in ("backup", "restore") for kind in ("sqlite", "postgresql")
    }
    assert [name for name in names - by_database if f'"{name}"' not in runner] == []


def test_a_shell_understands_every_block():
    bash = shutil.which("bash")
    assert bash
    for name, commands in documented().items():
        done = subprocess.run(
            [bash, "-n"], input=commands, capture_output=True, text=True, check=False
        )
        assert done.stderr == "", name
