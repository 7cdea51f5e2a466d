"""What a Word file is made of, as far as its words go: paragraphs, tables, cells, content controls. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.documents.office.items import Control

__all__ = [
    "Block",
    "Control",
    "FormCell",
    "FormRun",
    "FormTable",
    "Paragraph",
    "WordDocument",
    "controls_in",
    "line_of",
    "texts_of",
]


@dataclass(frozen=True)
class FormRun:
    """A stretch of a paragraph inside one control, or outside all."""

    text: str
    control: Control | None = None


@dataclass
class Paragraph:
    """One paragraph, its list mark included; what floats beside it follows as paragraphs of its own."""

    runs: list[FormRun]
    box: bool = False
    """Whether it stands in a text box."""
    heading: int = 0
    """Its level where it is set as a heading, by a style or by bold letters; else 0."""
    lead: str = ""
    """What its first bold letters say, where others follow on the line."""
    is_bold: bool = False
    """Whether all its letters are bold."""

    @property
    def text(self) -> str:
        """Its text; a line break in it is a newline."""
        return "".join(run.text for run in self.runs)


@dataclass
class FormTable:
    """A table, row by row; a cell that continues a merged one from above is there, mostly empty."""

    rows: list[list[FormCell]]


@dataclass
class FormCell:
    """What stands in a cell."""

    blocks: list[Block]
    span: int = 1
    """Columns of the table's grid that it takes up; 0 where another lies over it."""

    @property
    def own_text(self) -> str:
        """Its own paragraphs, one a line, without the tables inside it."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))

    @property
    def text(self) -> str:
        """All its text; a row of a table inside it is a line."""
        return "\n".join(texts_of(self.blocks))


Block = Paragraph | FormTable


@dataclass
class WordDocument:
    """A .docx as it reads."""

    blocks: list[Block]
    beside: list[tuple[str, str]] = field(default_factory=list)
    """(where, text) of what stands outside the body; the same header twice is one."""
    prompts: list[str] = field(default_factory=list)
    """What boxes that nobody filled in ask for, in any language."""
    pictures: int = 0
    """Pictures in the body: a text cannot hold them."""
    has_unread_part: bool = False
    """Whether another file stands in it that Word has not yet made part of the text (altChunk)."""


def texts_of(blocks: list[Block]) -> Iterator[str]:
    """The text of every paragraph, a table's row as one line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (line_of(row) for row in block.rows)


def line_of(row: list[FormCell]) -> str:
    """A row in one line, its cells parted by bars."""
    cells = (" ".join(cell.text.split()) for cell in row)
    return " | ".join(cell for cell in cells if cell)


def controls_in(blocks: list[Block]) -> Iterator[Control]:
    """Every content control that holds some of this text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.control for run in block.runs if run.control)
        else:
            for row in block.rows:
                for cell in row:
                    yield from controls_in(cell.blocks)
