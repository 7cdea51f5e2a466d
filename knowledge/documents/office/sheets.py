"""Reads a .xlsx row by row, also in the strict kind and where its declared size is wrong.

Hidden sheets, rows and columns are left out, and so are comments; text boxes and charts are read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from knowledge.contracts.later import later
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

if TYPE_CHECKING:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.cell import column_index_from_string
    from openpyxl.utils.datetime import from_excel
else:
    is_date_format = later("openpyxl.styles.numbers", "is_date_format")
    column_index_from_string = later("openpyxl.utils.cell", "column_index_from_string")
    from_excel = later("openpyxl.utils.datetime", "from_excel")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_CHARACTERS = 20_000_000
_BUILT_IN_SHARES = {9, 10}
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


def first_sheet(source: bytes | Path) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """(number, cells) of the rows of the first sheet that is shown, a cell being its column and its words.

    Rows and columns count from 1. The same errors as `sheets_of`.
    """
    package = Package(source)
    main = package.main_part("xl/workbook.xml")
    workbook = package.xml(main, must_be_whole=True)
    relations = package.relations(main)
    sheets = child_of(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        relation = relations.get(attribute(sheet, "id"))
        if relation is not None and sheet.get("state") not in {"hidden", "veryHidden"}:
            yield from _Cells(package, main, workbook).rows(relation.target)
            return


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
        self.epoch = datetime(1904, 1, 1) if is_mac else datetime(1899, 12, 30)
        self.dates, self.shares = _styles(package, main)
        self.characters = 0

    def lines(self, part: str) -> Iterator[str]:
        """The rows of a sheet that hold something."""
        for _, cells in self.rows(part):
            yield " ".join(value for _, value in cells)

    def rows(self, part: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """The same with the number of each row, and of each cell the column."""
        number = 0
        data = self.package.read(part)
        hidden: set[int] = set()
        for element in _elements(data, ("{*}col", "{*}row")):
            if element.get("hidden") in {"1", "true"}:
                if local(element) == "col":
                    last = min(figure(element.get("max", "0")), 20_000)
                    hidden |= set(range(figure(element.get("min", "0")), last + 1))
                continue
            if local(element) == "row":
                number = figure(element.get("r", ""), number + 1)
                if cells := list(self._cells(element, hidden)):
                    yield number, cells

    def _cells(self, row: XmlElement, hidden: set[int]) -> Iterator[tuple[int, str]]:
        """Those that say something, until there is more than anybody reads: many may share one long text."""
        column = 0
        for cell in row:
            column = _column(cell) or column + 1
            value = "" if column in hidden else self._value(cell)
            self.characters += len(value)
            if self.characters > MOST_CHARACTERS:
                raise UnsafeArchive("too much")
            if value:
                yield column, value

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
        if style in self.shares:
            return f"{value * 100:.10g}%"
        return f"{value:.15g}" if abs(value) < 1e15 else text


def _said(value: XmlElement) -> str:
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def _column(cell: XmlElement) -> int:
    """The number of its column, from 1; 0 where it does not say."""
    letters = "".join(letter for letter in cell.get("r", "") if letter.isalpha())
    return column_index_from_string(letters) if letters and len(letters) <= 3 else 0


def _styles(package: Package, main: str) -> tuple[set[str], set[str]]:
    """The numbers of the cell styles that show a date or a time, and of those that show per cent."""
    root = next(map(package.xml, package.related(main, "styles")), None)
    own = {
        figure(each.get("numFmtId", "0")): each.get("formatCode") or ""
        for each in (root.iter("{*}numFmt") if root is not None else ())
    }
    formats = child_of(root, "cellXfs")
    dates, shares = set(), set()
    for number, each in enumerate(formats if formats is not None else ()):
        key = figure(each.get("numFmtId", "0"))
        if is_date_format(own[key]) if key in own else key in _BUILT_IN_DATES:
            dates.add(str(number))
        elif "%" in own[key] if key in own else key in _BUILT_IN_SHARES:
            shares.add(str(number))
    return dates, shares


def _words(element: XmlElement) -> str:
    """The words of a string, without the reading aids that stand above them."""
    if element is None:
        return ""
    texts = (node.text or "" for node in element.iter("{*}t") if local(node.getparent()) != "rPh")
    return " ".join(_ESCAPED.sub(_letter, "".join(texts)).split())


def _letter(match: re.Match[str]) -> str:
    """A letter that Excel writes by its number: the end of a line in a cell, as "_x000D_"."""
    code = int(match[1], 16)
    return " " if code < 0x20 or 0xD800 <= code < 0xE000 else chr(code)


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
