"""The built front end holds no licensed font, no map and no address of anybody else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from knowledge.management.commands.build_frontend import class_names, has_packages, pictures_in

ROOT = Path(__file__).resolve().parents[3]


def test_only_those_components_of_the_design_system_are_shipped_that_pages_use():
    used = {
        name
        for path in ROOT.glob("templates/**/*.html")
        for name in re.findall(r'data-module="([a-z-]+)"', path.read_text())
    }
    script = (ROOT / "templates/scripts/page/components.js").read_text()
    shipped = re.search(r"of \[([^\]]+)\]", script)[1].split(", ")
    assert used == {"nhsuk" + re.sub("([A-Z])", r"-\1", name).lower() for name in shipped}


def test_pictures_named_by_styles_are_found():
    styles = 'a{background:url("./assets/images/nhsuk-icon-cross.svg")}'
    assert pictures_in(styles) == {"nhsuk-icon-cross.svg"}


def test_names_of_classes_are_found_and_beginnings_of_those_that_are_put_together(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p class="hub-card__{{ part }} nhsuk-tag--{{ colour }}" data-hub="x"></p>')
    assert class_names([page]) == {"hub-card__", "nhsuk-tag--"}


def test_packages_count_once_npm_came_to_its_end(tmp_path):
    (tmp_path / "package.json").write_text('{"dependencies": {"a-package": "1.0.0"}}')
    modules = tmp_path / "node_modules"
    (modules / "a-package").mkdir(parents=True)
    (modules / "a-package" / "package.json").write_text('{"version": "1.0.0"}')
    assert not has_packages(tmp_path), "npm was stopped on its way"
    (modules / ".package-lock.json").write_text("{}")
    assert has_packages(tmp_path)
    (tmp_path / "package.json").write_text('{"dependencies": {"a-package": "1.0.1"}}')
    assert not has_packages(tmp_path), "another version is asked for"


def test_the_lock_file_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_what_we_write_ourselves_asks_nobody_else():
    for path in [*ROOT.glob("templates/styles/*.scss"), *ROOT.glob("templates/scripts/**/*.js")]:
        text = path.read_text()
        assert not re.search(r"url\(['\"]?(https?:)?//", text), path
        assert "Frutiger" not in text
