"""Gives what was read from files, by the hash of their content."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.findable import Passage
from knowledge.models import DocumentText


def texts_of_files(hashes: Iterable[str]) -> dict[str, tuple[Passage, ...]]:
    """Hash → passages in reading order, of files that were read. One query."""
    rows = DocumentText.objects.filter(
        file_hash__in={each for each in hashes if each}, status=DocumentText.Status.READ
    )
    return {
        row.file_hash: tuple(
            Passage(
                text=said["text"],
                heading=said.get("heading", ""),
                anchor=said.get("anchor", ""),
                place=said.get("place", ""),
            )
            for said in row.passages
        )
        for row in rows
    }
