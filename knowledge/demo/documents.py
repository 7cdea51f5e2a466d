"""The demo's documents: papers of the tools as Word, made on the spot, and files that are kept ready-made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from knowledge.demo.files_on_disk import read_bytes
from knowledge.demo.papers import PAPERS
from knowledge.demo.papers.writing import paper_docx


@dataclass(frozen=True)
class DemoDocument:
    """A file of the demo and what is said of it."""

    key: str
    title: str
    filename: str
    note: str
    content: Callable[[], bytes]

    @property
    def fields(self) -> dict[str, object]:
        """What its row says beside the title."""
        return {"note": self.note}


_OURS = "Our own, made for this demo."

DOCUMENTS: dict[str, DemoDocument] = {
    row.key: row
    for row in (
        *(
            DemoDocument(
                f"{paper.name}-word",
                f"{paper.title} to edit",
                f"{paper.name}.docx",
                f"{paper.note} {_OURS}".strip(),
                partial(paper_docx, paper),
            )
            for paper in PAPERS
        ),
        *(
            DemoDocument(
                paper.name,
                paper.title,
                paper.pdf_name,
                f"{paper.note} {_OURS}".strip(),
                partial(read_bytes, paper.pdf_name),
            )
            for paper in PAPERS
        ),
        DemoDocument(
            "clip",
            "Clip: how to find your way round the hub",
            "find-your-way-round.mp4",
            "A short video of the project’s own making.",
            partial(read_bytes, "find-your-way-round.mp4"),
        ),
        DemoDocument(
            "clip-captions",
            "Captions: how to find your way round the hub",
            "find-your-way-round.vtt",
            "Captions of the clip about the hub.",
            partial(read_bytes, "find-your-way-round.vtt"),
        ),
    )
}
