"""A month is read from what people write, and only where one can be read."""

from __future__ import annotations

import datetime

import pytest

from examples.dates import read_date


@pytest.mark.parametrize(
    ("words", "year", "month"),
    [
        ("January 2020 (SUV appointed September 2020)", 2020, 1),
        ("March 2021", 2021, 3),
        ("July 2020 – EOI invited March 2021 – Started June 2021", 2020, 7),
        ("Due to be evaluated and reviewed in June 2022", 2022, 6),
        ("Sept. 2020", 2020, 9),
        ("began in sep 2020", 2020, 9),
        ("12 January 2020", 2020, 1),
        ("12th of January, 2020", 2020, 1),
        ("January 12th, 2020", 2020, 1),
        ("Jan ’20", 2020, 1),
        ("January to March 2021", 2021, 1),
        ("Jan/Feb 2021", 2021, 1),
        ("2020-11", 2020, 11),
        ("2020-11-30", 2020, 11),
        ("01/2020", 2020, 1),
        ("15/02/2020", 2020, 2),
        ("3.4.21", 2021, 4),
        ("2019 May", 2019, 5),
        ("MAY 2019", 2019, 5),
    ],
)
def test_reads_the_first_month(words, year, month):
    assert read_date(words).month == datetime.date(year, month, 1)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "ongoing",
        "2020",
        "2020/21",
        "20/21",
        "Spring 2020",
        "In May",
        "we may finish",
        "2020-13",
        "13/2020",
        "9999999999/2020-01-01-99",
        "call 01273 2020 2021",
        "٢٠٢٠",
    ],
)
def test_reads_no_month_where_none_stands(words):
    assert read_date(words).month is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Due to be evaluated and reviewed in June 2022", True),
        ("Ongoing", True),
        ("Planned for March 2027", True),
        ("March 2021", False),
        ("", False),
    ],
)
def test_tells_an_end_from_a_plan(words, expected):
    assert read_date(words).is_expected is expected
