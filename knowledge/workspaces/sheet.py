"""A round as a spreadsheet: scores by area, every answer, the plan. A PDF would stand beside it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from knowledge.contracts.later import later
from knowledge.tables import CONTENT_TYPES
from knowledge.workspaces.results import Helped, Results

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet
else:
    Workbook = later("openpyxl", "Workbook")
    Alignment, Font = later("openpyxl.styles", "Alignment"), later("openpyxl.styles", "Font")

MEDIA_TYPE = CONTENT_TYPES["xlsx"]
_WIDEST = 60


def file_of(results: Results, weakest: Sequence[Helped]) -> bytes:
    """The .xlsx; what can help stands on the page and in the Word file."""
    book = Workbook()
    book.properties.title = results.questions.title
    for empty in book.worksheets:
        book.remove(empty)
    _fill(
        book.create_sheet("Scores"),
        ("Area", "Score", "Best score", "Answered", "Statements", "Score last time"),
        (
            (
                each.area.name,
                each.now.mean,
                each.now.top,
                each.now.answered,
                each.now.total,
                each.before.mean if each.before else None,
            )
            for each in results.areas
        ),
    )
    _fill(
        book.create_sheet("Answers"),
        ("Area", "Statement", "Score", "In words", "How do you know?", "Urgent"),
        (
            (
                each.area.name,
                each.statement.text,
                each.answer.score if each.answer else None,
                each.level,
                each.answer.evidence if each.answer else "",
                each.answer.get_priority_display() if each.answer else "",
            )
            for each in results.statements
        ),
    )
    _fill(
        book.create_sheet("Plan"),
        ("Area", "Statement", "Urgent", "What", "Who", "By when"),
        (
            (
                each.area.name,
                each.statement.text,
                each.answer.get_priority_display(),
                each.answer.what,
                each.answer.who,
                each.answer.when,
            )
            for each in results.plan
            if each.answer
        ),
    )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(
    sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[str | float | None]]
) -> None:
    widths = [len(title) for title in head]
    for at, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                # Words, whatever they begin with: "=…" is no formula.
                cell.data_type = "s"
                widths[column - 1] = max(widths[column - 1], len(value))
            else:
                cell.number_format = "0.##" if isinstance(value, float) else "0"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=at == 1)
    for column, width in zip(sheet.iter_cols(max_row=1), widths, strict=False):
        sheet.column_dimensions[column[0].column_letter].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
