#!/usr/bin/env bash
# One would expect: openpyxl's read-only mode saves memory and reads the same cells as the usual mode; a workbook's
# note of its own size (the "dimension" of a sheet) is a hint at most.
# What happens (openpyxl 3.1.5): rows and columns beyond that note are not read. Programs that write a sheet row by row
# often note A1, as they cannot know the end; of such a file the read-only mode gives one cell, Excel, LibreOffice and
# the usual mode give all. No warning; max_row says 1. sheet.reset_dimensions() before reading mends it.
# Matters to: whoever extracts text from uploaded workbooks or imports reports in read-only mode, as is advised for
# large files: all but the first cell is missing, just for the exports of some systems.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$work"

venv/bin/python - <<'PYTHON'
import re
import sys
import warnings
import zipfile
from importlib.metadata import version

from openpyxl import Workbook, load_workbook

warnings.simplefilter("error")
ROWS = [("Topic", "Births"), ("Feeding", 310), ("Sleep", 295)]
book = Workbook()
for row in ROWS:
    book.active.append(row)
book.save("plain.xlsx")
# The same workbook as a program writes it that cannot know the end when it begins.
with zipfile.ZipFile("plain.xlsx") as source, zipfile.ZipFile("streamed.xlsx", "w") as target:
    for name in source.namelist():
        content = source.read(name)
        if name == "xl/worksheets/sheet1.xml":
            content, changed = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            assert changed == 1
        target.writestr(name, content)


def read(name, *, reset=False, **how):
    sheet = load_workbook(name, **how).active
    if reset:
        sheet.reset_dimensions()
    return list(sheet.iter_rows(values_only=True)), sheet.max_row


usual, _ = read("streamed.xlsx")
fast, stated = read("streamed.xlsx", read_only=True)
mended, _ = read("streamed.xlsx", read_only=True, reset=True)
print("Version: openpyxl", version("openpyxl"))
print("One would expect, as in the usual mode:", usual)
print("Seen in read-only mode:", fast, "| max_row:", stated, "| warnings: none")
print("After reset_dimensions():", mended)
print("Matters to: whoever extracts text from uploaded workbooks in read-only mode.")
as_described = (
    usual == mended == ROWS
    and fast == [("Topic",)]
    and stated == 1
    and read("plain.xlsx", read_only=True)[0] == ROWS
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
