"""Makes the sides that are not there yet, in a folder that can be used again."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

from tests.machine import ROOT
from tests.measuring.beside.asking import whole_answer
from tests.measuring.beside.sides import (
    CONFIGURATION,
    QUIET,
    Side,
    clean_environment,
    hub_environment,
    python_here,
    served,
    stock_environment,
)
from tests.measuring.beside.table import OLD, OURS, STOCK

PAGES = {
    "home": "/",
    "section": "/resource-pack/what-is-co-production/",
    "example": "/examples/sussex-peer-support/",
    "list": "/examples/",
    "ladder": "/resource-pack/ladder/",
}
FLOOR = "floor"
WITHOUT_PRELOADING = ("config.wsgi", "--pythonpath", "site", "--workers", "2", "--threads", "4")
"""How `make demo` ran before there was a file that says it."""
READY = "ready"
"""A file in a side's data that says which code filled it, once it is filled."""
MAKES_THE_DEMO = ("examples", "knowledge", "search", "site", "templates")
ADDRESSES = """
import json
from wagtail.models import Page
print(json.dumps([page.url for page in Page.objects.live().public() if page.url]))
"""
LIKE_A_SECTION = """
import json, re
from wagtail.models import Page, Site
section = Page.objects.get(slug="what-is-co-production").specific
live = Page.objects.live()
print(json.dumps({
    "pages": live.count(),
    "menu": Site.objects.get().root_page.get_children().live().in_menu().count(),
    "blocks": len(section.body),
    "words": len(re.sub("<[^>]*>", " ", str(section.body)).split()),
}))
"""


def ours(workdir: Path) -> Side:
    """This checkout as it is."""
    data = workdir / "ours-data"
    side = Side(OURS, ROOT, python_here(), hub_environment(data), CONFIGURATION, "about", PAGES)
    code = _said_by_git("rev-parse", *(f"HEAD:{name}" for name in MAKES_THE_DEMO))
    code += _said_by_git("diff", "HEAD", "--", *MAKES_THE_DEMO)
    _filled(data, code, lambda: side.manage("demo", "--prepare-only"))
    return side


def old(workdir: Path, commit: str) -> Side:
    """Another commit, with what it needs itself, as its own `make demo` runs it."""
    commit = _said_by_git("rev-parse", "--verify", f"{commit}^{{commit}}").strip()
    folder, data = workdir / f"code-{commit[:12]}", workdir / f"data-{commit[:12]}"
    if not folder.is_dir():
        _unpack(commit, folder)
    subprocess.run(["make", "--silent", ".venv/.installed-runtime"], cwd=folder, check=True)
    configuration = folder / "site" / "config" / "gunicorn.py"
    arguments = (
        ("--config", str(configuration)) if configuration.is_file() else WITHOUT_PRELOADING + QUIET
    )
    side = Side(
        OLD, folder, folder / ".venv" / "bin" / "python", hub_environment(data), arguments,
        "about", PAGES,
    )  # fmt: skip
    _filled(data, commit, lambda: side.manage("demo", "--prepare-only"))
    return side


def stock(workdir: Path, like: Side) -> Side:
    """What `wagtail start` makes, with one page type and as many pages, as long, as the demo has."""
    folder = workdir / "stock"
    source = Path(__file__).with_name("stock_site")
    side = Side(
        STOCK, folder, python_here(), stock_environment(),
        (*CONFIGURATION, "--chdir", str(folder), "--pythonpath", str(folder), "mysite.wsgi"),
        "article-2", dict.fromkeys(PAGES, "/article-1/"),
    )  # fmt: skip
    size = json.loads(like.shell(LIKE_A_SECTION).splitlines()[-1])
    code = "".join(path.read_text() for path in sorted(source.rglob("*")) if path.is_file())

    def fill() -> None:
        folder.mkdir()
        wagtail = side.python.with_name("wagtail")
        subprocess.run(
            [str(wagtail), "start", "mysite", str(folder)], check=True, stdout=subprocess.DEVNULL
        )
        shutil.copytree(source, folder, dirs_exist_ok=True)
        side.manage("makemigrations", "articles", "--verbosity=0")
        side.manage("migrate", "--verbosity=0")
        side.manage("collectstatic", "--no-input", "--verbosity=0")
        arguments = ", ".join(f"{name}={number}" for name, number in size.items())
        side.shell(f"from articles.filling import fill; fill({arguments})")

    _filled(folder, f"{size}{code}", fill)
    return side


def floor(workdir: Path, like: Side) -> Side:
    """The bytes of a section, as that side answers them, from memory."""
    folder = workdir / FLOOR
    folder.mkdir(exist_ok=True)
    with served(like) as server:
        headers, body = whole_answer(server.port, like.pages["section"])
    (folder / "headers.json").write_text(json.dumps(headers))
    (folder / "body").write_bytes(body)
    return Side(
        FLOOR, ROOT, python_here(),
        {**clean_environment(), "FLOOR_FOLDER": str(folder), "WEB_CONCURRENCY": "2", "LOG_LEVEL": "error"},
        (*CONFIGURATION, "tests.measuring.beside.floor:application"),
        pages={"section": "/"},
    )  # fmt: skip


def addresses(side: Side) -> list[str]:
    """Every page that everybody may see."""
    said: list[str] = json.loads(side.shell(ADDRESSES).splitlines()[-1])
    return said


def _filled(data: Path, code: str, fill: Callable[[], object]) -> None:
    """Fill a folder of data anew, unless this code has filled it."""
    ready = data / READY
    if ready.is_file() and ready.read_text() == code:
        return
    if data.exists():
        shutil.rmtree(data)
    fill()
    ready.write_text(code)


def _unpack(commit: str, folder: Path) -> None:
    packed = subprocess.run(
        ["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def _said_by_git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
