"""`make corpus DIR=…`: a folder of files through the real import and the real reader of document search.

Each file is imported into an empty site of its own, in a process of its own that may take some time and
no more. Printed for each: read, or refused and why; words that are neither in a draft nor in the report;
words that search would not find; seconds, and how many times reading alone; memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
from django.test.utils import override_settings

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = {".docx", ".pptx", ".odt", ".txt"}
SEARCHED = ENDINGS | {".pdf", ".xlsx", ".vtt", ".csv", ".srt"}
SECONDS = 300
"""By the clock; other work on the machine counts."""


def main() -> int:
    """Read every file, print a line for each, and tell by the exit code whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only-read", action="store_true", help="no database: reader and report only"
    )
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["DATABASE_URL"] = "sqlite://"
    django.setup()
    files = sorted(path for path in options.folder.rglob("*") if path.suffix.lower() in SEARCHED)
    if not options.only_read:
        empty_site()
    # What a running hub leaves to its worker is no part of an import.
    quiet = override_settings(
        TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
    )
    quiet.enable()
    results = []
    print(
        _line("file", "result", "words", "lost", "unsearched", "seconds", "×reading", "MB", "why")
    )
    for path in files:
        found = _apart(path, options.only_read)
        results.append(found)
        print(_row(str(path.relative_to(options.folder)), found), flush=True)
    counts = Counter(str(found["result"]) for found in results)
    lost = sum(int(found.get("lost", 0)) for found in results)
    print(f"{len(results)} files: {dict(counts)}; {lost} words lost without mention")
    return 1 if counts["stopped"] or lost else 0


def empty_site() -> None:
    """A database in memory, with an administrator and the pages that lists need."""
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests.factories import make_admin, make_site_tree

    setup_test_environment()
    connection.settings_dict["TEST"]["NAME"] = None
    connection.creation.create_test_db(verbosity=0)
    make_site_tree().pack.delete()
    make_admin("corpus@example.org")


def _apart(path: Path, only_read: bool) -> dict[str, Any]:
    """The result of one file, from a process of its own: the database in memory is copied with it."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        signal.alarm(SECONDS)
        try:
            result = _one(path, only_read)
        except BaseException:
            result = {"result": "stopped", "why": traceback.format_exc()[-600:]}
        result["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        with os.fdopen(writer, "w") as stream:
            json.dump(result, stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return (
        json.loads(said) if said else {"result": "stopped", "why": f"over {SECONDS} s, or killed"}
    )


def _one(path: Path, only_read: bool) -> dict[str, Any]:
    from knowledge.documents.reading_process import outcome

    began = time.process_time()
    text = outcome(path, path.suffix.lower().lstrip("."))
    reading = time.process_time() - began
    found: dict[str, Any] = {"result": f"search: {text['status']}", "why": text["error"]}
    if path.suffix.lower() not in ENDINGS:
        return {**found, "seconds": reading}
    from knowledge.importing.guard import RefusedFile
    from knowledge.importing.runs import open_file

    passages: Any = text["passages"]
    began = time.process_time()
    try:
        opened = open_file(path.name, path.read_bytes())
        pages, report = ("", _previewed(opened)) if only_read else _imported(opened)
    except RefusedFile as refused:
        if isinstance(refused.__cause__, Exception) and "cannot be read" in str(refused):
            raise
        return {**found, "result": "refused", "why": str(refused)}
    seconds = time.process_time() - began
    own = [words for _, words in opened.drafts.source.texts()]
    search = [passage["text"] for passage in passages]
    warnings = [warning.text for warning in opened.drafts.source.warnings]
    return {
        "result": "read",
        "words": sum(_count(own).values()),
        "lost": sum((_count(own) - _count([pages, *report])).values()),
        "unsearched": sum((_count(own) - _count([*search, *warnings])).values()),
        "seconds": seconds,
        "ratio": seconds / max(reading, 0.01),
        "why": "" if text["status"] == "read" else f"search: {text['status']} {text['error']}",
    }


def _previewed(opened: Any) -> list[str]:
    from knowledge.importing.plan import Hub, make_plan

    plan = make_plan(opened.drafts, Hub(), update=False)
    drafts = [draft.text for draft in opened.drafts.drafts]
    return [*drafts, *(f"{entry.what} {entry.words}" for entry in plan.entries)]


def _imported(opened: Any) -> tuple[str, list[str]]:
    """(all words of the drafts that were made, all words of the report)."""
    from wagtail.models import Page

    from knowledge.importing.contents import latest, words_on
    from knowledge.importing.runs import import_files
    from knowledge.users.models import User

    before = set(Page.objects.values_list("pk", flat=True))
    ((_, plan),) = import_files([opened], User.objects.get(), update=False)
    made = Page.objects.exclude(pk__in=before).specific()
    words = "\n".join(words_on(latest(page)) for page in made)
    return words, [f"{entry.what} {entry.words}" for entry in plan.entries]


def _count(texts: Iterable[str]) -> Counter[str]:
    from knowledge.importing.items import words_of

    return Counter(word for text in texts for word in words_of(text))


def _row(name: str, found: dict[str, Any]) -> str:
    seconds, ratio = found.get("seconds"), found.get("ratio")
    return _line(
        name[-60:], found["result"], found.get("words", ""), found.get("lost", ""),
        found.get("unsearched", ""), f"{seconds:.2f}" if seconds is not None else "",
        f"{ratio:.1f}" if ratio is not None else "", found.get("mb", ""), found.get("why", ""),
    )  # fmt: skip


def _line(name: Any, result: Any, *rest: Any) -> str:
    words, lost, unsearched, seconds, ratio, memory, why = rest
    return (
        f"{name:<60} {result:<16} {words:>7} {lost:>5} {unsearched:>10} {seconds:>8} {ratio:>8} "
        f"{memory:>5}  {why}"
    )


if __name__ == "__main__":
    sys.exit(main())
