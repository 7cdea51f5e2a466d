"""What every reader turns a file into: sections of paragraphs, tables, files and notes, in reading order.

Pure. Nothing here knows PowerPoint, Word or the page types; whatever a reader could not express is
said as an `Oddity`, so that no words are lost on the way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, lower case; punctuation and spaces do not count."""
    return WORD.findall(text.casefold())


def normalised(text: str) -> str:
    """A title as it is compared: its words, with single spaces."""
    return " ".join(words_of(text.replace("&", " and ")))


def squeezed(text: str) -> str:
    """A text as two formats agree on it: letters and digits only, since they put spaces differently."""
    return "".join(words_of(text))


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph in one format. `href` is None where the source has no link at all."""

    text: str
    href: str | None = None
    bold: bool = False
    italic: bool = False


ListKind = Literal["", "bullet", "number", "inherited"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `list_kind` "inherited" means that only its layout gives it a bullet."""

    runs: tuple[Run, ...]
    list_kind: ListKind = ""
    level: int = 0
    heading: int = 0
    """Level of a heading inside a section (1 is the highest), 0 for other paragraphs."""
    place: str = ""

    @property
    def text(self) -> str:
        """Its words, with single spaces; a soft line break counts as a space."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def has_link(self) -> bool:
        """Whether the source made any of it a link, wherever that leads."""
        return any(run.href is not None for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """One cell: its paragraphs. The places that a merged cell covers are simply left out."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Its words, one line per paragraph."""
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


@dataclass(frozen=True)
class Embedded:
    """A file inside the source."""

    kind: Literal["file", "video", "picture"]
    data: bytes
    extension: str
    """Lower case, with the dot."""
    title: str = ""
    alt: str = ""
    poster: Embedded | None = None
    """The still picture of a video."""
    place: str = ""

    @property
    def digest(self) -> str:
        """sha256 of its bytes: two shapes that play one file are one file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Note:
    """Words for the speaker, not for the public."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Oddity:
    """Something that a reader saw and that no draft can hold, with its words verbatim."""

    what: str
    """A sentence for the report."""
    text: str = ""
    place: str = ""


Part = Paragraph | Table | Embedded | Note


@dataclass
class SourceSection:
    """A slide, or what stands below a heading."""

    title: str
    place: str
    level: int = 1
    parts: list[Part] = field(default_factory=list)


@dataclass
class Source:
    """A file that was read."""

    name: str
    format: str
    title: str
    has_own_title: bool = False
    """Whether the title stands in the file by itself; else it repeats a heading or the file's name."""
    title_lines: list[Paragraph] = field(default_factory=list)
    """What stands on the title slide below the title."""
    sections: list[SourceSection] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(place, words) of every paragraph and cell: what must land in a draft or in the report."""
        if self.title and self.has_own_title:
            yield "title", self.title
        for line in self.title_lines:
            yield line.place or "title", line.text
        for section in self.sections:
            if section.title:
                yield section.place, section.title
            for part in section.parts:
                place = getattr(part, "place", "") or section.place
                if isinstance(part, Table):
                    for row in part.rows:
                        for cell in row:
                            yield place, cell.text
                elif isinstance(part, Paragraph | Note):
                    yield place, part.text
        for oddity in self.oddities:
            yield oddity.place, oddity.text
