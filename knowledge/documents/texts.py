"""Gives what was read from files, by the hash of their content, and says whose words that changes."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.contracts.findable import text_changed
from knowledge.contracts.passage import Passage
from knowledge.models import DocumentText, HubDocument, VideoPage


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
                moments=tuple((at, second) for at, second in said.get("moments", ())),
            )
            for said in row.passages
        )
        for row in rows
    }


def say_text_changed(documents: Iterable[HubDocument], *, at_once: bool = False) -> None:
    """Tell search that these documents say something else now, and the videos they are captions of."""
    pks = [document.pk for document in documents]
    text_changed.send(sender=HubDocument, source="document", pks=pks, at_once=at_once)
    videos = list(VideoPage.objects.filter(captions__in=pks).values_list("pk", flat=True))
    if videos:
        text_changed.send(sender=VideoPage, source="page", pks=videos, at_once=at_once)
