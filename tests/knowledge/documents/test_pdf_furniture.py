"""Numbers of pages and lines of dots are no text of a PDF."""

from __future__ import annotations

import pytest

from knowledge.documents.pdf_furniture import without_furniture


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["Words\nPage 1 of 2", "More\nPage 2 of 2"], ["Words", "More"]),
        (["Words\n• • •\nPage 1 of 1"], ["Words"]),
        (["1\nWords", "2\nMore", "3\nLast"], ["Words", "More", "Last"]),
        (["Words\n- 7 -", "More\n- 8 -"], ["Words", "More"]),
        (["Cover", "More\n2", "Last\n3"], ["Cover", "More", "Last"]),
        (["Families\n12", "Midwives\n30"], ["Families\n12", "Midwives\n30"]),
        (["In 2024\n2024", "We met"], ["In 2024\n2024", "We met"]),
        (["Words\n☒\nMore ____"], ["Words\n☒\nMore ____"]),
        (["See page 2 of 9\nWords", ""], ["See page 2 of 9\nWords", ""]),
        ([], []),
    ],
)
def test_numbers_of_pages_and_lines_of_dots(pages, expected):
    assert without_furniture(pages) == expected
