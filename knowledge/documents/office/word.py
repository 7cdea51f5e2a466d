"""Reads a .docx whole: body, tables within tables, boxes, notes, headers, inserted files.

A bad detail is a remark with its place and never an error; `UnreadablePackage` only where there is no
body to read. Text that tracked changes deleted is no text; text that they inserted is.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from lxml import etree

from knowledge.documents.office.drawings import Drawings
from knowledge.documents.office.inserted import inserted_file
from knowledge.documents.office.items import (
    Cell,
    OfficeBlock,
    OfficeDocument,
    Paragraph,
    Remark,
    RemarkKind,
    Run,
    Table,
    furniture,
    left_out,
    lines_in,
)
from knowledge.documents.office.own_words import words_of_word
from knowledge.documents.office.package import (
    Package,
    UnreadablePackage,
    XmlElement,
    attribute,
    child_of,
    figure,
    is_deleted,
    local,
    with_joined_paragraphs,
)
from knowledge.documents.office.ticks import with_tick, with_ticked_columns
from knowledge.documents.office.word_headings import Look, with_bold_headings
from knowledge.documents.office.word_lists import Lists
from knowledge.documents.office.word_runs import NO_TEXT, Context, RunReader, ticked
from knowledge.documents.office.word_styles import Styles

_BESIDE: tuple[tuple[str, RemarkKind, str], ...] = (
    ("header", "header", "The header of the pages"),
    ("footer", "footer", "The footer of the pages"),
    ("comments", "comment", "A comment in the margin"),
)
_ABOVE_CONTENTS = re.compile(
    r"(?:table of )?contents|(?:(?:list|table|index) of )?(?:figures?|tables?|illustrations?|charts?"
    r"|graphs?|diagrams?|pictures?|photo(?:graph)?s?|images?|boxe?s?|equations?|authorities)",
    re.I,
)
DEEPEST_INSERTED = 3


def read_word_document(source: bytes | Path, depth: int = 0) -> OfficeDocument:
    """The document. `depth` counts files that are inserted in each other."""
    package = Package(source)
    main = package.main_part("word/document.xml")
    root = with_joined_paragraphs(package.xml(main, must_be_whole=True))
    body = child_of(root, "body")
    if body is None:
        raise UnreadablePackage
    reader = _WordReader(package, main, depth)
    document = OfficeDocument(reader.body(body), reader.notes(), reader.remarks)
    reader.beside()
    document.title = package.title()
    document.words = [*words_of_word(package, main, reader.styles), *reader.inserted_words]
    document.remarks += [Remark("unread", fault) for fault in dict.fromkeys(package.faults)]
    return document


class _WordReader:
    """Walks the body once, then what stands beside it."""

    def __init__(self, package: Package, main: str, depth: int) -> None:
        self.package, self.main, self.depth = package, main, depth
        self.remarks: list[Remark] = []
        self.inserted_words: list[tuple[str, str]] = []
        self.styles = Styles(self._part("styles"))
        self.lists = Lists(self._part("numbering"), self.styles)
        drawings = Drawings(package, self.remarks)
        self.runs = RunReader(self.styles, drawings, self._prompts(), self._box)
        self.contents: list[str] = []
        self.is_in_list = False
        """Whether the words before were a row of a table of contents or list of figures."""
        self.page_numbers: list[str] = []
        self.looks: dict[str, Look] = {}
        self.count = 0
        self.in_contents = False

    def _part(self, kind: str) -> XmlElement:
        return next(map(self.package.xml, self.package.related(self.main, kind)), None)

    def _prompts(self) -> frozenset[str]:
        """The prompts that the file's own glossary holds for its controls."""
        root = self._part("glossaryDocument")
        return frozenset(
            " ".join("".join(node.text or "" for node in part.iter("{*}t")).split())
            for part in (root.iter("{*}docPartBody") if root is not None else ())
        )

    # --- the body ---

    def body(self, body: XmlElement) -> list[OfficeBlock]:
        """Everything in reading order; lines that are only bold are headings."""
        blocks = self.blocks(body, Context(self.main, is_body=True))
        self._say_furniture()
        return with_bold_headings(blocks, self.looks)

    def blocks(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        """Paragraphs, tables and what hangs on them below an element."""
        found: list[OfficeBlock] = []
        for child in element:
            name = local(child)
            if context.is_body and name in {"p", "tbl", "altChunk"}:
                self.count += 1
                context = replace(context, place=f"paragraph {self.count}")
            if name == "p":
                found += self._paragraph(child, context, found)
            elif name == "tbl":
                found.append(self._table(child, context))
            elif name == "sdt":
                found += self._controlled(child, context)
            elif name == "altChunk":
                found += self._inserted(child, context)
            elif name in {"oMathPara", "oMath"}:
                found += self._paragraph(_alone(child), context, found)
            elif name and name not in NO_TEXT:
                # sdtContent, ins, customXml, smartTag and the like only wrap.
                found += self.blocks(child, context)
        return found

    def _controlled(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        if self.runs.is_contents(element):
            before, self.in_contents = self.in_contents, True
            found = self.blocks(element, context)
            self.in_contents = before
            return found
        inside = self.runs.control(element, context)
        found = self.blocks(element, inside)
        box = child_of(element, "sdtPr", "checkbox")
        if box is not None and not any(isinstance(b, Paragraph) and b.text for b in found):
            mark = Run(ticked(box), control=inside.control)
            return [Paragraph((mark,), place=context.place), *found]
        return found

    def _paragraph(
        self, element: XmlElement, context: Context, before: list[OfficeBlock]
    ) -> list[OfficeBlock]:
        line = self.runs.read(element, context)
        self.remarks += [left_out(kind, words, context.place) for kind, words in line.left_out]
        is_body = context.is_body
        text = " ".join("".join(run.text for run in line.runs).split())
        if is_body and text and (self.in_contents or line.is_contents):
            self._take_contents(text, before)
            return line.floating
        self.is_in_list = self.is_in_list and not text
        for words in line.jumps:
            what = "A jump inside the document is plain text now"
            self.remarks.append(Remark("jump", what, " ".join(words.split()), context.place))
        heading = self.styles.heading(element) if is_body else None
        item = self.lists.item(element)
        is_heading = heading is not None and bool(text)
        runs = with_tick(line.runs, "" if is_heading else item.tick)
        paragraph = Paragraph(
            runs,
            "" if is_heading else item.kind,
            0 if is_heading else item.level,
            heading=(heading or 0) if is_heading else 0,
            place=context.place,
            number=None if is_heading else item.number,
            is_title=is_heading and heading == 0,
            mark="" if is_heading else item.mark,
        )
        if context.part == self.main and paragraph.is_page_number:
            self.page_numbers.append(text)
            return line.floating
        if is_body and not is_heading and item.kind in {"", "number"}:
            self.looks[context.place] = Look(line.bold_size, len(text))
        return [paragraph, *line.floating]

    def _take_contents(self, text: str, before: list[OfficeBlock]) -> None:
        """A row of the table of contents or of a list of figures, with what stands above the first."""
        while not self.is_in_list and before and isinstance(before[-1], Paragraph):
            above = before[-1]
            if above.text and not _ABOVE_CONTENTS.fullmatch(above.text.strip(" :")):
                break
            before.pop()
            if above.text:
                self.contents.append(above.text)
                break
        self.contents.append(text)
        self.is_in_list = True

    def _say_furniture(self) -> None:
        self.remarks += furniture(self.contents, self.page_numbers)

    def _box(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        """What stands in a text box."""
        return [
            replace(block, is_box=True) if isinstance(block, Paragraph) else block
            for block in self.blocks(element, replace(context, is_body=False))
        ]

    def _inserted(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        """A whole file that a program put in and Word has not yet made part of the text."""
        relation = self.runs.drawings.relation(context.part, attribute(element, "id"))
        data = self.package.read(relation.target) if relation and not relation.is_external else None
        nested: OfficeDocument | None = None
        if data is not None and relation is not None and self.depth < DEEPEST_INSERTED:
            nested = inserted_file(data, lambda part: read_word_document(part, self.depth + 1))
        if nested is None:
            name = relation.target if relation else ""
            what = "A file that was inserted and cannot be read here; open the document in Word, save it again"
            self.remarks.append(Remark("unread", what, name, context.place))
            return []
        self.remarks += [replace(each, place=context.place) for each in nested.remarks]
        self.inserted_words += [(context.place, words) for _, words in nested.words]
        notes = [block for blocks in nested.notes.values() for block in blocks]
        return [*nested.blocks, *notes]

    # --- tables ---

    def _table(self, element: XmlElement, context: Context) -> Table:
        inside = replace(context, is_body=False)
        table = Table(tuple(self._rows(element, inside)), place=context.place)
        return with_ticked_columns(table)

    def _rows(self, element: XmlElement, context: Context) -> list[tuple[Cell, ...]]:
        rows: list[tuple[Cell, ...]] = []
        for child in element:
            name = local(child)
            if name == "tr":
                if not is_deleted(child):
                    rows.append(tuple(self._cells(child, context)))
            elif name == "sdt":
                rows += self._rows(child, self.runs.control(child, context))
            elif name and name not in NO_TEXT:
                rows += self._rows(child, context)
        return [row for row in rows if row]

    def _cells(self, element: XmlElement, context: Context) -> list[Cell]:
        cells: list[Cell] = []
        for child in element:
            name = local(child)
            if name == "tc":
                blocks = [] if is_deleted(child) else self.blocks(child, context)
                cells.append(Cell(tuple(blocks), _is_covered(child), _span(child)))
            elif name == "sdt":
                cells += self._cells(child, self.runs.control(child, context))
            elif name and name not in NO_TEXT:
                cells += self._cells(child, context)
        return cells

    # --- beside the body ---

    def notes(self) -> dict[str, tuple[OfficeBlock, ...]]:
        """Footnotes and endnotes by their keys."""
        found: dict[str, tuple[OfficeBlock, ...]] = {}
        for kind in ("footnote", "endnote"):
            for part in self.package.related(self.main, f"{kind}s"):
                root = with_joined_paragraphs(self.package.xml(part))
                number = 0
                for note in root if root is not None else ():
                    if local(note) == kind and attribute(note, "type") in {"", "normal"}:
                        number += 1
                        context = Context(part, f"{kind} {number}")
                        found[f"{kind} {attribute(note, 'id')}"] = tuple(self.blocks(note, context))
        return found

    def beside(self) -> None:
        """Headers, footers and comments go to the remarks, each text once."""
        for relation, kind, what in _BESIDE:
            seen: set[str] = set()
            for part in self.package.related(self.main, relation):
                root = with_joined_paragraphs(self.package.xml(part))
                if root is None:
                    continue
                texts = lines_in(self.blocks(root, Context(part)))
                text = "\n".join(line for line in texts if line)
                if text not in seen and any(letter.isalpha() for letter in text):
                    seen.add(text)
                    self.remarks.append(Remark(kind, what, text))


def _alone(element: XmlElement) -> XmlElement:
    """A formula that stands between paragraphs, in a paragraph of its own."""
    holder = etree.Element("p")
    holder.append(deepcopy(element))
    return holder


def _span(cell: XmlElement) -> int:
    """Columns that a cell of Word takes up."""
    return max(figure(attribute(child_of(cell, "tcPr", "gridSpan"), "val"), 1), 1)


def _is_covered(cell: XmlElement) -> bool:
    """Whether a merged cell lies over it: one below, or, in old files, one to the right."""
    properties = child_of(cell, "tcPr")
    for name in ("vMerge", "hMerge"):
        merge = child_of(properties, name)
        if merge is not None and attribute(merge, "val") in {"", "continue"}:
            return True
    return child_of(properties, "cellDel") is not None
