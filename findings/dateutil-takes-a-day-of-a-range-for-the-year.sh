#!/usr/bin/env bash
# One would expect: dateutil.parser refuses "12-14 March 2021", two days in one, as it refuses "March to May 2021"; or
# it takes one of the days.
# What happens (python-dateutil 2.9.0.post0): it answers 14 March 2012, twenty-one minutes past eight in the evening.
# The first day is taken for the year, the second for the day, and the year for a time, 20:21. With ordinals
# ("12th-14th March 2021"), with "and" and with dayfirst the same; it needs no fuzzy=True. From day 5 it is 2005.
# Matters to: whoever reads the dates of events and training from forms and old pages: every meeting of two days moves
# back by years, to a date that looks possible, while meetings of one day are right.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

from dateutil import parser

EXPECTED_WRONG = {
    "12-14 March 2021": "2012-03-14 20:21",
    "12th-14th March 2021": "2012-03-14 20:21",
    "12 and 14 March 2021": "2012-03-14 20:21",
    "5-6 May 2019": "2005-05-06 20:19",
}
RIGHT = {"12 March 2021": "2021-03-12 00:00", "14th March 2021": "2021-03-14 00:00"}
REFUSED = ("March to May 2021", "12, 13 & 14 March 2021", "31 June 2021")


def read(words):
    try:
        return f"{parser.parse(words, dayfirst=True):%Y-%m-%d %H:%M}"
    except parser.ParserError:
        return "refused"


print("Version: python-dateutil", version("python-dateutil"))
print("One would expect: the first or the last of the days, or a refusal, as of", {w: read(w) for w in REFUSED})
for words in (*EXPECTED_WRONG, *RIGHT):
    print(f"Seen: {words!r} ->", read(words))
print("Matters to: whoever reads the dates of events from forms and old pages.")
as_described = (
    all(read(words) == seen for words, seen in {**EXPECTED_WRONG, **RIGHT}.items())
    and all(read(words) == "refused" for words in REFUSED)
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
