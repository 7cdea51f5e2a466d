"""`make bench-imports`: processor time of reading a file, of its preview and of its import.

Reading alone is opening the file and making its drafts. A preview looks besides at what the hub has of it, at
nothing the first time and at every draft when the file comes again; an import does both and writes. The floor
is Wagtail's own two calls, adding a page and saving its revision, for the same sections after the same reading.
Each figure is the middle of several runs, taken in turn, each in a process of its own on an empty site.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.test.utils import override_settings

ROOT = Path(__file__).resolve().parents[2]
# As a running hub: what is left to its worker is asked for, and no part of an import.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "search", "mail"],
    }
}
WORDS = "Our ward listens to families and changes its letters because of what number"
TOPICS = ("Feeding", "Triage", "Loss", "Fathers", "Language", "Birth plans", "Parking", "Letters")
PLACES = ("the ward", "clinics", "homes", "the unit", "town", "hills", "school", "work", "the port")


def main() -> int:
    """Print a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="measured beside those made here")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["DATABASE_URL"] = "sqlite://"
    django.setup()
    from tests.measuring.corpus import empty_site

    empty_site()
    with override_settings(TASKS=TASKS):
        for work in _WORK.values():  # What is made once is there.
            work("deck.pptx", _deck(5))
        print(f"{'file':<24} {'drafts':>6}" + "".join(f"{name:>15}" for name in _WORK))
        for name, data in (*_made(), *((file.name, file.read_bytes()) for file in options.files)):
            print(_measured(name, data, options.runs), flush=True)
    return 0


# --- files ---


def _made() -> Iterator[tuple[str, bytes]]:
    yield "60 slides.pptx", _deck(60)
    yield "240 slides.pptx", _deck(240)
    yield "800 paragraphs.docx", _word(800)
    yield "3200 paragraphs.docx", _word(3200)


def _deck(slides: int) -> bytes:
    """Each slide with a title of its own and five lines."""
    from pptx import Presentation

    deck = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = _title(number)
        slide.placeholders[1].text = "\n".join(f"{WORDS} {number}.{line}" for line in range(5))
    return _saved(deck.save)


def _word(paragraphs: int) -> bytes:
    """A heading above every ten paragraphs."""
    from docx import Document

    document = Document()
    for number in range(paragraphs):
        if number % 10 == 0:
            document.add_heading(_title(number // 10), 1)
        document.add_paragraph(f"{WORDS} {number}. " * 3)
    return _saved(document.save)


def _title(number: int) -> str:
    """Each one another page's."""
    place, topic = divmod(number, len(TOPICS))
    rest, place = divmod(place, len(PLACES))
    return f"{TOPICS[topic]} in {PLACES[place]} and in {PLACES[rest]}"


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


# --- work ---


def _read(name: str, data: bytes):
    from knowledge.importing.runs import open_file

    return open_file(name, data)


def _preview(name: str, data: bytes) -> None:
    from knowledge.importing.runs import preview
    from knowledge.users.models import User

    preview(_read(name, data), User.objects.get(), update=False)


def _import(name: str, data: bytes) -> None:
    from knowledge.importing.runs import import_files
    from knowledge.users.models import User

    import_files([_read(name, data)], User.objects.get(), update=False)


def _floor(name: str, data: bytes) -> None:
    from django.db import transaction

    from knowledge.models import HomePage, PackPage, SectionPage
    from knowledge.users.models import User

    drafts = _read(name, data).drafts
    user = User.objects.get()
    with transaction.atomic():
        pack = PackPage(
            title="Pack", live=False, owner=user, version="1", version_date="2026-11-01"
        )
        HomePage.objects.get().add_child(instance=pack)
        pack.save_revision(user=user)
        for draft in drafts.of_kind("section"):
            blocks = [block for block in draft.blocks if not block.is_reference]
            body = [(block.kind, block.value) for block in blocks]
            raw = [{"type": kind, "value": value} for kind, value in body]
            page = SectionPage(title=draft.title, live=False, owner=user, body=raw)
            pack.add_child(instance=page)
            page.save_revision(user=user)


Work = Callable[[str, bytes], object]
_WORK: dict[str, Work] = {
    "reading": _read,
    "preview": _preview,
    "preview again": _preview,
    "import": _import,
    "floor": _floor,
}
_BEFORE: dict[str, Work] = {"preview again": _import}
"""What is done before the clock runs."""


def _measured(name: str, data: bytes, runs: int) -> str:
    drafts = len(_read(name, data).drafts.drafts)
    took: list[dict[str, float]] = []
    for _ in range(runs):
        took.append({kind: _seconds(kind, name, data) for kind in _WORK})
    figures = []
    for kind in _WORK:
        seconds = statistics.median(each[kind] for each in took)
        # Within a round, as a machine with other work is now faster, now slower.
        ratio = statistics.median(each[kind] / each["reading"] for each in took)
        figures.append(f"{1000 * seconds:>7.0f} {ratio:>4.1f} ×")
    return f"{name[:24]:<24} {drafts:>6} " + " ".join(figures)


def _seconds(kind: str, name: str, data: bytes) -> float:
    """Processor time of the work, in a copy of this process with its database in memory."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        if kind in _BEFORE:
            _BEFORE[kind](name, data)
        began = time.process_time()
        _WORK[kind](name, data)
        os.write(writer, str(time.process_time() - began).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return float(said)


if __name__ == "__main__":
    sys.exit(main())
