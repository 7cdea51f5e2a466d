"""Reads a .docx by its headings: paragraphs, lists, links, tables within tables, boxes, notes, files.

Pure apart from unpacking. Text that tracked changes deleted is not text; text that they inserted is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from knowledge.importing.items import (
    Cell,
    Embedded,
    Oddity,
    Part,
    Source,
    SourceSection,
    Table,
    words_of,
)
from knowledge.importing.word_text import WordText

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
_BESIDE = {
    "header": "The header of the pages",
    "footer": "The footer of the pages",
    "comments": "A comment in the margin",
}
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def read_word(data: bytes, name: str) -> Source:
    """The source in a .docx. Raises whatever python-docx raises when the file is broken inside."""
    document = Document(io.BytesIO(data))
    reader = _WordReader(document, name)
    reader.read_body(document.element.body)
    reader.read_beside()
    return reader.finished((document.core_properties.title or "").strip())


class _WordReader:
    """Walks the body once, opening a section at every heading."""

    def __init__(self, document: Any, name: str) -> None:
        self.part = document.part
        self.words = WordText(document)
        self.source = Source(name=name, format="docx", title="")
        self.section: SourceSection | None = None
        self.boxes: list[Any] = []
        self.count = 0

    @property
    def place(self) -> str:
        return f"paragraph {self.count}"

    def read_body(self, body: Any) -> None:
        for element in _blocks(body):
            self.count += 1
            if element.tag == qn("w:tbl"):
                self._here().parts += self._table(element)
                continue
            level = self.words.heading_level(element)
            paragraph = self.words.paragraph(element, self.place)
            if level == 0 and paragraph.text and not self.source.title and self.section is None:
                self.source.title, self.source.has_own_title = paragraph.text, True
            elif level and level > 0 and paragraph.text:
                self.section = SourceSection(paragraph.text, self.place, level)
                self.source.sections.append(self.section)
            elif paragraph.text:
                self._here().parts.append(paragraph)
            self._add_inside(element)

    def _here(self) -> SourceSection:
        if self.section is None:
            self.section = SourceSection("", self.place)
            self.source.sections.append(self.section)
        return self.section

    def _add_inside(self, element: Any) -> None:
        """Text boxes, pictures and files that hang on a paragraph or stand in a cell."""
        parts: list[Part] = []
        for box in _boxes(element):
            for inner in _blocks(box):
                if inner.tag == qn("w:tbl"):
                    parts += self._table(inner)
                elif (paragraph := self.words.paragraph(inner, self.place)).text:
                    parts.append(paragraph)
        parts += self._pictures(element)
        parts += self._files(element)
        if parts:
            self._here().parts += parts

    def _pictures(self, element: Any) -> Iterator[Part]:
        for blip in element.iter(qn("a:blip")):
            key = blip.get(qn("r:embed"))
            if not key or key not in self.part.related_parts:
                continue
            image = self.part.related_parts[key]
            extension = "." + image.partname.ext.lower()
            drawing = next(blip.iterancestors(qn("w:drawing")), None)
            properties = next(drawing.iter("{*}docPr"), None) if drawing is not None else None
            alt = (properties.get("descr") or "").strip() if properties is not None else ""
            if extension in _PICTURES:
                yield Embedded("picture", image.blob, extension, alt, alt, place=self.place)
            else:
                self._odd(f"A picture in a format that browsers do not show ({extension})", alt)

    def _files(self, element: Any) -> Iterator[Part]:
        for ole in element.iter("{urn:schemas-microsoft-com:office:office}OLEObject"):
            key = ole.get(qn("r:id"))
            if key and key in self.part.related_parts:
                target = self.part.related_parts[key]
                extension = "." + target.partname.ext.lower()
                yield Embedded("file", target.blob, extension, place=self.place)
            else:
                self._odd("A linked file that is not inside the document", ole.get("ProgID") or "")

    def _odd(self, what: str, text: str = "") -> None:
        self.source.oddities.append(Oddity(what, text, self.place))

    # --- tables ---

    def _table(self, element: Any) -> list[Part]:
        """The table, and after it the tables that stand in its cells and what hangs in them."""
        inner: list[Part] = []
        rows = []
        for row in _rows(element):
            cells = []
            for cell in _children(row, {qn("w:tc")}):
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) in {None, "continue"}:
                    continue
                paragraphs = []
                for block in _blocks(cell):
                    if block.tag == qn("w:tbl"):
                        inner += self._table(block)
                    elif (paragraph := self.words.paragraph(block, self.place)).text:
                        paragraphs.append(paragraph)
                    if block.tag == qn("w:p"):
                        inner += [*self._pictures(block), *self._files(block)]
                        for box in _boxes(block):
                            inner += [
                                found
                                for inner_block in _blocks(box)
                                if (found := self.words.paragraph(inner_block, self.place)).text
                            ]
                cells.append(Cell(tuple(paragraphs)))
            if cells:
                rows.append(tuple(cells))
        return [Table(tuple(rows), place=self.place), *inner]

    # --- beside the body ---

    def read_beside(self) -> None:
        """Headers and footers go to the report, footnotes below the last section."""
        seen: set[str] = set()
        for relation in self.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1]
            if relation.is_external or kind not in {*_BESIDE, *_NOTES}:
                continue
            root = etree.fromstring(
                relation.target_part.blob,
                etree.XMLParser(resolve_entities=False, no_network=True),
            )
            if kind in _BESIDE:
                text = " ".join("".join(self.words.texts_of(root)).split())
                if words_of(text) and text not in seen:
                    seen.add(text)
                    self.source.oddities.append(Oddity(_BESIDE[kind], text))
                continue
            for number, note in enumerate(
                (note for note in root if note.get(qn("w:type")) in {None, "normal"}), start=1
            ):
                for element in _blocks(note):
                    paragraph = self.words.paragraph(
                        element, f"{_NOTES[kind]} {number}", relation.target_part
                    )
                    if paragraph.text:
                        self._here().parts.append(paragraph)

    def finished(self, property_title: str) -> Source:
        """The source, with a title: a paragraph of style Title, the first heading, or the file's own."""
        source = self.source
        first = source.sections[0].title if source.sections else ""
        source.title = source.title or first or property_title
        for section in source.sections:
            section.title = section.title or source.title
        for what, text in self.words.oddities:
            source.oddities.append(Oddity(what, text))
        return source


def _children(element: Any, tags: set[str]) -> Iterator[Any]:
    """The children of these tags, also inside content controls, inserted stretches and wrappers."""
    through = {
        qn("w:sdt"),
        qn("w:sdtContent"),
        qn("w:ins"),
        qn("w:smartTag"),
        qn("w:customXml"),
        qn("w:moveTo"),
    }
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in through:
            yield from _children(child, tags)


def _blocks(element: Any) -> Iterator[Any]:
    return _children(element, {qn("w:p"), qn("w:tbl")})


def _rows(element: Any) -> Iterator[Any]:
    return _children(element, {qn("w:tr")})


def _boxes(element: Any) -> Iterator[Any]:
    """Text boxes on a paragraph. Each stands in the file twice, for new and for old versions of Word."""
    for box in element.iter(qn("w:txbxContent")):
        fallback = any(True for _ in box.iterancestors(f"{_MC}Fallback"))
        if not fallback:
            yield box
