"""Tables that people take along, as .csv or .xlsx: a cell never becomes a formula in the reader's program.

What anybody typed ends up in such cells. XLSX marks its cells as text. CSV has no such mark, so a
beginning that spreadsheet programs take for a formula gets an apostrophe (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from knowledge.contracts.later import later

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
else:
    Workbook = later("openpyxl", "Workbook")
    WriteOnlyCell = later("openpyxl.cell", "WriteOnlyCell")

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_asked_for(request: HttpRequest) -> str:
    """One of `CONTENT_TYPES` where the request asks for a table (`?export=`), else nothing."""
    kind = request.GET.get("export", "")
    return kind if kind in CONTENT_TYPES else ""


class TableMixin:
    """For a view with a list, which is had as a table with `?export=csv` or `?export=xlsx`."""

    table_name = ""

    def table(self) -> Iterable[Sequence[object]]:
        """Its head, then a row for everything that the person sees in the list."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if kind := kind_asked_for(request):
            return table_response(self.table_name, kind, self.table())
        return super().get(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


def day(moment: datetime | None) -> str:
    """The day of it, as in a table; empty where there is none."""
    return f"{timezone.localtime(moment):%d/%m/%Y}" if moment else ""


def harmless(value: object) -> object:
    """The value as it may stand in a CSV cell; numbers and dates as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_BEGINS):
        return f"'{value}"
    return value


def table_response(name: str, kind: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as a file to download; `kind` is one of `CONTENT_TYPES`."""
    content = _csv(rows) if kind == "csv" else _xlsx(rows)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
