"""Reads the month out of a date as people write it, and leaves their words alone. Pure.

The month is for sorting and filtering only; pages show what was written.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_PATTERNS = (
    # "January 2020", "Jan. '20", "12 January, 2020", "April 6th 2021"
    re.compile(
        rf"\b(?P<name>{_NAME})\b\.?,?\s+(?:{_DAY}(?:st|nd|rd|th)?,?\s+)?(?:of\s+)?(?P<year>{_YEAR})\b",
        re.I,
    ),
    # "January to March 2020", "Jan/Feb 2021": the year stands once, after the last month
    re.compile(
        rf"\b(?P<name>{_NAME})\b\.?\s*(?:-|–|—|/|&|to|and|until)\s*(?:{_NAME})\b\.?,?\s+(?P<year>{_YEAR})\b",
        re.I,
    ),
    # "2020 January"
    re.compile(rf"\b(?P<year>(?:19|20)\d\d),?\s+(?P<name>{_NAME})\b", re.I),
    # "2020-01", "2020-01-15"
    re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-\d\d)?(?![\d/-])"),
    # "15/01/2020", "15.1.20": the day comes first, as in Britain
    re.compile(
        rf"(?<![\d/.-]){_DAY}[/.-](?P<number>1[0-2]|0?[1-9])[/.-](?P<year>(?:19|20)?\d\d)(?![\d/-])"
    ),
    # "01/2020"
    re.compile(r"(?<![\d/.-])(?P<number>1[0-2]|0?[1-9])[/.](?P<year>(?:19|20)\d\d)(?![\d/-])"),
)
_EXPECTED = re.compile(
    r"\b(due|to be|will be|expected|planned|ongoing|on-going|not yet|hope|hopes|aim|aims|"
    r"anticipated|continues|continuing|in progress)\b",
    re.I,
)


@dataclass(frozen=True)
class WrittenDate:
    """What can be read from a date in words."""

    month: datetime.date | None
    """First day of the month written first, or None where no month can be read."""
    is_expected: bool
    """Whether the words speak of something still to come, so that it is no end yet."""


def read_date(words: str) -> WrittenDate:
    """What "January 2020 (lead appointed September 2020)" says: the first month in the text."""
    matches = [match for pattern in _PATTERNS if (match := pattern.search(words))]
    first = min(matches, key=lambda match: match.start(), default=None)
    return WrittenDate(
        month=_month_of(first) if first else None, is_expected=bool(_EXPECTED.search(words))
    )


def _month_of(match: re.Match[str]) -> datetime.date:
    found = match.groupdict()
    year = int(found["year"].lstrip("'’"))
    number = _MONTHS[found["name"].lower()] if found.get("name") else int(found["number"])
    return datetime.date(year if year > 99 else 2000 + year, number, 1)
