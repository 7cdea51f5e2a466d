"""What a spreadsheet's rows would become: drafts, nothing because they are there already, or faults to mend."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from knowledge.access.regions import pages_to_choose
from knowledge.bulk.columns import BY_KEY, find_columns
from knowledge.bulk.models import ResourceSheet
from knowledge.bulk.reading import LONGEST_CELL
from knowledge.links.finding import SEVERAL
from knowledge.models import Audience, Organisation, ResourcePage, Topic
from knowledge.users.models import User

STRAY = (
    "No heading says what this is. Empty the cell, or give its column a heading; in a .csv, put words that "
    "hold a comma into quotation marks."
)
ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheet programs write into a cell whose formula failed."""
FIRST_YEAR = 1950
"""A year that is formatted as a date reads as one of 1905."""
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")


@dataclass(frozen=True)
class Fault:
    """One cell that cannot stay as it is."""

    column: str
    written: str
    says: str


@dataclass
class Row:
    """One row: what it says, and what would come of it."""

    number: int
    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    existing: Page | None = None
    fields: dict[str, object] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    audiences: list[Audience] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    @property
    def becomes_draft(self) -> bool:
        return not self.faults and self.existing is None

    def blame(self, key: str, says: str) -> None:
        """Note what is wrong in that column."""
        self.faults.append(Fault(BY_KEY[key].label, self.values.get(key, ""), says))


@dataclass(frozen=True)
class CheckedSheet:
    """All rows of a spreadsheet, and the headings that say nothing to us."""

    rows: list[Row]
    unknown: list[str]

    @property
    def new(self) -> list[Row]:
        return [row for row in self.rows if row.becomes_draft]

    @property
    def there(self) -> list[Row]:
        return [row for row in self.rows if row.existing is not None]

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.faults]


def check_sheet(sheet: ResourceSheet, user: User) -> CheckedSheet:
    """What would be made of it now for this person. Writes nothing."""
    if not sheet.rows:
        return CheckedSheet([], [])
    header = sheet.rows[0][1]
    places, unknown = find_columns(header)
    checker = _Checker(user)
    rows = []
    for number, cells in sheet.rows[1:]:
        said = {key: cells[at].strip() for key, at in places.items() if at < len(cells)}
        stray = [
            Fault(f"Column {at + 1}", cell, STRAY) for at, cell in _without_heading(header, cells)
        ]
        if any(said.values()) or stray:
            rows.append(checker.row(number, said, stray))
    return CheckedSheet(rows, unknown)


def _without_heading(header: list[str], cells: list[str]) -> Iterator[tuple[int, str]]:
    """The cells that say something where no heading says what, each with its place."""
    for at, cell in enumerate(cells):
        if cell.strip() and not (at < len(header) and header[at].strip()):
            yield at, cell.strip()


def same_address(address: str) -> str:
    """The address in a form that is equal for two that open the same: without scheme, www and last slash."""
    parts = urlsplit(address.strip())
    host = (parts.netloc or "").lower().removeprefix("www.")
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return f"{host}{rest}" if host else ""


