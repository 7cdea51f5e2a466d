"""The demo's documents: worksheets made on the spot, and files that are kept ready-made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from knowledge.demo.files_on_disk import read_bytes
from knowledge.demo.worksheets import WORKSHEETS, worksheet_docx


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


_OURS = "Made for the demo of the hub; not the Co-Creating Welfare project’s own paper."

DOCUMENTS: dict[str, DemoDocument] = {
    row.key: row
    for row in (
        DemoDocument(
            "q-sort-handout",
            "Q Sort handout",
            "q-sort-handout.pdf",
            f"How to run a Q Sort, with sixteen cards to cut out. {_OURS}",
            partial(read_bytes, "q-sort-handout.pdf"),
        ),
        *(
            DemoDocument(
                f"{sheet.key}-worksheet",
                f"{sheet.tool} worksheet",
                f"{sheet.key}-worksheet.docx",
                _OURS,
                partial(worksheet_docx, sheet),
            )
            for sheet in WORKSHEETS
        ),
        *(
            DemoDocument(
                f"{sheet.key}-worksheet-pdf",
                f"{sheet.tool} worksheet to print",
                sheet.pdf_name,
                _OURS,
                partial(read_bytes, sheet.pdf_name),
            )
            for sheet in WORKSHEETS
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
