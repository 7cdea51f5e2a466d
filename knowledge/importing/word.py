"""Makes sections of a Word or OpenDocument text by its headings. Pure apart from unpacking.

What has no place among paragraphs, tables and files stands in the warnings with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from knowledge.documents.office.items import (
    Embedded,
    OfficeBlock,
    OfficeDocument,
    Paragraph,
    Run,
    Table,
    merged,
)
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.word import read_word_document
from knowledge.importing.items import Cell, ImportWarning, Part, Source, SourceSection

_NO_TITLES = {"", "word document", "powerpoint presentation", "microsoft word", "untitled"}


def read_word(data: bytes, name: str) -> Source:
    """The source in a .docx. UnreadablePackage when there is no body to read."""
    return _Sections(read_word_document(data), name, "docx").source


def read_odt(data: bytes, name: str) -> Source:
    """The source in a .odt. UnreadablePackage when there is no body to read."""
    return _Sections(read_open_text(data), name, "odt").source


def title_from_name(name: str) -> str:
    """A title for a file that has none: its name, without ending and dashes."""
    return PurePath(name).stem.replace("-", " ").replace("_", " ").strip().capitalize()


class _Sections:
    """Opens a section at every heading."""

    def __init__(self, document: OfficeDocument, name: str, file_format: str) -> None:
        self.source = Source(name=name, format=file_format, title="")
        self.section: SourceSection | None = None
        self.prompts: list[str] = []
        for block in document.blocks:
            self._add(block)
        for note in document.notes.values():
            self._here("").parts += self._parts(note)
        self._finish(document)

    def _add(self, block: OfficeBlock) -> None:
        source = self.source
        if isinstance(block, Paragraph) and block.text:
            if block.is_title and not source.title and self.section is None:
                source.title, source.has_own_title = block.text, True
                return
            if block.heading:
                self.section = SourceSection(block.text, block.place, block.heading)
                source.sections.append(self.section)
                self.section.parts += _links_of(block)
                return
        parts = self._parts([block])
        if parts:
            self._here(block.place).parts += parts

    def _here(self, place: str) -> SourceSection:
        if self.section is None:
            self.section = SourceSection("", place)
            self.source.sections.append(self.section)
        return self.section

    def _parts(self, blocks: Sequence[OfficeBlock]) -> list[Part]:
        """The blocks without prompts and empty lines; after a table what stands in its cells."""
        parts: list[Part] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                if (paragraph := self._plain(block)).text:
                    parts.append(paragraph)
            elif isinstance(block, Embedded):
                parts += with_link(block)
            else:
                parts += self._table(block)
        return parts

    def _table(self, table: Table) -> list[Part]:
        beside: list[Part] = []
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                if cell.is_covered:
                    continue
                parts = self._parts(cell.blocks)
                boxed = {part for part in parts if isinstance(part, Paragraph) and part.is_box}
                own = (p for p in parts if isinstance(p, Paragraph) and p not in boxed)
                cells.append(Cell(tuple(own)))
                beside += [p for p in parts if not isinstance(p, Paragraph) or p in boxed]
            if cells:
                rows.append(tuple(cells))
        return [Table(tuple(rows), place=table.place), *beside]

    def _plain(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph without boxes to fill in and marks of notes; prompts are gathered."""
        self.prompts += [run.text for run in paragraph.runs if run.is_prompt and run.text.strip()]
        runs = merged(_plain_runs(paragraph.runs))
        return replace(paragraph, runs=tuple(runs), heading=0, is_title=False)

    def _finish(self, document: OfficeDocument) -> None:
        source = self.source
        first = source.sections[0].title if source.sections else ""
        given = document.title if document.title.lower() not in _NO_TITLES else ""
        source.title = source.title or first or given or title_from_name(source.name)
        for section in source.sections:
            section.title = section.title or source.title
        source.warnings += [ImportWarning.of(remark) for remark in document.remarks]
        if self.prompts:
            what = "Prompts of boxes that nobody filled in were left out"
            source.warnings.append(ImportWarning(what, "\n".join(self.prompts)))
        source.words = document.words


def _plain_runs(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        if run.text and not run.is_prompt:
            yield Run(run.text, run.href, run.bold, run.italic, kind=run.kind)


def _links_of(heading: Paragraph) -> list[Part]:
    """The links of a heading, which a title cannot hold, as a line of their own."""
    runs = tuple(run for run in _plain_runs(heading.runs) if run.href)
    return [Paragraph(runs, place=heading.place)] if runs else []


def with_link(embedded: Embedded) -> list[Part]:
    """A picture, and after it a line with the link that lies on it."""
    if embedded.kind != "picture" or embedded.href is None:
        return [embedded]
    words = embedded.alt or embedded.href
    return [embedded, Paragraph((Run(words, href=embedded.href),), place=embedded.place)]
