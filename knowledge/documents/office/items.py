"""What the reader of Office files gives: paragraphs, tables, pictures and files, in reading order.

Pure. Nothing here knows Word, slides or the page types. What has no place in that order, or could not
be read, is a `Remark` with its words and its place, so that nothing vanishes without a word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from knowledge.documents.office.page_numbers import is_beside_a_number

TICKED, UNTICKED = "☒", "☐"
"""How a box to tick is written, whichever of Word's five kinds it is."""


@dataclass(frozen=True)
class Control:
    """A content control: a box to fill in. LibreOffice drops the tag and keeps the alias at most."""

    tag: str
    alias: str


RunKind = Literal["", "formula", "page", "unsure"]


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph in one format; a line break in it is "\\n", a tab "\\t".

    `href` is None where the source has no link at all, "" where its link leads nowhere.
    """

    text: str
    href: str | None = None
    bold: bool = False
    italic: bool = False
    control: Control | None = None
    is_prompt: bool = False
    """Whether it is the prompt of a box that nobody filled in."""
    note: str = ""
    """Key of the footnote or endnote that is referred to here; such a run has no text."""
    kind: RunKind = ""
    """What it is beside words: a formula, a number that a field made of the file's pages, or a prompt of
    which nothing tells whether somebody has written over it."""


ListKind = Literal["", "bullet", "number", "inherited"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `list_kind` "inherited" means that only its layout gives it a bullet."""

    runs: tuple[Run, ...]
    list_kind: ListKind = ""
    level: int = 0
    """Depth in a list, from 0."""
    heading: int = 0
    """Level of a heading (1 is the highest), 0 for other paragraphs."""
    place: str = ""
    number: int | None = None
    """What its list counts it as, where that is known."""
    mark: str = ""
    """How its list writes that number where it counts in letters: "c)", "(iv)"."""
    is_title: bool = False
    """Whether it is the title of the whole document."""
    is_box: bool = False
    """Whether it stands in a text box beside the text."""

    @property
    def text(self) -> str:
        """Its words, with single spaces; a soft line break counts as a space."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula that stands alone."""
        said = [run for run in self.runs if run.text.strip(" .,;\n\t")]
        return bool(said) and all(run.kind == "formula" for run in said)

    @property
    def is_page_number(self) -> bool:
        """Whether it only says which page of the file it stands on, as "Page 3 of 12"."""
        beside = "".join(run.text for run in self.runs if run.kind != "page")
        return any(run.kind == "page" for run in self.runs) and is_beside_a_number(beside)

    @property
    def has_link(self) -> bool:
        """Whether the source made any of it a link, wherever that leads."""
        return any(run.href is not None for run in self.runs)


@dataclass(frozen=True)
class Embedded:
    """A file inside the source; of a video that plays from elsewhere only its address."""

    kind: Literal["file", "video", "picture"]
    data: bytes
    extension: str
    """Lower case, with the dot."""
    title: str = ""
    alt: str = ""
    """Its description; "" where it has none that says anything."""
    poster: Embedded | None = None
    """The still picture of a video."""
    place: str = ""
    href: str | None = None
    """Where a click on it leads, or where the video is."""
    is_decorative: bool = False
    """Whether its author said that it needs no description."""

    @property
    def digest(self) -> str:
        """sha256 of its bytes: two shapes that show one file are one file."""
        return hashlib.sha256(self.data or (self.href or "").encode()).hexdigest()


@dataclass(frozen=True)
class Cell:
    """One cell: paragraphs, tables, pictures and files."""

    blocks: tuple[Paragraph | Table | Embedded, ...]
    is_covered: bool = False
    """Whether a merged cell lies over it, so that nobody sees it."""
    span: int = 1
    """Columns that it takes up, where no covered cells stand in their places."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its own paragraphs, without those of tables inside it."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def text(self) -> str:
        """The words of its own paragraphs, one line each."""
        return "\n".join(part.text for part in self.paragraphs if part.text)


@dataclass(frozen=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str = ""

    @property
    def texts(self) -> list[list[str]]:
        """The words of every cell."""
        return [[cell.text for cell in row] for row in self.rows]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(label, value) of every row, all cells after the first being the value."""
        return [
            (row[0].text, "\n".join(cell.text for cell in row[1:] if cell.text))
            for row in self.rows
            if row
        ]


