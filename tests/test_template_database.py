"""A template is made once, never half, and anew as soon as what it is made of is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import search.models
from tests import template_database


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty place for templates."""
    monkeypatch.setattr(template_database, "FOLDER", tmp_path / "templates")
    return tmp_path


def test_it_is_filled_once_for_all_its_copies(folder):
    filled = []

    def fill(path: Path) -> None:
        filled.append(path)
        path.write_text("rows")

    for number in (1, 2):
        template_database.copy_file("kind_abc", folder / str(number), fill)
    (folder / "1").write_text("changed")
    template_database.copy_file("kind_abc", folder / "3", fill)
    assert len(filled) == 1
    assert [(folder / name).read_text() for name in "123"] == ["changed", "rows", "rows"]


def test_what_was_given_up_half_way_is_no_template(folder):
    def fail(path: Path) -> None:
        path.write_text("half of the")
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        template_database.copy_file("kind_abc", folder / "copy", fail)
    template_database.copy_file("kind_abc", folder / "copy", lambda path: path.write_text("rows"))
    assert (folder / "copy").read_text() == "rows"


def test_old_ones_of_its_kind_go(folder):
    for number in range(template_database.MOST_KEPT + 3):
        template_database.copy_file(
            f"kind_{number}", folder / "copy", lambda path: path.write_text("rows")
        )
        os.utime(template_database.FOLDER / f"kind_{number}", (number, number))
    template_database.copy_file("other_1", folder / "copy", lambda path: path.write_text("rows"))
    left = {path.name for path in template_database.FOLDER.glob("kind_*")}
    assert len(left) == template_database.MOST_KEPT
    assert "kind_0" not in left
    assert (template_database.FOLDER / "other_1").exists()


def test_the_hash_is_of_words_names_and_contents(tmp_path):
    file, other = tmp_path / "0001_initial.py", tmp_path / "0002_more.py"
    file.write_text("one")
    first = template_database.hash_of(["django==5"], [file])
    assert template_database.hash_of(["django==5"], [file]) == first
    assert template_database.hash_of(["django==6"], [file]) != first
    other.write_text("")
    assert template_database.hash_of(["django==5"], [file, other]) != first
    file.write_text("two")
    assert template_database.hash_of(["django==5"], [file]) != first


def test_what_a_migration_imports_counts_with_the_packages_around_it(tmp_path):
    migration = tmp_path / "migrations" / "0001_initial.py"
    migration.parent.mkdir()
    migration.write_text("import os\ndef forwards(apps, editor):\n    from search import models\n")
    found = template_database._imports(migration)
    assert found == {Path(str(search.models.__file__)), Path(str(search.__file__))}
