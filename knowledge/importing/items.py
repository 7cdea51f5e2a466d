"""What every reader turns a file into: sections of paragraphs, tables, files and notes, in reading order.

Pure. Nothing here knows PowerPoint, Word or the page types; whatever a reader could not express is
said as an `ImportWarning`, so that no words are lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.documents.office.items import (
    Cell,
    Embedded,
    ListKind,
    Paragraph,
    Remark,
    Run,
    Table,
)

__all__ = [
    "Cell",
    "Embedded",
    "ImportWarning",
    "ListKind",
    "Note",
    "Paragraph",
    "Part",
    "Run",
    "Source",
    "SourceSection",
    "Table",
    "normalised",
    "squeezed",
    "words_of",
]
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
class Note:
    """Words for the speaker, not for the public."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class ImportWarning:
    """Something that a reader saw and that no draft can hold, with its words verbatim."""

    what: str
    """A sentence for the report."""
    text: str = ""
    place: str = ""

    @classmethod
    def of(cls, remark: Remark) -> ImportWarning:
        """What the reader of Office files remarked."""
        return cls(remark.what, remark.text, remark.place)


Part = Paragraph | Table | Embedded | Note


@dataclass
class SourceSection:
    """A slide, or what stands below a heading."""

    title: str
    place: str
    level: int = 1
    parts: list[Part] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(place, words) of its title, paragraphs, cells and notes."""
        if self.title:
            yield self.place, self.title
        for part in self.parts:
            place = getattr(part, "place", "") or self.place
            if isinstance(part, Table):
                for row in part.rows:
                    for cell in row:
                        yield place, cell.text
            elif isinstance(part, Paragraph | Note):
                yield place, part.text


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
    warnings: list[ImportWarning] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    """(place, words) of all that an Office file's own XML says."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """(place, words) of every paragraph and cell: what must land in a draft or in the report.

        Of an Office file by its own XML, not by what its reader made of it.
        """
        if self.words:
            yield from self.words
            return
        if self.title and self.has_own_title:
            yield "title", self.title
        for line in self.title_lines:
            yield line.place or "title", line.text
        for section in self.sections:
            yield from section.texts()
        for warning in self.warnings:
            yield warning.place, warning.text


def _texts_of(part: object) -> Iterator[str]:
    if isinstance(part, Table):
        for row in part.rows:
            yield from (cell.text for cell in row)
    elif isinstance(part, Paragraph | Note):
        yield part.text
