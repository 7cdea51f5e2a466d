"""Spreadsheets: a passage for each sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.office.guard import UnsafeArchive
from knowledge.documents.office.sheets import sheets_of
from knowledge.documents.passages import Said, said
from knowledge.documents.readers.archives import allowed
from knowledge.documents.readers.faults import TooBig


def read_xlsx(path: Path) -> Iterator[Said]:
    """A passage for each sheet."""
    path = allowed(path)
    try:
        for title, lines in sheets_of(path):
            yield said("\n".join(lines), heading=title, place=title)
    except UnsafeArchive as error:
        raise TooBig from error
