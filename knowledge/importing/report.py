"""What an import tells people: one list of entries, shown alike by the command and the admin. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

HEADINGS: dict[str, str] = {
    "kept": "Kept when the import was undone",
    "removed": "Taken away when the import was undone",
    "create": "New drafts",
    "update": "Updated drafts",
    "offer": "Different from what is here; an update is offered",
    "left": "Left alone, because somebody changed them since",
    "reuse": "Already on the hub, used as they are",
    "unchanged": "Unchanged",
    "nowhere": "Links without a target, which are plain text now",
    "home": "Links that lead only to a home page",
    "note": "Words for the speaker, kept for editors",
    "unplaced": "Not in any draft",
    "hint": "Good to know",
}
"""Kinds of entries with the headings of their lists, in the order in which they are shown."""


class Row(TypedDict):
    """An entry as it is stored."""

    kind: str
    what: str
    words: str
    place: str
    page: int | None
    key: str


class Group(TypedDict):
    """The entries of a kind."""

    kind: str
    heading: str
    entries: list[Row]


@dataclass(frozen=True)
class Entry:
    """One line of a report."""

    kind: str
    what: str
    """A sentence or a title."""
    words: str = ""
    """Words of the source, verbatim."""
    place: str = ""
    page: int | None = None
    """The page to open, where there is one."""
    key: str = ""
    """The draft that the line is about, where it is about one."""


def stored(entries: Iterable[Entry], pages: Mapping[str, int] | None = None) -> list[Row]:
    """The entries as JSON. `pages` are the pages that drafts became, by the drafts' keys."""
    made = pages or {}
    return [
        Row(
            kind=entry.kind,
            what=entry.what,
            words=entry.words,
            place=entry.place,
            page=entry.page or made.get(entry.key),
            key=entry.key,
        )
        for entry in entries
    ]


def grouped(entries: Iterable[Row]) -> list[Group]:
    """[{kind, heading, entries}] in the order of HEADINGS; kinds without entries are left out."""
    lists: dict[str, list[Row]] = {kind: [] for kind in HEADINGS}
    for entry in entries:
        lists[entry["kind"]].append(entry)
    return [
        {"kind": kind, "heading": HEADINGS[kind], "entries": found}
        for kind, found in lists.items()
        if found
    ]


def as_text(entries: Iterable[Row]) -> str:
    """The whole report for a terminal, with every word of the source that no draft holds."""
    lines: list[str] = []
    for group in grouped(entries):
        lines.append(f"{group['heading']} ({len(group['entries'])})")
        for entry in group["entries"]:
            place = f" [{entry['place']}]" if entry["place"] else ""
            lines.append(f"  - {entry['what']}{place}")
            lines += [f"      {line}" for line in entry["words"].splitlines() if line.strip()]
        lines.append("")
    return "\n".join(lines).rstrip()
