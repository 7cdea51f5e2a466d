"""What happens to a form on its way through other people's hands, one change a function.

Each takes a python-docx document and `choose(n)`, which gives a number from 0 to n - 1: drawn by
hypothesis, or by a seeded generator where a whole batch goes through another program.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable
from typing import Any

from docx.exceptions import InvalidSpanError
from docx.oxml.ns import qn

from tests.examples.word.forms import xml

Choose = Callable[[int], int]
REWORDED = (
    "What were your aims?",
    "Aims (what we hoped for)",
    "Who was involved, and how?",
    "Stakeholers",
    "When did it start",
    "Lessons",
    "Anything else",
    "Budget",
    "Cwestiwn arall",
    "1. Aims & objectives:",
    "What went well?",
    "",
)
WRITTEN = "zq{}w"
"""A word that no form prints; whatever it is written into, it must be shown."""


class Mutator:
    """Applies changes, and remembers the words it wrote as a contributor would."""

    def __init__(self, document: Any, choose: Choose) -> None:
        self.document = document
        self.choose = choose
        self.written: list[str] = []

    def change(self) -> None:
        """One to five changes, of any kind, in any order."""
        for _ in range(1 + self.choose(5)):
            changes = (
                self.swap_rows,
                self.reword_label,
                self.split_table,
                self.add_row,
                self.write_between,
                self.write_behind_label,
                self.write_more,
                self.nest_table,
                self.merge_cells,
                self.drop_controls,
                self.insert_tracked,
                self.delete_row,
                self.write_list,
            )
            changes[self.choose(len(changes))]()

    def word(self) -> str:
        """A new word of the contributor's own."""
        self.written.append(WRITTEN.format(len(self.written)))
        return self.written[-1]

    def table(self) -> Any:
        """One of the document's tables."""
        return self.document.tables[self.choose(len(self.document.tables))]

    def row(self) -> Any:
        """One of a table's rows."""
        rows = self.table()._tbl.tr_lst
        return rows[self.choose(len(rows))]

    def cell(self, place: int) -> Any:
        """The first or last cell of a row."""
        return self.row().tc_lst[place]

    def swap_rows(self) -> None:
        first, second = self.row(), self.row()
        if first is not second:
            mark = xml("<w:tr></w:tr>")
            first.addprevious(mark)
            second.addprevious(first)
            mark.addprevious(second)
            mark.getparent().remove(mark)

    def reword_label(self) -> None:
        paragraphs = list(self.cell(0).iterchildren(qn("w:p")))
        for paragraph in paragraphs[1:]:
            paragraph.getparent().remove(paragraph)
        for run in list(paragraphs[0].iter(qn("w:r"))) if paragraphs else ():
            run.getparent().remove(run)
        if paragraphs:
            paragraphs[0].append(run_of(REWORDED[self.choose(len(REWORDED))]))

    def split_table(self) -> None:
        table = self.table()._tbl
        rows = table.tr_lst
        if len(rows) < 2:
            return
        first = 1 + self.choose(len(rows) - 1)
        other = copy.deepcopy(table)
        for row in rows[first:]:
            table.remove(row)
        for row in other.tr_lst[:first]:
            other.remove(row)
        table.addnext(other)
        table.addnext(paragraph_of(self.word() if self.choose(2) else ""))

    def add_row(self) -> None:
        row = self.row()
        new = copy.deepcopy(row)
        for place, cell in enumerate(new.tc_lst):
            for child in list(cell):
                if child.tag != qn("w:tcPr"):
                    cell.remove(child)
            is_label = place == 0 and len(new.tc_lst) > 1
            text = REWORDED[self.choose(len(REWORDED))] if is_label else self.word()
            cell.append(paragraph_of(text))
        row.addnext(new)

    def write_between(self) -> None:
        table = self.table()._tbl
        (table.addprevious if self.choose(2) else table.addnext)(paragraph_of(self.word()))

    def write_behind_label(self) -> None:
        paragraphs = list(self.cell(0).iterchildren(qn("w:p")))
        if not paragraphs:
            return
        if self.choose(2):
            paragraphs[-1].append(run_of(f": {self.word()}"))
        else:
            paragraphs[-1].addnext(paragraph_of(self.word()))

    def write_more(self) -> None:
        self.cell(-1).append(paragraph_of(f"{self.word()} and {self.word()}"))

    def nest_table(self) -> None:
        cell = self.cell(-1)
        label = "Future plans" if self.choose(2) else "Families"
        cell.append(
            xml(
                f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
                f"<w:tc><w:p><w:r><w:t>{label}</w:t></w:r></w:p></w:tc>"
                f"<w:tc><w:p><w:r><w:t>{self.word()}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            )
        )
        cell.append(paragraph_of(""))

    def merge_cells(self) -> None:
        table = self.table()
        rows, columns = len(table.rows), len(table.columns)
        first, place = self.choose(rows), self.choose(columns)
        if self.choose(2) and first + 1 < rows:
            other = (first + 1, place)
        else:
            place, other = 0, (first, columns - 1)
        is_regular = all(len(row.tc_lst) == columns for row in table._tbl.tr_lst)
        has_controls = next(table._tbl.iter(qn("w:sdt")), None) is not None
        # python-docx drops controls in the cells that it merges; Word does not.
        if is_regular and not has_controls and (first, place) != other:
            # python-docx refuses what would cut through cells that are merged already.
            with contextlib.suppress(InvalidSpanError):
                table.cell(first, place).merge(table.cell(*other))

    def drop_controls(self) -> None:
        for control in list(self.document.element.body.iter(qn("w:sdt"))):
            place = control.getparent()
            for block in list(control.find(qn("w:sdtContent"))):
                place.insert(place.index(control), block)
            place.remove(control)

    def insert_tracked(self) -> None:
        self.cell(-1).append(
            xml(
                '<w:p><w:ins w:id="91" w:author="A" w:date="2021-01-01T00:00:00Z"><w:r>'
                f"<w:t>{self.word()}</w:t></w:r></w:ins>"
                '<w:del w:id="92" w:author="A" w:date="2021-01-01T00:00:00Z"><w:r>'
                "<w:delText>gone</w:delText></w:r></w:del></w:p>"
            )
        )

    def delete_row(self) -> None:
        row = self.row()
        if len(row.getparent().tr_lst) > 1:
            row.getparent().remove(row)

    def write_list(self) -> None:
        cell = self.cell(-1)
        for _ in range(2):
            cell.append(
                xml(
                    '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r>'
                    f"<w:t>{self.word()}</w:t></w:r></w:p>"
                )
            )


def run_of(text: str) -> Any:
    """A run of these words."""
    run = xml('<w:r><w:t xml:space="preserve"></w:t></w:r>')
    run[0].text = text
    return run


def paragraph_of(text: str) -> Any:
    """A paragraph of these words."""
    paragraph = xml("<w:p></w:p>")
    if text:
        paragraph.append(run_of(text))
    return paragraph
