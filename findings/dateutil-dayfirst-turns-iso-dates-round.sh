#!/usr/bin/env bash
# One would expect: dayfirst=True of dateutil.parser decides dates that can be read in two ways, such as 04/03/2020. A
# date that begins with a year of four figures, 2020-03-04, is the ISO form and no matter of taste.
# What happens (python-dateutil 2.9.0.post0): with dayfirst=True, 2020-03-04 is 3 April. A column that holds both what
# people typed and what programs wrote comes out with day and month exchanged for the programs' part, but only where
# the day is twelve or less; 2020-03-14 is right. The same string with a "T" and a time is turned round as well.
# isoparse() is right, and refuses what people type.
# Matters to: whoever reads British dates with the one setting meant for them: review dates and logs shift by months,
# in more than one row of three, and all of them look possible.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cd "$work"

venv/bin/python - <<'PYTHON'
import datetime
import sys
from importlib.metadata import version

from dateutil import parser


def read(words):
    return parser.parse(words, dayfirst=True).date().isoformat()


SEEN = {
    "04/03/2020": "2020-03-04",
    "2020-03-04": "2020-04-03",
    "2020-03-04 10:30": "2020-04-03",
    "2020-03-04T10:30:00Z": "2020-04-03",
    "2020-03-14": "2020-03-14",
}
first = datetime.date(2020, 1, 1)
days = [first + datetime.timedelta(days=number) for number in range(366)]
wrong = [day for day in days if read(day.isoformat()) != day.isoformat()]
print("Version: python-dateutil", version("python-dateutil"))
print("One would expect: 2020-03-04 to be the fourth of March whatever the setting, as isoparse says:",
      parser.isoparse("2020-03-04").date())
for words in SEEN:
    print(f"Seen with dayfirst=True: {words} ->", read(words))
print(f"Of the {len(days)} days of 2020, {len(wrong)} come out as another day.")
print("Matters to: whoever reads British dates and dates that programs wrote with one setting.")
as_described = (
    all(read(words) == seen for words, seen in SEEN.items())
    and len(wrong) == 12 * 11
    and parser.isoparse("2020-03-04").date() == datetime.date(2020, 3, 4)
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
