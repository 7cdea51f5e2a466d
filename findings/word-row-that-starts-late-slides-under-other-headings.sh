#!/usr/bin/env bash
# One would expect: a Word table whose row begins at the second column (w:gridBefore, which Word writes when somebody
# pulls the left edge of a row inwards) comes out with an empty first cell, as merged cells come out with their spans.
# What happens (pandoc 3.9, mammoth 1.13.0, docx2python 3.7.1, python-docx 1.2.0): the row is moved to the left. What
# stands under "Births" is given under "Unit", what stands under "Beds" under "Births"; pandoc pads the row at the
# wrong end, so that it looks complete. LibreOffice keeps the columns. python-docx tells the gap only to whoever asks
# for row.grid_cols_before.
# Matters to: whoever publishes tables of figures from Word: numbers change their heading, without any message.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1 beautifulsoup4==4.15.0
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import mammoth
import pypandoc
from bs4 import BeautifulSoup
from docx import Document
from docx2python import docx2python
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ROWS = (("Unit", "Births", "Beds"), ("North", "310", "12"), ("", "295", "9"))
document = Document()
table = document.add_table(rows=3, cols=3)
for row, texts in zip(table.rows, ROWS, strict=True):
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
# The last row begins one column later: its first cell is not there.
late = table.rows[2]._tr
late.remove(late.tc_lst[0])
gap = OxmlElement("w:gridBefore")
gap.set(qn("w:val"), "1")
late.get_or_add_trPr().append(gap)
document.save("figures.docx")


def last_row(html):
    row = BeautifulSoup(html, "html.parser").find_all("tr")[-1]
    return [cell.get_text(strip=True) for cell in row.find_all(["td", "th"])]


with open("figures.docx", "rb") as file:
    by_mammoth = last_row(mammoth.convert_to_html(file).value)
again = Document("figures.docx").tables[0].rows[2]
seen = {
    "pandoc": last_row(pypandoc.convert_file("figures.docx", "html")),
    "mammoth": by_mammoth,
    "python-docx": [cell.text for cell in again.cells],
    "docx2python": ["".join(cell) for cell in docx2python("figures.docx").body[0][2]],
}
print("Versions:", ", ".join(f"{name} {version(name)}" for name in ("mammoth", "python-docx", "docx2python")))
print("          pandoc", pypandoc.get_pandoc_version())
print("One would expect of the last row:", ["", "295", "9"], "under", list(ROWS[0]))
for name, cells in seen.items():
    print(f"Seen by {name}:", cells)
print("Matters to: whoever publishes tables of figures from Word.")
as_described = (
    all(cells[:2] == ["295", "9"] for cells in seen.values())
    and seen["pandoc"] == ["295", "9", ""]
    and again.grid_cols_before == 1
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
