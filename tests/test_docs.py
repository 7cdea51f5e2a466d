"""The docs know every setting, command and page type, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from wagtail.models import get_page_models

from knowledge.contracts import scheduler
from tests.machine import ROOT

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
OWN_APPS = ("knowledge", "examples", "search")


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def sources() -> list[Path]:
    """Every source file in which a setting of ours may be read."""
    folders = ("site", "knowledge", "examples", "search", "tests", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return [path for path in files if path.is_file() and path.suffix in {".py", ""}]


def test_every_setting_is_described():
    named = {
        name
        for path in sources()
        for name in re.findall(r"\bHUB_[A-Z][A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    described = set(re.findall(r"^\| `(HUB_[A-Z_]+)`", text_of("settings.md"), re.M))
    assert named - described == set(), "docs/settings.md lacks a row"
    assert described - named == set(), "docs/settings.md describes what nobody reads"


def test_every_variable_of_the_environment_is_described():
    settings = (ROOT / "site" / "config" / "settings").glob("*.py")
    read = {
        name
        for path in settings
        for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert {name for name in read if f"`{name}`" not in text_of("settings.md")} == set()


def test_every_command_is_described():
    own = {name for name, app in get_commands().items() if app.split(".")[0] in OWN_APPS}
    assert {name for name in own if f"`{name}" not in text_of("operations.md")} == set()


def test_every_page_type_is_described():
    own = {
        model.__name__
        for model in get_page_models()
        if apps.get_app_config(model._meta.app_label).name.split(".")[0] in OWN_APPS
    }
    described = set(re.findall(r"^\| `(\w+Page)`", text_of("architecture.md"), re.M))
    assert described == own


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    own = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in own if not (path.parent / link).exists()] == []


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "adr"
    numbered = {path.name for path in folder.glob("0*.md")}
    assert numbered == set(re.findall(r"\((0\d{3}-[\w-]+\.md)\)", text_of("adr/README.md")))


def test_every_page_for_editors_is_listed():
    folder = ROOT / "docs" / "editing"
    pages = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"\(([\w-]+\.md)\)", text_of("editing/README.md")))


def test_make_help_knows_what_the_readme_names():
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.M)
    named = re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(named) <= set(targets)


@pytest.mark.parametrize("name", ["contributing.md", "architecture.md"])
def test_every_path_that_a_guide_names_is_there(name):
    named = set(
        re.findall(
            r"`((?:knowledge|examples|search|site|templates|tests|docs)/[\w./-]*)`", text_of(name)
        )
    )
    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_a_recipe_needs_at_most_four_files():
    recipes = re.split(r"^## ", text_of("contributing.md"), flags=re.M)[1:]
    assert len(recipes) >= 6
    for recipe in recipes:
        steps = re.findall(r"^\d+\. ", recipe, flags=re.M)
        assert 1 <= len(steps) <= 4, recipe.splitlines()[0]


def test_what_security_points_at_is_there():
    """A promise is as good as the test that shows it."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    there = set(re.findall(r"^\s*def (test_\w+)", "\n".join(sources), re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", text_of("security.md")))
    assert len(named) > 40
    assert named - there == set()


def test_the_operators_table_has_a_row_for_every_duty():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.split("| Duty | Every |")[1].split("\n\n")[0]
    rows = {line.split("|")[1].strip() for line in table.splitlines()[2:]}
    assert rows == {duty.name for duty in scheduler.duties()}
