"""What browsers are sent in production: built, hashed, and nobody else's font."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

HEAVIEST = {
    "hub.????????????.css.gz": 23_000,
    "hub.????????????.js.gz": 8_000,
    "draft.????????????.js.gz": 6_000,
    "results.????????????.js.gz": 1_500,
    "hyperlegible.????????????.woff2": 35_000,
}
"""Built file as browsers get it → bytes that it may have; what is added must be worth its weight."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Every static file as production collects it."""
    call_command("build_frontend", verbosity=0)
    folder = tmp_path_factory.mktemp("static")
    hashed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=folder, STORAGES={**settings.STORAGES, "staticfiles": hashed}
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def texts(folder):
    """Styles and scripts of the public face, below `folder`."""
    return [path for path in folder.rglob("*") if path.suffix in {".css", ".js", ".svg"}]


def test_the_front_end_is_collected_under_names_that_change_with_it(collected):
    names = [path.name for path in (collected / "built").iterdir()]
    assert any(re.fullmatch(r"hub\.[0-9a-f]{12}\.css", name) for name in names)
    assert any(name.endswith(".css.gz") for name in names)


def test_no_licensed_font_and_no_logo_of_the_nhs(collected):
    found = [
        f"{path.relative_to(collected)}: {word}"
        for path in texts(collected)
        for word in ("assets.nhs.uk", "Frutiger", "frutiger")
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []
    assert [path.name for path in collected.rglob("nhsuk-*.png")] == []


def test_a_built_script_is_whole_and_points_nowhere(collected):
    scripts = list((collected / "built").glob("*.js"))
    names = {path.name.split(".")[0] for path in scripts}
    assert names == {path.stem for path in (settings.BASE_DIR / "templates/scripts").glob("*.js")}
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text, path
        assert not re.search(r"\bimport\b|\bfrom\s*[\"']", text), path


def test_the_style_sheet_holds_what_pages_use_and_nothing_else(collected):
    styles = next((collected / "built").glob("hub.*.css")).read_text(encoding="utf-8")
    for used in (
        ".nhsuk-header__navigation-link[aria-current",
        ".nhsuk-tag--green",
        ".hub-rung--7",
        ".hub-suggestions__kind",
    ):
        assert used in styles
    for unused in (".nhsuk-date-input", ".nhsuk-hero", ".nhsuk-u-margin-left-9"):
        assert unused not in styles


@pytest.mark.parametrize("pattern", HEAVIEST)
def test_what_every_page_brings_is_light(collected, pattern):
    compressed = [path.stat().st_size for path in (collected / "built").glob(pattern)]
    assert len(compressed) == 1
    assert compressed[0] <= HEAVIEST[pattern]


def test_every_address_in_our_styles_leads_to_a_file_of_ours(collected):
    missing = []
    for path in [*(collected / "built").glob("*.css"), *(collected / "hub").glob("*.css")]:
        for address in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text(encoding="utf-8")):
            if (
                not address.startswith("data:")
                and not (path.parent / address.split("?")[0].split("#")[0]).is_file()
            ):
                missing.append(f"{path.name}: {address}")
    assert missing == []