OfficeBlock = Paragraph | Table | Embedded

RemarkKind = Literal[
    "header", "footer", "comment", "chart", "diagram", "layout", "hidden", "struck", "prompt", "contents",
    "furniture", "alt", "jump", "unread",
]  # fmt: skip
SHOWN_BESIDE: frozenset[str] = frozenset({"header", "footer", "chart", "layout", "unread"})
"""Kinds whose words whoever opens the file sees, though they are no part of the running text."""


@dataclass(frozen=True)
class Remark:
    """Something outside the running text, or that could not be read, with its words verbatim."""

    kind: RemarkKind
    what: str
    """A sentence for the report."""
    text: str = ""
    place: str = ""


def furniture(contents: Sequence[str], page_numbers: Sequence[str]) -> Iterator[Remark]:
    """What a program makes of a text and the hub does not show, each kind in one remark."""
    if contents:
        what = "The table of contents, or a list of figures or tables, which name what stands in the text"
        yield Remark("contents", what, "\n".join(contents))
    if page_numbers:
        yield Remark("furniture", "Numbers of the file's pages", "\n".join(page_numbers))


def left_out(kind: Literal["hidden", "struck"], words: str, place: str) -> Remark:
    """Words that are in the file and that its writer does not say, or says no more."""
    what = {
        "hidden": "Text that is hidden in the file",
        "struck": "Text that is struck through in the file, as in a choice that was not made",
    }
    return Remark(kind, what[kind], words, place)


@dataclass
class OfficeDocument:
    """A text document: .docx or .odt."""

    blocks: list[OfficeBlock]
    notes: dict[str, tuple[OfficeBlock, ...]] = field(default_factory=dict)
    """Footnotes and endnotes by key ("footnote 2"), in the order of the file."""
    remarks: list[Remark] = field(default_factory=list)
    title: str = ""
    """What the file's properties call it."""
    words: list[tuple[str, str]] = field(default_factory=list)
    """(place, words) of all that the file's own XML says and that is not struck out."""


@dataclass
class Slide:
    """A slide: its title, and what stands on it in reading order."""

    number: int
    title: str = ""
    blocks: list[OfficeBlock] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Words for the speaker."""
    placeholders: frozenset[str] = frozenset()
    """Kinds of its placeholders, "body" for one without a kind."""
    is_hidden: bool = False

    @property
    def place(self) -> str:
        """For people: "slide 3"."""
        return f"slide {self.number}"


@dataclass
class OfficeDeck:
    """A presentation."""

    slides: list[Slide]
    remarks: list[Remark] = field(default_factory=list)
    title: str = ""
    words: list[tuple[str, str]] = field(default_factory=list)


def paragraphs_in(blocks: tuple[OfficeBlock, ...] | list[OfficeBlock]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_in(cell.blocks)


def lines_in(blocks: Sequence[OfficeBlock]) -> list[str]:
    """The words of every paragraph, and of every row of a table in one line."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                cells = (" ".join(lines_in(cell.blocks)) for cell in row if not cell.is_covered)
                found.append(" ".join(cell for cell in cells if cell))
    return found


def merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours in one format as one run: Word splits them anywhere, as in "31" + "st"."""
    last: Run | None = None
    for run in runs:
        if last is not None and not last.note and _format(last) == _format(run):
            last = Run(
                last.text + run.text, last.href, last.bold, last.italic, last.control,
                last.is_prompt, kind=last.kind,
            )  # fmt: skip
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _format(run: Run) -> tuple[object, ...]:
    return run.href, run.bold, run.italic, run.control, run.is_prompt, run.note, run.kind
