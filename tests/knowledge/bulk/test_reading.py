"""Rows of a spreadsheet: in cells as they stand, whatever wrote the file."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from knowledge.bulk.reading import MOST_ROWS, delimiter_of, work


def read(tmp_path, data: bytes, kind: str = "csv"):
    path = tmp_path / "sheet"
    path.write_bytes(data)
    return work({"path": str(path), "kind": kind})


def workbook(rows, **sheets) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, state in sheets.items():
        book.create_sheet(title).append(["other"])
        book[title].sheet_state = state
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_with_any_mark_between_cells_in_any_usual_code(tmp_path, between, code):
    text = f'Title{between}Address\r\n"Café, a; guide"{between}https://example.org/\r\n'
    assert read(tmp_path, text.encode(code)) == {
        "rows": [(1, ["Title", "Address"]), (2, ["Café, a; guide", "https://example.org/"])]
    }


def test_rows_keep_their_numbers_where_some_are_empty(tmp_path):
    assert [number for number, _ in read(tmp_path, b"Title\n\nOne\n,,\nTwo\n")["rows"]] == [1, 3, 5]
    rows = [["Title"], [], ["One"], [None], ["Two"]]
    assert [number for number, _ in read(tmp_path, workbook(rows), "xlsx")["rows"]] == [1, 3, 5]


def test_a_workbooks_cells_stay_in_their_columns(tmp_path):
    rows = [["Title", "Summary", "Year"], ["One", None, 2024]]
    said = read(tmp_path, workbook(rows, second="visible"), "xlsx")
    assert said["rows"] == [(1, ["Title", "Summary", "Year"]), (2, ["One", "", "2024"])]


def test_what_begins_like_a_formula_is_words(tmp_path):
    said = read(tmp_path, b'Title,Kind\n=1+1\n+44 20\n-5\n"@home, always"\n')
    first_cells = [cells[0] for _, cells in said["rows"][1:]]
    assert first_cells == ["=1+1", "+44 20", "-5", "@home, always"]


def test_more_rows_than_anybody_looks_through_are_refused(tmp_path):
    data = "Title\n" + "A\n" * MOST_ROWS
    assert len(read(tmp_path, data.encode())["rows"]) == MOST_ROWS + 1
    assert "please divide it" in read(tmp_path, f"{data}B\n".encode())["refused"]


def test_a_broken_workbook_is_said_to_be_one(tmp_path):
    assert "damaged" in read(tmp_path, b"PK\x03\x04 no", "xlsx")["refused"]


def test_the_delimiter_is_what_divides_most_rows_alike():
    assert delimiter_of("Title;Summary, short;Kind\n") == ";"
    assert delimiter_of("Title;Summary\nA;one, two, three\nB;four\n") == ";"
    assert delimiter_of("Groups, 2024\nName;Phone;Day\nA;1;2\n") == ";"
    assert delimiter_of("Name\tShare\nA\t1,5\nB\t2,5\n") == "\t"
    assert delimiter_of('Name,Notes\nA,"one\ntwo; three"\n') == ","
    assert delimiter_of("Title\n") == ","
    assert delimiter_of("") == ","
