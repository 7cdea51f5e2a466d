"""How long the downloads of a large version take, and how much memory: `python -m tests.measuring.downloads [PAGES…]`.

It needs no database: the document is written as `knowledge.releases.whole` writes it, with text, lists, tables, links
and pictures.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from PIL import Image

WORDS = "people who use services and people who run them plan provide and check care together "
SECTIONS_A_PAGE = 0.78
"""Sections of this length for one page of A4."""


def main(pages: list[int]) -> None:
    """One line for each size and format."""
    settings.configure(BASE_DIR=Path(__file__).resolve().parents[2])
    django.setup()
    print(
        "| pages | format | processor seconds | most memory, MB | file, MB |\n| --- | --- | --- | --- | --- |"
    )
    for wanted in pages:
        for form in ("pdf", "docx"):
            print(_measured(wanted, form))


def _measured(wanted: int, form: str) -> str:
    from knowledge.limited.run import run_watched

    module = {"pdf": "knowledge.typesetting.pdf_work", "docx": "knowledge.typesetting.word_work"}[
        form
    ]
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), wanted)
        made = Path(folder) / "made"
        before = _processor_seconds()
        request = {"folder": folder, "made": str(made), "foot": "Version 9"}
        run_watched(module, request, seconds=3600, memory=2 << 30, look=lambda: None)
        seconds = _processor_seconds() - before
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        size = made.stat().st_size / 1024 / 1024
        count = wanted
        if form == "pdf":
            import pikepdf

            with pikepdf.open(made) as pdf:
                count = len(pdf.pages)
        return f"| {count} | {form} | {seconds:.0f} | {most} (highest so far) | {size:.1f} |"


def _processor_seconds() -> float:
    """Of all processes that this one began."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write(folder: Path, pages: int) -> None:
    sections = int(pages * SECTIONS_A_PAGE)
    pictures = [_picture(folder, number) for number in range(max(1, sections // 4))]
    lines = "".join(
        f'<li><span class="line" data-to="#p{number}"><a href="#p{number}">Section {number}</a></span></li>'
        for number in range(sections)
    )
    parts = [
        '<!DOCTYPE html><html lang="en-GB"><head><title>Large</title></head><body><h1>Large</h1>',
        f'<h2 class="contents" id="contents">Contents</h2><ul class="contents">{lines}</ul>',
        '<h2 id="all" class="level-1">All</h2>',
    ]
    for number in range(sections):
        items = "".join(f"<li>{WORDS}<ul><li>{WORDS}</li></ul></li>" for _ in range(4))
        rows = "".join(
            f'<tr><th scope="row">Row {row}</th><td>{WORDS}</td><td>{row}</td></tr>'
            for row in range(8)
        )
        head = '<thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">C</th></tr></thead>'
        picture = pictures[number % len(pictures)]
        parts.append(
            f'<h3 id="p{number}">Section {number}</h3><p>{WORDS * 8}</p><ul>{items}</ul>'
            f'<p>See <a href="#p{(number * 7) % sections}">another section</a> and '
            f'<a href="https://example.org/{number}">a page elsewhere</a>.</p>'
            + (
                f'<p><img src="hub-file:{picture}" alt="A picture." width="800" height="600"></p>'
                if number % 4 == 0
                else ""
            )
            + f"<table><caption>Table {number}</caption>{head}<tbody>{rows}</tbody></table>"
        )
    (folder / "document.html").write_text("".join(parts) + "</body></html>", encoding="utf-8")


def _picture(folder: Path, number: int) -> str:
    made = Image.effect_noise((800, 600), 20 + number % 50).convert("RGB")
    path = folder / "picture"
    made.save(path, "WEBP", quality=70)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.rename(folder / sha256)
    return sha256


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100, 300])
