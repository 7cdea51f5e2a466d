"""What the limited process does with a spreadsheet: the rows of its first sheet, or what is wrong with it.

No Django here, and nothing is worked out: a formula is what its program last made of it, and in a .csv
what begins like a formula is words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.office.guard import UnsafeArchive
from knowledge.documents.office.sheets import first_sheet
from knowledge.documents.readers.text_files import delimiter_of
from knowledge.importing.guard import decode_text

MOST_ROWS = 200
MOST_COLUMNS = 40
LONGEST_CELL = 5_000


def work(request: dict[str, str]) -> dict[str, object]:
    """The rows of the file at `path`, [number, cells] each, or a sentence in `refused`."""
    path = Path(request["path"])
    read = _rows_of_workbook if request["kind"] == "xlsx" else _rows_of_text
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, cells in read(path):
            if len(rows) > MOST_ROWS:
                return {"refused": f"has more than {MOST_ROWS} rows; please divide it"}
            rows.append((number, [cell[:LONGEST_CELL].replace("\0", "") for cell in cells]))
    except (UnsafeArchive, MemoryError):
        return {"refused": "says far more than a list of resources; please divide it"}
    except Exception:
        return {"refused": "is damaged and cannot be read; please save it again and send that"}
    return {"rows": rows}


def _rows_of_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, cells in first_sheet(path):
        row = [""] * min(max(column for column, _ in cells), MOST_COLUMNS)
        for column, words in cells:
            if column <= MOST_COLUMNS:
                row[column - 1] = words
        if any(row):
            yield number, row


def _rows_of_text(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = decode_text(path.read_bytes())
    if text is None:
        raise ValueError("no text")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    for number, cells in enumerate(rows, 1):
        row = [cell.strip() for cell in cells[:MOST_COLUMNS]]
        if any(row):
            yield number, row
