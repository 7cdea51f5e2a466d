"""What was added, changed and removed between two versions."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.releases.models import FrozenPage, Release, TakenDown

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
TITLES = {ADDED: "Added", CHANGED: "Changed", REMOVED: "Removed"}
GONE = "An example that was taken down"


def changes_between(before: Release | None, after: Release) -> list[dict[str, object]]:
    """One entry a page, in the order of the pack; none for a first version."""
    if before is None:
        return []
    old = {page.page_number: page for page in before.pages.defer("html")}
    new = {page.page_number: page for page in after.pages.defer("html")}
    entries = []
    for number, page in new.items():
        if number not in old:
            entries.append(_entry(ADDED, page))
        elif page.fingerprint != old[number].fingerprint:
            entries.append(_entry(CHANGED, page))
    return entries + [_entry(REMOVED, page) for number, page in old.items() if number not in new]


def _entry(kind: str, page: FrozenPage) -> dict[str, object]:
    return {"kind": kind, "number": page.page_number, "title": page.title, "name": page.name}


@dataclass(frozen=True)
class Change:
    """A page that is not as it was; no name leads to it where it was removed or taken down."""

    title: str
    name: str = ""


@dataclass(frozen=True)
class Changes:
    """All changes of one kind."""

    heading: str
    entries: tuple[Change, ...]


def changes_of(release: Release) -> list[Changes]:
    """What changed with a version, as readers may know it today."""
    gone = set(TakenDown.objects.values_list("page_number", flat=True))
    found: dict[str, list[Change]] = {ADDED: [], CHANGED: [], REMOVED: []}
    for entry in release.changes:
        if entry["number"] in gone:
            change = Change(GONE)
        else:
            change = Change(entry["title"], entry["name"] if entry["kind"] != REMOVED else "")
        found[entry["kind"]].append(change)
    return [Changes(TITLES[kind], tuple(each)) for kind, each in found.items() if each]
