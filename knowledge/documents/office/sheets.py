"""Reads a .xlsx row by row, also in the strict kind and where its declared size is wrong.

Hidden sheets, rows and columns are left out, and so are comments; text boxes and charts are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from lxml import etree
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from knowledge.documents.office.drawings import chart_lines
from knowledge.documents.office.guard import UnsafeArchive
from knowledge.documents.office.package import (
    Package,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)

MOST_CHARACTERS = 20_000_000
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}


def sheets_of(source: bytes | Path) -> Iterator[tuple[str, list[str]]]:
    """(name, lines) of every sheet that is shown, each row a line.

    UnreadablePackage without a workbook; UnsafeArchive where cells share so long a text that together
    they say more than is read.
    """
    package = Package(source)
    main = package.main_part("xl/workbook.xml")
    workbook = package.xml(main, must_be_whole=True)
    relations = package.relations(main)
    cells = _Cells(package, main, workbook)
    sheets = child_of(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        relation = relations.get(attribute(sheet, "id"))
        if relation is None or sheet.get("state") in {"hidden", "veryHidden"}:
            continue
        lines = list(cells.lines(relation.target))
        yield sheet.get("name") or "", [*lines, *_beside(package, relation.target)]


def _beside(package: Package, part: str) -> Iterator[str]:
    """Words in text boxes and charts on a sheet."""
    charts = package.related(part, "chart")
    for name in package.related(part, "drawing"):
        root = package.xml(name)
        for paragraph in root.iter("{*}p") if root is not None else ():
            text = "".join(node.text or "" for node in paragraph.iter("{*}t"))
            if text.strip():
                yield text
        charts += package.related(name, "chart", "chartEx")
    for name in charts:
        root = package.xml(name)
        yield from (line for line in (chart_lines(root) if root is not None else ()) if line)


class _Cells:
    """Turns cells into words; holds what they share."""

    def __init__(self, package: Package, main: str, workbook: XmlElement) -> None:
        self.package = package
        self.shared = [
            _words(item)
            for name in package.related(main, "sharedStrings")
            for item in _items(package.read(name))
        ]
        properties = child_of(workbook, "workbookPr")
        is_mac = attribute(properties, "date1904") in {"1", "true"}
        self.epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
        self.dates = _date_styles(package, main)
        self.characters = 0

    def lines(self, part: str) -> Iterator[str]:
        """The rows of a sheet that hold something."""
        data = self.package.read(part)
        hidden: set[int] = set()
        for element in _elements(data, ("{*}col", "{*}row")):
            if element.get("hidden") in {"1", "true"}:
                if local(element) == "col":
                    last = min(figure(element.get("max", "0")), 20_000)
                    hidden |= set(range(figure(element.get("min", "0")), last + 1))
                continue
            if local(element) == "row":
                values = (self._value(cell) for cell in element if not _is_hidden(cell, hidden))
                if line := " ".join(value for value in self._counted(values) if value):
                    yield line

    def _counted(self, values: Iterator[str]) -> Iterator[str]:
        """The values, until there are more than anybody reads: many cells may share one long text."""
        for value in values:
            self.characters += len(value)
            if self.characters > MOST_CHARACTERS:
                raise UnsafeArchive("too much")
            yield value

    def _value(self, cell: XmlElement) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words(child_of(cell, "is"))
        found = child_of(cell, "v")
        text = (found.text or "").strip() if found is not None else ""
        if not text:
            return ""
        if kind == "s":
            at = figure(text, -1)
            return self.shared[at] if 0 <= at < len(self.shared) else ""
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        return self._number(text, cell.get("s", "")) if kind == "n" else text

    def _number(self, text: str, style: str) -> str:
        try:
            value = float(text)
            if style in self.dates:
                return _said(from_excel(value, self.epoch))
        except (ValueError, OverflowError):
            return text
        return f"{value:.15g}" if abs(value) < 1e15 else text


def _said(value: XmlElement) -> str:
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def _is_hidden(cell: XmlElement, hidden: set[int]) -> bool:
    if not hidden:
        return False
    letters = "".join(letter for letter in cell.get("r", "") if letter.isalpha())
    return bool(letters) and len(letters) <= 3 and column_index_from_string(letters) in hidden


def _date_styles(package: Package, main: str) -> set[str]:
    """The numbers of the cell styles that show a date or a time."""
    root = next(map(package.xml, package.related(main, "styles")), None)
    own = {
        figure(each.get("numFmtId", "0")): each.get("formatCode") or ""
        for each in (root.iter("{*}numFmt") if root is not None else ())
    }
    formats = child_of(root, "cellXfs")
    found = set()
    for number, each in enumerate(formats if formats is not None else ()):
        key = figure(each.get("numFmtId", "0"))
        if is_date_format(own[key]) if key in own else key in _BUILT_IN_DATES:
            found.add(str(number))
    return found


def _words(element: XmlElement) -> str:
    """The words of a string, without the reading aids that stand above them."""
    if element is None:
        return ""
    texts = (node.text or "" for node in element.iter("{*}t") if local(node.getparent()) != "rPh")
    return " ".join("".join(texts).split())


def _items(data: bytes | None) -> Iterator[XmlElement]:
    return _elements(data, ("{*}si",))


def _elements(data: bytes | None, tags: tuple[str, ...]) -> Iterator[XmlElement]:
    """The elements of a part one after the other, each forgotten when the next is read."""
    if not data:
        return
    events = etree.iterparse(
        io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        recover=True,
    )  # fmt: skip
    for _, element in events:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
