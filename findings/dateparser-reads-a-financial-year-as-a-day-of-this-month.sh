#!/usr/bin/env bash
# One would expect: dateparser, which answers None for what it cannot read ("Spring 2021", "March to May 2021"),
# answers None for a financial year, "2019/20", too, or takes it for the year 2019.
# What happens (dateparser 1.5.0, English, day first): it is the 20th of the current month in 2019, so that the same
# record moves through the year with the day on which it is read. "20/21" is a day in 2021, "12/20", December 2020 to
# whoever wrote it, the 12th of the current month in 2020, and "20 weeks" a day of some weeks ago.
# STRICT_PARSING answers None for these, but also for "March 2020".
# Matters to: whoever makes sortable dates of what services write, where years run from April to March: reports land on
# days that nobody named, and a second run of the import gives other ones.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
cd "$work"

venv/bin/python - <<'PYTHON'
import datetime
import sys
from importlib.metadata import version

import dateparser


def read(words, month, **more):
    """The day that the words are taken for, when they are read in the middle of this month of 2026."""
    today = datetime.datetime(2026, month, 15)
    rules = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first", "RELATIVE_BASE": today, **more}
    found = dateparser.parse(words, languages=["en"], settings=rules)
    return found and found.date().isoformat()


WRITTEN = ("2019/20", "2019-20", "20/21", "12/20", "20 weeks")
NOT_READ = ("Spring 2021", "March to May 2021", "2019/2020")
print("Version: dateparser", version("dateparser"))
print("One would expect: None, as for", {words: read(words, 3) for words in NOT_READ})
for words in WRITTEN:
    print(f"Seen: {words!r} read in March ->", read(words, 3), "| in November ->", read(words, 11))
strict = {words: read(words, 3, STRICT_PARSING=True) for words in ("2019/20", "March 2020")}
print("With STRICT_PARSING:", strict)
print("Matters to: whoever makes sortable dates of what services write.")
as_described = (
    read("2019/20", 3) == read("2019-20", 3) == "2019-03-20"
    and read("2019/20", 11) == "2019-11-20"
    and read("20/21", 11) == "2021-11-20"
    and read("12/20", 11) == "2020-11-12"
    and read("20 weeks", 11) != read("20 weeks", 3)
    and read("20 weeks", 3) is not None
    and all(read(words, 3) is None for words in NOT_READ)
    and strict == {"2019/20": None, "March 2020": None}
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
