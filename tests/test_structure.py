"""The floors hold: no circle of modules, no import hidden in a function, nothing grown too large."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import ROOT
from tests.structure import circles, modules

LONGEST_MODULE = 350
MOST_ANY = 117
"""Types that nobody has found yet: fewer is better, never more."""
MOST_MARK_SAFE = 5
UPWARD = "knowledge.web.listings"


def test_no_modules_import_each_other_in_a_circle():
    assert circles() == []


def test_no_module_is_too_long():
    long = {
        name: lines
        for name, path in modules().items()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def anys_in(source: str) -> int:
    """How often `Any` stands in the annotations of a module."""
    found = 0
    for node in ast.walk(ast.parse(source)):
        kept = (getattr(node, "annotation", None), getattr(node, "returns", None))
        for annotation in filter(None, kept):
            if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
                annotation = ast.parse(annotation.value)
            found += sum(
                getattr(each, "id", getattr(each, "attr", "")) == "Any"
                for each in ast.walk(annotation)
            )
    return found


def test_any_is_counted_in_every_annotation():
    source = "x: dict[str, Any]\ndef f(*a: typing.Any, b: 'Any') -> Any:\n    return Any\n"
    assert anys_in(source) == 4


def test_few_annotations_say_any():
    settings = {path.stem: path for path in (ROOT / "site" / "config").rglob("*.py")}
    counts = {
        name: anys
        for name, path in (modules() | settings).items()
        if (anys := anys_in(path.read_text(encoding="utf-8")))
    }
    assert sum(counts.values()) <= MOST_ANY, counts


def test_few_places_call_text_safe_html():
    marked = {
        name: path.read_text(encoding="utf-8").count("mark_safe(")
        for name, path in modules().items()
    }
    assert sum(marked.values()) <= MOST_MARK_SAFE, {k: v for k, v in marked.items() if v}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code, to plant faults in."""
    for name in ("knowledge", "examples", "search", "site", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def tool(name: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the tools of `make check` on the copy."""
    return subprocess.run(
        [str(Path(sys.executable).parent / name), *args],
        cwd=cwd,
        env={"PYTHONPATH": "site", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_upward_import_breaks_the_contract(copy):
    assert tool("lint-imports", "--no-logo", "--no-cache", cwd=copy).returncode == 0
    base = copy / "knowledge" / "models" / "base.py"
    base.write_text(
        base.read_text().replace(
            "from knowledge.blocks.streams", f"import {UPWARD}\nfrom knowledge.blocks.streams", 1
        )
    )
    said = tool("lint-imports", "--no-logo", "--no-cache", cwd=copy)
    assert said.returncode == 1
    assert f"knowledge.models.base -> {UPWARD}" in said.stdout


def test_an_import_inside_a_function_breaks_both(copy):
    base = copy / "knowledge" / "models" / "base.py"
    base.write_text(base.read_text() + f"\n\ndef hidden():\n    import {UPWARD}\n")
    lint = tool("ruff", "check", "--no-cache", "knowledge/models/base.py", cwd=copy)
    assert "PLC0415" in lint.stdout
    assert tool("lint-imports", "--no-logo", "--no-cache", cwd=copy).returncode == 1
