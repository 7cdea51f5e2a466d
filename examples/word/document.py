"""What stands in a .docx, in reading order, with line breaks, list items and content controls.

No word is lost: text boxes, notes, comments, headers, footers, diagrams and formulas come too. Text
that tracked changes deleted is no text; text that they inserted is. Reads elements by their local
names, so that the strict and the usual kind of OOXML are both understood. Opens nothing that a guard
has not let through first.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from examples.word.blocks import (
    Block,
    Cell,
    Control,
    Paragraph,
    Piece,
    Table,
    WordDocument,
    texts_of,
)
from examples.word.numbering import ListMarks

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_NO_TEXT = {
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sdtPr",
    "sdtEndPr",
    "sectPr",
    "Fallback",
}
_BESIDE = (
    ("header", "The top of the pages"),
    ("footer", "The foot of the pages"),
    ("comments", "A comment in the margin"),
    ("diagramData", "A diagram"),
    ("chart", "A chart"),
)


class UnreadableDocument(Exception):
    """The parts of the file do not make a document."""


def read_document(data: bytes) -> WordDocument:
    """The document in these bytes. UnreadableDocument when its parts are missing or broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive).document()
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        OSError,
        EOFError,
        RecursionError,
    ) as error:
        raise UnreadableDocument from error


class _Reader:
    """Walks the main part once, then what stands beside it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.main = self._main_part()
        self.relations = list(self._relations(self.main))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.used: set[tuple[str, str]] = set()
        self.marks = ListMarks(self._first("numbering"), self._first("styles"))
        self.pictures = 0

    def document(self) -> WordDocument:
        root = self._xml(self.main)
        body = next(_named(root, "body"), None)
        if body is None:
            raise UnreadableDocument
        blocks = self._blocks(body, None)
        beside = [*self._unused_notes(), *self._beside()]
        is_chunked = any(kind == "aFChunk" for kind, _ in self.relations)
        return WordDocument(blocks, beside, self.pictures, is_chunked)

    # --- parts ---

    def _xml(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name), etree.XMLParser(**_PARSER))

    def _main_part(self) -> str:
        for kind, target in self._relations(""):
            if kind == "officeDocument":
                return target
        raise UnreadableDocument

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        """(kind, part name) of what a part refers to inside the file."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.archive.namelist():
            return
        for relation in self._xml(path):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            yield kind, posixpath.normpath(full)

    def _parts(self, kind: str) -> list[Any]:
        names = dict.fromkeys(target for found, target in self.relations if found == kind)
        return [self._xml(name) for name in names if name in self.archive.namelist()]

    def _first(self, kind: str) -> Any:
        return next(iter(self._parts(kind)), None)

    def _notes(self, kind: str) -> dict[str, Any]:
        return {
            _value(note, "id"): note
            for root in self._parts(f"{kind}s")
            for note in root
            if _value(note, "type") in ("", "normal")
        }

    # --- blocks ---

    def _blocks(self, element: Any, control: Control | None) -> list[Block]:
        found: list[Block] = []
        for child in element:
            name = _name(child)
            if name == "p":
                found += self._paragraphs(child, control)
            elif name == "tbl":
                found.append(Table(list(self._rows(child, control))))
            elif name == "sdt":
                found += self._blocks(child, _control(child) or control)
            elif name and name not in _NO_TEXT:
                # sdtContent, ins, customXml, smartTag and the like only wrap.
                found += self._blocks(child, control)
        return found

    def _rows(self, element: Any, control: Control | None) -> Iterator[list[Cell]]:
        for child in element:
            name = _name(child)
            if name == "tr":
                if not _is_deleted_row(child):
                    yield list(self._cells(child, control))
            elif name == "sdt":
                yield from self._rows(child, _control(child) or control)
            elif name and name not in _NO_TEXT:
                yield from self._rows(child, control)

    def _cells(self, element: Any, control: Control | None) -> Iterator[Cell]:
        for child in element:
            name = _name(child)
            if name == "tc":
                yield Cell(self._blocks(child, control))
            elif name == "sdt":
                yield from self._cells(child, _control(child) or control)
            elif name and name not in _NO_TEXT:
                yield from self._cells(child, control)

    # --- paragraphs ---

    def _paragraphs(self, element: Any, control: Control | None) -> list[Block]:
        floating: list[Block] = []
        pieces = _joined(self._pieces(element, control, floating))
        mark = self.marks.mark(element) if any(piece.text.strip() for piece in pieces) else ""
        if mark:
            inside = next((piece.control for piece in pieces if piece.text.strip()), control)
            pieces = _joined(iter([Piece(mark, inside), *pieces]))
        return [Paragraph(pieces), *floating]

    def _pieces(
        self, element: Any, control: Control | None, floating: list[Block]
    ) -> Iterator[Piece]:
        for child in element:
            name = _name(child)
            if name == "t":
                yield Piece(child.text or "", control)
            elif name in ("br", "cr"):
                yield Piece("\n", control)
            elif name in ("tab", "ptab"):
                yield Piece("\t", control)
            elif name == "noBreakHyphen":
                yield Piece("-", control)
            elif name in ("footnoteReference", "endnoteReference"):
                if said := self._note(name.removesuffix("Reference"), _value(child, "id")):
                    yield Piece(f" ({said})", control)
            elif name == "txbxContent":
                floating += _as_box(self._blocks(child, None))
            elif name == "sdt":
                yield from self._pieces(child, _control(child) or control, floating)
            elif name and name not in _NO_TEXT:
                self.pictures += name in ("blip", "imagedata")
                yield from self._pieces(child, control, floating)

    def _note(self, kind: str, key: str) -> str:
        note = self.notes[kind].get(key)
        if note is None:
            return ""
        self.used.add((kind, key))
        return self._text_of(note)

    def _text_of(self, root: Any) -> str:
        """All the words below an element in one line."""
        blocks = self._blocks(root, None)
        return " ".join(" ".join(text.split()) for text in texts_of(blocks) if text.strip())

    # --- beside the body ---

    def _unused_notes(self) -> Iterator[tuple[str, str]]:
        for kind, notes in self.notes.items():
            for key, note in notes.items():
                if (kind, key) not in self.used and (said := self._text_of(note)):
                    yield f"A {kind}", said

    def _beside(self) -> Iterator[tuple[str, str]]:
        for kind, where in _BESIDE:
            seen: set[str] = set()
            for root in self._parts(kind):
                is_drawing = kind in ("diagramData", "chart")
                said = _drawn(root) if is_drawing else self._lines_of(root)
                if said and said not in seen:
                    seen.add(said)
                    yield where, said

    def _lines_of(self, root: Any) -> str:
        return "\n".join(text for text in texts_of(self._blocks(root, None)) if text.strip())


