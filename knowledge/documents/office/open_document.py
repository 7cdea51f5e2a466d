"""Reads a .odt as a .docx is read: headings, lists, tables, boxes, notes, headers, boxes to tick.

What suggested changes deleted is no text, comments are remarks, and a bad detail is never an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.documents.office.choices import with_choice
from knowledge.documents.office.items import (
    Cell,
    OfficeBlock,
    OfficeDocument,
    Paragraph,
    Remark,
    Run,
    Table,
    furniture,
    lines_in,
    merged,
)
from knowledge.documents.office.open_drawings import form_controls
from knowledge.documents.office.open_runs import SHAPES, SKIPPED, OpenRuns
from knowledge.documents.office.open_styles import OpenStyles
from knowledge.documents.office.package import (
    Package,
    UnreadablePackage,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)
from knowledge.documents.office.ticks import with_tick, with_ticked_columns
from knowledge.documents.office.word_hanging import Context
from knowledge.documents.office.word_headings import Look, is_in_capitals, with_bold_headings
from knowledge.documents.office.word_lists import NO_ITEM, ListItem

_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip


def read_open_text(source: bytes | Path) -> OfficeDocument:
    """The document. UnreadablePackage where there is no text to read."""
    package = Package(source)
    root = package.xml("content.xml", must_be_whole=True)
    body = child_of(root, "body", "text")
    if body is None:
        raise UnreadablePackage
    styles = package.xml("styles.xml")
    reader = _OpenReader(package, OpenStyles(root, styles), form_controls(body))
    document = OfficeDocument(reader.body(body), reader.notes, reader.remarks)
    if styles is not None:
        reader.beside(styles)
    document.title = package.title()
    document.words = [*_own_words(body), *((each.kind, each.text) for each in reader.furniture)]
    document.remarks += [Remark("unread", fault) for fault in dict.fromkeys(package.faults)]
    return document


class _OpenReader(OpenRuns):
    """Walks the body once, then headers and footers."""

    def body(self, body: XmlElement) -> list[OfficeBlock]:
        """Everything in reading order."""
        blocks = self.blocks(body, Context("content.xml", is_body=True))
        self.remarks += furniture(self.contents, self.page_numbers)
        return with_bold_headings(blocks, self.looks)

    def blocks(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        """Paragraphs, lists, tables and what hangs on them below an element."""
        found: list[OfficeBlock] = []
        for child in element:
            name = local(child)
            if context.is_body and name in {"p", "h", "table"}:
                self.count += 1
                context = replace(context, place=f"paragraph {self.count}")
            if name in {"p", "h"}:
                found += self._paragraph(child, context)
            elif name == "table":
                found.append(self._table(child, context))
            elif name == "list":
                found += self._list(child, context, 0, "")
            elif name in _INDEXES:
                self._contents(child)
            elif name == "section" and _is_hidden(child):
                self.hidden(child, context)
            elif name in SHAPES or name == "a":
                found += self.hanging(child, context)
            elif name and name not in SKIPPED:
                found += self.blocks(child, context)
        return found

    # --- paragraphs ---

    def _paragraph(
        self,
        element: XmlElement,
        context: Context,
        item: ListItem = NO_ITEM,
    ) -> list[OfficeBlock]:
        outer, self.floating = self.floating, []
        outer_bold, self.bold = self.bold, []
        style = attribute(element, "style-name")
        self.text_style = style
        if self.styles.says(style, "paragraph", "display") == "none":
            self.hidden(element, context)
            self.floating, self.bold = outer, outer_bold
            return []
        outer_stressed, self.stressed = self.stressed, []
        runs = tuple(run for run in merged(self.runs(element, context)) if run.text or run.note)
        runs, self.stressed = with_choice(runs, self.stressed), outer_stressed
        text = " ".join("".join(run.text for run in runs).split())
        jumps, self.jumps = self.jumps, []
        if context.is_body and self._is_row_of_contents(style, text, runs, jumps):
            self.contents.append(text)
            self.floating, self.bold = outer, outer_bold
            return []
        for words in jumps:
            what = "A jump inside the document is plain text now"
            self.remarks.append(Remark("jump", what, words, context.place))
        level = figure(attribute(element, "outline-level"), 1) if local(element) == "h" else 0
        level = level or (self.styles.outline(style) if context.is_body else 0)
        is_title = self.styles.is_title(style) and context.is_body and bool(text)
        is_heading = bool(level) and context.is_body and bool(text) and not is_title
        item = NO_ITEM if is_heading or is_title else item
        kind = item.kind
        paragraph = Paragraph(
            with_tick(runs, item.tick), kind, item.level, heading=level if is_heading else 0, place=context.place,
            number=item.number, is_title=is_title, mark=item.mark,
        )  # fmt: skip
        if context.is_body and kind in {"", "number"} and not is_heading:
            sizes = [size for size in self.bold if size is not None]
            is_bold = bool(self.bold) and None not in self.bold
            is_bold = is_bold or is_in_capitals(text)
            self.looks[context.place] = Look(max(sizes, default=0) if is_bold else None, len(text))
        floating, self.floating, self.bold = self.floating, outer, outer_bold
        if context.part == "content.xml" and paragraph.is_page_number:
            self.page_numbers.append(text)
            return floating
        return [paragraph, *floating]

    def _is_row_of_contents(
        self, style: str, text: str, runs: tuple[Run, ...], jumps: list[str]
    ) -> bool:
        if text and self.styles.is_contents(style):
            return True
        has_page = text[-1:].isdigit() and any("\t" in run.text for run in runs)
        return has_page and " ".join(jumps) == text

    # --- what hangs on a paragraph ---

    def hanging(
        self, element: XmlElement, context: Context, href: str | None = None
    ) -> list[OfficeBlock]:
        """A picture, a box, an object, a box to tick, or a group of them."""
        name = local(element)
        inside = replace(context, is_body=False, href=None)
        if name == "a":
            address = attribute(element, "href")
            return [b for child in element for b in self.hanging(child, context, address)]
        if name == "control":
            said = self.forms.get(attribute(element, "control"), "")
            return [Paragraph((Run(said),), place=context.place, is_box=True)] if said else []
        if name == "frame":
            objects = self.drawings.objects(element, context.place, href)
            if objects is not None:
                return objects
        found: list[OfficeBlock] = []
        for child in element:
            if local(child) in SHAPES or local(child) == "a":
                found += self.hanging(child, context, href)
            elif local(child) in {"text-box", "p", "list", "table", "h"}:
                holder = child if local(child) == "text-box" else element
                found += [
                    replace(b, is_box=True) if isinstance(b, Paragraph) else b
                    for b in self.blocks(holder, inside)
                ]
                if holder is element:
                    break
        return found

    def _contents(self, element: XmlElement) -> None:
        body = child_of(element, "index-body")
        for row in body.iter("{*}p", "{*}h") if body is not None else ():
            if text := " ".join("".join(_own_pieces(row)).split()):
                self.contents.append(text)

    # --- lists and tables ---

    def _list(
        self, element: XmlElement, context: Context, level: int, style: str
    ) -> list[OfficeBlock]:
        style = attribute(element, "style-name") or style
        if attribute(element, "continue-numbering") != "true":
            self.counts.pop((style, level), None)
        found: list[OfficeBlock] = []
        for entry in element:
            if local(entry) not in {"list-item", "list-header"}:
                continue
            is_first = local(entry) == "list-item"
            start = attribute(entry, "start-value")
            for child in entry:
                if local(child) == "list":
                    found += self._list(child, context, level + 1, style)
                elif local(child) in {"p", "h"}:
                    if context.is_body:
                        self.count += 1
                        context = replace(context, place=f"paragraph {self.count}")
                    item = self._item(style, level, start) if is_first else NO_ITEM
                    is_first = False
                    found += self._paragraph(child, context, item)
                elif local(child) == "table":
                    found.append(self._table(child, context))
                elif local(child) not in SKIPPED:
                    found += self.blocks(child, context)
        return found

    def _item(self, style: str, level: int, start: str) -> ListItem:
        kind, first = self.styles.list_level(style, level)
        if kind != "number":
            return ListItem("bullet", level, tick=self.styles.tick(style, level))
        key = style, level
        number = figure(start, first) if start else self.counts.get(key, first - 1) + 1
        self.counts[key] = number
        return ListItem("number", level, number, self.styles.mark(style, level, number))

    def _table(self, element: XmlElement, context: Context) -> Table:
        inside = replace(context, is_body=False)
        rows = [
            tuple(self._cells(row, inside))
            for row in element.iter("{*}table-row")
            if next(a for a in row.iterancestors() if local(a) == "table") is element
        ]
        return with_ticked_columns(Table(tuple(row for row in rows if row), place=context.place))

    def _cells(self, row: XmlElement, context: Context) -> Iterator[Cell]:
        across = 0
        for cell in row:
            if local(cell) not in {"table-cell", "covered-table-cell"}:
                continue
            is_covered = local(cell) == "covered-table-cell"
            span = max(figure(attribute(cell, "number-columns-spanned"), 1), 1)
            # A cell on the right that is covered has its place in the one that covers it.
            yield Cell(
                tuple(self.blocks(cell, context)), is_covered, 0 if is_covered and across else span
            )
            across = across - 1 if is_covered and across else span - 1

    # --- beside the body ---

    def beside(self, styles: XmlElement) -> None:
        """Headers and footers go to the remarks, each text once."""
        seen: set[str] = set()
        for element in styles.iter("{*}header", "{*}footer", "{*}header-first", "{*}footer-first",
                                   "{*}header-left", "{*}footer-left"):  # fmt: skip
            kind: Any = local(element).split("-")[0]
            blocks = self.blocks(element, Context("styles.xml"))
            text = "\n".join(line for line in lines_in(blocks) if line)
            if any(map(str.isalpha, text)) and text not in seen:
                seen.add(text)
                remark = Remark(kind, f"The {kind} of the pages", text)
                self.remarks.append(remark)
                self.furniture.append(remark)


def _is_hidden(section: XmlElement) -> bool:
    """Whether a section is hidden, always or for now."""
    return attribute(section, "display") == "none" or attribute(section, "is-hidden") == "true"


def _own_words(body: XmlElement) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph that the file shows or keeps as a comment."""
    for number, element in enumerate(body.iter("{*}p", "{*}h"), start=1):
        if any(local(above) in SKIPPED for above in element.iterancestors()):
            continue
        text = "".join(_own_pieces(element))
        if text.strip():
            yield f"paragraph {number}", " ".join(text.split())


def _own_pieces(element: XmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in {"s", "tab", "line-break", "ruby-text"}:
            yield " "
        if name in {"s", "tab", "line-break"}:
            pass
        elif name and name not in SKIPPED and name not in {"note", "annotation", "frame", "p", "h"}:
            yield from _own_pieces(child)
        yield child.tail or ""