class _Checker:
    """Looks rows up among what the hub has, which is fetched once."""

    def __init__(self, user: User) -> None:
        self.publishers = _by_name(
            Organisation.objects.filter(ended_at=None), lambda each: [each.name, each.short_name]
        )
        self.topics = _by_name(Topic.objects.all(), lambda each: [each.name, each.slug])
        self.audiences = _by_name(Audience.objects.all(), lambda each: [each.name, each.slug])
        self.by_address: dict[str, Page] = {}
        self.by_title: dict[str, Page] = {}
        for page in ResourcePage.objects.filter(pk__in=pages_to_choose(user).values("pk")):
            self.by_address.setdefault(same_address(page.source_url), page)
            self.by_title.setdefault(page.title.casefold(), page)
        self.by_address.pop("", None)
        self.rows_before: dict[str, int] = {}

    def row(self, number: int, said: Mapping[str, str], stray: Sequence[Fault] = ()) -> Row:
        row = Row(number, said, list(stray))
        failed = [key for key, words in said.items() if words.upper() in ERRORS]
        for key in failed:
            row.blame(key, "Its formula failed. Write the words themselves.")
        if not failed:
            self._words(row)
            self._kind(row)
            self._publisher(row)
            row.topics = self._several(row, "topics", self.topics)
            row.audiences = self._several(row, "audiences", self.audiences)
        self._look_for_same(row)
        return row

    def _words(self, row: Row) -> None:
        """Texts, by the rules of the page's own fields."""
        if not row.title:
            row.blame("title", "Write the title of the resource.")
        for key in ("title", "summary", "source_url", "published_year"):
            words = row.values.get(key, "")
            most = ResourcePage._meta.get_field(key).max_length
            if most and len(words) > most:
                more = " or more" if len(words) >= LONGEST_CELL else ""
                row.blame(key, f"Shorten it to {most} characters; it has {len(words)}{more}.")
                continue
            if words and key == "source_url":
                self._address(row, words)
            if words and key == "published_year":
                words = self._year(row, words)
            row.fields[key] = words

    def _year(self, row: Row, words: str) -> str:
        """The words, which name a year; of a date the year alone."""
        years = [int(year) for year in YEAR.findall(words)]
        latest = timezone.localdate().year + 1
        if not years or not all(FIRST_YEAR <= year <= latest for year in years):
            row.blame("published_year", f"Write the year in four digits, such as {latest - 1}.")
        return words[:4] if DATE.fullmatch(words) else words

    def _address(self, row: Row, words: str) -> None:
        if SEVERAL.search(words):
            row.blame("source_url", "Write one address, and the others into rows of their own.")
            return
        try:
            ResourcePage._meta.get_field("source_url").run_validators(words)
        except ValidationError:
            is_web = False
        else:
            is_web = urlsplit(words).scheme in {"http", "https"}
        if not is_web:
            row.blame(
                "source_url",
                "Write the whole address, beginning with https://, or leave the cell empty.",
            )

    def _kind(self, row: Row) -> None:
        words = row.values.get("kind", "").casefold()
        kinds = {each.label.casefold(): each for each in ResourcePage.Kind}
        kinds |= {each.value: each for each in ResourcePage.Kind}
        if words and words not in kinds:
            row.blame("kind", f"Write one of these: {', '.join(ResourcePage.Kind.labels)}.")
        else:
            row.fields["kind"] = kinds[words] if words else ResourcePage.Kind.GUIDE

    def _publisher(self, row: Row) -> None:
        words = row.values.get("publisher", "")
        found = self.publishers[words.casefold()] if words else set()
        if words and not found:
            row.blame(
                "publisher",
                "No organisation of this name is in the list. Write its name as it stands there, add it "
                "under Lists, Organisations, or leave the cell empty.",
            )
        elif len(found) > 1:
            row.blame("publisher", "Several organisations have this name. Write the full name.")
        else:
            row.fields["publisher"] = next(iter(found), None)

    def _several(self, row: Row, key: str, known: Mapping[str, set]) -> list:
        names = [name.strip() for name in row.values.get(key, "").split(";") if name.strip()]
        missing = [name for name in names if name.casefold() not in known]
        if missing:
            row.blame(
                key,
                f"Not in the list: {', '.join(missing)}. Write names as they stand there, with a "
                "semicolon between them.",
            )
        found = {each for name in names for each in known.get(name.casefold(), ())}
        return sorted(found, key=lambda each: each.name)

    def _look_for_same(self, row: Row) -> None:
        """The same address, or without one the same title: there already, or further up."""
        if row.faults:
            return
        address = same_address(row.values.get("source_url", ""))
        key = address or f"title {row.title.casefold()}"
        row.existing = (
            self.by_address.get(address) if address else self.by_title.get(row.title.casefold())
        )
        if row.existing is None and key in self.rows_before:
            row.blame(
                "source_url" if address else "title",
                f"Row {self.rows_before[key]} says the same. Keep one of them.",
            )
        self.rows_before.setdefault(key, row.number)


def _by_name(things: object, names: Callable) -> dict[str, set]:
    """Each by its names, in whichever case."""
    found: dict[str, set] = defaultdict(set)
    for each in things:  # type: ignore[attr-defined]
        for name in names(each):
            if name:
                found[name.casefold()].add(each)
    return found
