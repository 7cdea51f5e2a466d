"""The built front end holds no licensed font, no map and no address of anybody else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from knowledge.management.commands.build_frontend import pictures_in, without_source_map

ROOT = Path(__file__).resolve().parents[3]


def test_the_line_that_points_to_a_map_goes():
    assert without_source_map("code();\n//# sourceMappingURL=x.js.map\n") == "code();\n"
    assert without_source_map("code();//# sourceMappingURL=x.js.map") == "code();\n"
    assert without_source_map("code();\n") == "code();\n"


def test_pictures_named_by_styles_are_found():
    styles = 'a{background:url("./assets/images/nhsuk-icon-cross.svg")}'
    assert pictures_in(styles) == {"nhsuk-icon-cross.svg"}


def test_the_lock_file_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_what_we_write_ourselves_asks_nobody_else():
    for path in [*ROOT.glob("templates/styles/*.scss"), *ROOT.glob("templates/assets/**/*.js")]:
        text = path.read_text()
        assert not re.search(r"url\(['\"]?(https?:)?//", text), path
        assert "Frutiger" not in text