def _as_box(blocks: list[Block]) -> list[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            block.box = True
    return blocks


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours in one control as one piece: Word splits text anywhere, as in "31" + "st"."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].control == piece.control:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.control)
        elif piece.text:
            joined.append(piece)
    return joined


def _drawn(root: Any) -> str:
    """The texts of a chart or diagram, one a line."""
    texts = (node.text or "" for node in root.iter() if _name(node) in ("t", "v"))
    return "\n".join(text.strip() for text in texts if text.strip())


def _control(element: Any) -> Control | None:
    """The control an sdt is, or None when it has no name of its own (a table of contents, a group)."""
    found = {"tag": "", "alias": ""}
    for properties in (child for child in element if _name(child) == "sdtPr"):
        for child in properties:
            if _name(child) in found:
                found[_name(child)] = _value(child, "val")
    return Control(**found) if any(found.values()) else None


def _is_deleted_row(row: Any) -> bool:
    properties = next((child for child in row if _name(child) == "trPr"), None)
    return properties is not None and any(_name(child) == "del" for child in properties)


def _named(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if _name(element) == name)


def _name(element: Any) -> str:
    """An element's local name; "" for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _value(element: Any, attribute: str) -> str:
    """An attribute by its local name, whatever its namespace; "" where it is not."""
    return next(
        (str(value) for key, value in element.items() if key.rsplit("}", 1)[-1] == attribute), ""
    )
