"""What a spreadsheet of resources may say of each: the columns, and the file to begin with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.contracts.later import later
from knowledge.models import Audience, ResourcePage, Topic

if TYPE_CHECKING:
    from openpyxl import Workbook
else:
    Workbook = later("openpyxl", "Workbook")


@dataclass(frozen=True)
class Column:
    """A column, by the words in the first row."""

    key: str
    label: str
    help: str
    other_names: tuple[str, ...] = ()

    def is_named(self, words: str) -> bool:
        """Whether these words head the column, in whichever case."""
        said = words.strip().rstrip("*:").strip().casefold()
        return said in {self.label.casefold(), self.key, *self.other_names}


COLUMNS = (
    Column("title", "Title", "Needed. What its publisher calls it.", ("name", "resource")),
    Column("summary", "Summary", "One or two plain sentences, at most 400 characters.",
           ("description",)),
    Column("kind", "Kind", "One of the kinds below; empty: Guide.", ("type",)),
    Column("publisher", "Publisher", "The name of an organisation in the hub's list.",
           ("organisation", "organization", "author")),
    Column("source_url", "Address", "The whole address, beginning with https://. Empty where you do not know it.",
           ("url", "link", "web address", "website")),
    Column("published_year", "Year", "When its publisher published it, the year in four digits.", ("published", "date")),
    Column("topics", "Topics", "Names of topics, with a semicolon between them.", ("topic", "tags")),
    Column("audiences", "Audiences", "Names of audiences, with a semicolon between them.",
           ("audience", "for whom")),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}


def what_is_lacking(rows: Sequence[tuple[int, list[str]]]) -> str:
    """Why nothing can be made of a spreadsheet with these rows, in one sentence; "" where something can."""
    labels = ", ".join(column.label for column in COLUMNS)
    if not rows:
        return (
            "Its first sheet is empty. Put the sheet with the resources first, with these headings in "
            f"its first row: {labels}."
        )
    places, _ = find_columns(rows[0][1])
    if "title" not in places:
        return (
            "No column is headed “Title”. Write the headings of the template into the first row "
            f"({labels}), and send it again."
        )
    if len(rows) < 2:
        return "It has no row below the headings. Write one resource a row and send it again."
    return ""


def find_columns(header: list[str]) -> tuple[dict[str, int], list[str]]:
    """Key of each column that is there → its place; and the headings that say nothing to us or say it again."""
    places: dict[str, int] = {}
    unknown = []
    for place, words in enumerate(header):
        found = next((column for column in COLUMNS if column.is_named(words)), None)
        if found is not None and found.key not in places:
            places[found.key] = place
        elif words.strip():
            unknown.append(words)
    return places, unknown


def empty_csv() -> bytes:
    """A file with the headings alone, which Excel takes for UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerow(column.label for column in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def empty_workbook() -> bytes:
    """A workbook with the headings, and a second sheet that says what to write."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Resources"
    sheet.append([column.label for column in COLUMNS])
    for letter in "ABCDEFGH":
        sheet.column_dimensions[letter].width = 24
    sheet.freeze_panes = "A2"
    guide = book.create_sheet("What to write")
    for number, line in enumerate(_guide(), 1):
        for place, words in enumerate(line, 1):
            cell = guide.cell(number, place, words)
            # Names that begin like a formula are words.
            cell.data_type = "s"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 18, 80
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _guide() -> Iterator[tuple[str, str]]:
    for column in COLUMNS:
        yield column.label, column.help
    for label in ResourcePage.Kind.labels:
        yield "Kind", str(label)
    for topic in Topic.objects.order_by("name"):
        yield "Topics", topic.name
    for audience in Audience.objects.order_by("name"):
        yield "Audiences", audience.name
