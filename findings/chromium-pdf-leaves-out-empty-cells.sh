#!/usr/bin/env bash
# One would expect: in the tagged PDF that Chromium prints of a table each row has as many cells as on the page; an
# empty cell is an empty TD.
# What happens (Chromium 156): cells without content, headings and data alike, are not in the tag tree at all. In a row
# whose second of three columns is empty, the third value is the second cell. Chromium does write /Headers for each
# cell, which name the right column; whatever goes by position, as exports to HTML and spreadsheets and readers without
# header support do, gives the value to the wrong column. A cell that holds a non-breaking space is kept.
# Matters to: whoever prints pages to "accessible" PDFs: tables of figures with gaps tell wrong numbers, only to those
# who cannot see them.
set -euo pipefail

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    { echo "Needs Chromium (Debian: chromium)." >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check playwright==1.65.2 pikepdf==10.18.0
cd "$work"

venv/bin/python - "$browser" <<'PYTHON'
import sys

import pikepdf
from playwright.sync_api import sync_playwright

PAGE = """<!doctype html><html lang="en"><title>Figures</title><table>
<tr>{corner}<th scope="col">Births</th><th scope="col">Beds</th></tr>
<tr><th scope="row">North</th>{gap}<td>15</td></tr>
<tr><th scope="row">South</th><td>20</td><td>9</td></tr></table></html>"""


def printed(page, name, corner, gap):
    """The kinds of cells in each row of the printed page's tag tree, and the headings of the last cell in row two."""
    page.set_content(PAGE.format(corner=corner, gap=gap))
    page.pdf(path=name, tagged=True)
    rows, names = [], {}

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/TR":
                rows.append([cell for cell in node["/K"] if cell.get("/S") in ("/TH", "/TD")])
            elif "/K" in node:
                walk(node["/K"])

    with pikepdf.open(name) as document:
        walk(document.Root.StructTreeRoot)
        for row in rows:
            names |= {str(cell["/ID"]): at for at, cell in enumerate(row) if "/ID" in cell}
        attributes = [entry for entry in rows[1][-1]["/A"] if "/Headers" in entry]
        headers = [str(header) for header in attributes[0]["/Headers"]]
        return [[str(cell["/S"]) for cell in row] for row in rows], len(headers)


with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox", "--disable-gpu"])
    version = chromium.version
    page = chromium.new_page()
    empty, headers = printed(page, "empty.pdf", "<th></th>", "<td></td>")
    spaced, _ = printed(page, "spaced.pdf", "<th>&nbsp;</th>", "<td>&nbsp;</td>")
    chromium.close()
print("Version: Chromium", version)
print("One would expect: three cells in each row, as with non-breaking spaces:", spaced)
print("Seen with empty cells:", empty, "| headings named by the cell '15':", headers)
print("Matters to: whoever prints pages to accessible PDFs.")
as_described = (
    [len(row) for row in empty] == [2, 2, 3]
    and [len(row) for row in spaced] == [3, 3, 3]
    and headers == 2
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
