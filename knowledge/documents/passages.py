"""Office files in passages that a search hit can open at: by headings, by slides, by sheets.

What whoever opens the file sees is text: headers, charts, notes. Comments, hidden words, prompts of
boxes that nobody filled in and tables of contents are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from knowledge.contracts.passage import Passage
from knowledge.documents.office.items import (
    SHOWN_BESIDE,
    Embedded,
    OfficeBlock,
    OfficeDeck,
    OfficeDocument,
    Paragraph,
    Remark,
    Table,
)


class Said(TypedDict):
    """A passage as it is stored: see `knowledge.contracts.passage.Passage`."""

    text: str
    heading: str
    anchor: str
    place: str
    moments: NotRequired[list[tuple[int, int]]]


def said(text: str, *, heading: str = "", anchor: str = "", place: str = "") -> Said:
    """A passage."""
    return Said(text=text.strip(), heading=heading.strip(), anchor=anchor, place=place)


def said_in_time(passage: Passage) -> Said:
    """A passage of what is spoken."""
    return Said(
        text=passage.text,
        heading=passage.heading,
        anchor=passage.anchor,
        place=passage.place,
        moments=list(passage.moments),
    )


def passages_of_document(document: OfficeDocument) -> Iterator[Said]:
    """A passage for each heading, in the order of the document; then notes, headers and footers."""
    heading, lines = "", list[str]()
    for block in document.blocks:
        if isinstance(block, Paragraph) and (block.heading or block.is_title):
            text = _line(block)
            if text:
                yield said("\n".join(lines), heading=heading)
                heading, lines = text, [text]
            continue
        lines += lines_of([block])
    yield said("\n".join(lines), heading=heading)
    beside = [line for note in document.notes.values() for line in lines_of(note)]
    beside += _beside(document.remarks)
    yield said("\n".join(dict.fromkeys(beside)))


def passages_of_deck(deck: OfficeDeck) -> Iterator[Said]:
    """A passage for each slide, with its tables, charts and the speaker's notes; then the layouts."""
    for slide in deck.slides:
        lines = [slide.title, *lines_of(slide.blocks), *slide.notes]
        lines += _beside([each for each in deck.remarks if each.place == slide.place])
        yield said("\n".join(filter(None, lines)), heading=slide.title, place=slide.place)
    yield said("\n".join(_beside([each for each in deck.remarks if not each.place])))


def lines_of(blocks: Sequence[OfficeBlock]) -> list[str]:
    """A line for each paragraph, also in cells; pictures by their descriptions, films by their titles."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(_line(block))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    lines += lines_of(cell.blocks) if not cell.is_covered else []
        elif isinstance(block, Embedded):
            lines.append(block.alt or block.title)
    return [line for line in lines if line]


def _line(paragraph: Paragraph) -> str:
    return " ".join("".join(run.text for run in paragraph.runs if not run.is_prompt).split())


def _beside(remarks: Sequence[Remark]) -> list[str]:
    return [remark.text for remark in remarks if remark.kind in SHOWN_BESIDE and remark.text]
