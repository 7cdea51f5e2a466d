"""What may stand in the repository: the fixed top level, nothing of one machine, nothing huge."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.machine import ROOT

TOP_LEVEL = {
    "manage.py", "site", "knowledge", "examples", "search", "templates", "media", "tests", "findings",
    "requirements.txt", "README.md",
    # what tools need
    "pyproject.toml", "Makefile", "Dockerfile", "compose.yaml", "docs", "CHANGELOG.md", "LICENSE",
    "requirements-dev.txt", "requirements-semantic.txt", "package.json", "package-lock.json",
}  # fmt: skip
LARGEST_BYTES = 1_000_000
LONGEST_MODULE = 400
# Split, so that this file does not name what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(["/" + "work/", "/" + "root/", "/" + "opt/[a-z]+venv", "/" + "farm/"])
)
WORDS_IN_A_ROW = 14


@cache
def committed() -> list[Path]:
    """Every file in version control that is there."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.fail("these tests look at a git clone")
    names = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@cache
def texts() -> dict[str, str]:
    """Name → text of every committed text file."""
    found = {}
    for path in committed():
        try:
            found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_the_top_level_is_fixed():
    top = {path.relative_to(ROOT).parts[0] for path in committed()}
    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_media_holds_only_its_keeper():
    kept = [path.name for path in committed() if path.is_relative_to(ROOT / "media")]
    assert kept == [".gitkeep"]


def test_no_file_names_a_path_of_one_machine():
    assert {
        name: found[0] for name, text in texts().items() if (found := MACHINE_PATHS.findall(text))
    } == {}


def test_no_file_is_huge():
    assert [str(path) for path in committed() if path.stat().st_size > LARGEST_BYTES] == []


def test_one_concept_a_file():
    long = {
        name: len(text.splitlines())
        for name, text in texts().items()
        if name.endswith(".py") and "/migrations/" not in name
    }
    assert {name: lines for name, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing():
    banned = {"utils", "helpers", "common", "misc", "core"}
    assert [
        name for name in texts() if Path(name).stem in banned or set(Path(name).parts) & banned
    ] == []


def test_every_requirement_is_pinned_and_every_direct_one_has_its_reason():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-semantic.txt"):
        direct, _, brought = texts()[name].partition("# --- brought along")
        for line in (direct + brought).splitlines():
            if line and not line.startswith(("#", "-r", " ")) and "by the above" not in line:
                assert re.match(r"[\w.\[\]-]+==[\w.]+(\s+#|$)", line), f"{name}: {line}"
        for line in direct.splitlines():
            if "==" in line:
                assert "#" in line, f"{name}: {line} has no reason"


@pytest.mark.pack
def test_no_file_holds_the_packs_own_sentences(real_pack):
    """Only the importer brings in the pack's text, at run time; names and labels may be used."""

    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9']+", text.lower())

    def runs(found: list[str]) -> set[tuple[str, ...]]:
        return {
            tuple(found[i : i + WORDS_IN_A_ROW]) for i in range(len(found) - WORDS_IN_A_ROW + 1)
        }

    theirs: set[tuple[str, ...]] = set()
    for name in ("resource-pack.txt", "tools-page.txt"):
        for line in (real_pack / name).read_text(encoding="utf-8", errors="replace").split("\n"):
            # A label before a tab is a name; what follows is text.
            theirs |= runs(words(line.split("\t", 1)[-1]))
    ours = {
        name: hits
        for name, text in texts().items()
        if name != "package-lock.json" and (hits := runs(words(text)) & theirs)
    }
    assert {name: " ".join(min(hits)) for name, hits in ours.items()} == {}
