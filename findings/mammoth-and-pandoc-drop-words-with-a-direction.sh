#!/usr/bin/env bash
# One would expect: w:dir and w:bdo, by which a Word file says that a stretch of a paragraph runs from right to left
# or left to right, only wrap runs, as w:ins and w:hyperlink do; a converter may ignore the direction.
# What happens (mammoth 1.13.0, pandoc 3.9): the words inside are dropped with the wrapper. A sentence in Arabic loses
# the English name or number in it, or an English one its Arabic words; pandoc says nothing. What stands in
# w:customXml is lost in pandoc too. LibreOffice and docx2python keep all of it.
# Matters to: whoever publishes translations (Arabic, Urdu, Persian, Hebrew) that come as Word files: telephone
# numbers and names of hospitals go missing from pages that nobody in the team can read.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import mammoth
import pypandoc
from docx import Document
from docx2python import docx2python
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


ARABIC = "مرحبا"
SENTENCES = (
    run("Call ") + f'<w:dir w:val="ltr">{run("01632 960000")}</w:dir>' + run(" at night."),
    run("In Arabic: ") + f'<w:bdo w:val="rtl">{run(ARABIC)}</w:bdo>' + run("."),
    run("Ask at ") + f'<w:customXml w:uri="urn:x" w:element="place">{run("Ward 7")}</w:customXml>' + run("."),
)
WORDS = ("01632 960000", ARABIC, "Ward 7")

document = Document()
for sentence in SENTENCES:
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{sentence}</w:p>"))
document.save("leaflet.docx")

with open("leaflet.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value
read = {
    "mammoth": by_mammoth,
    "pandoc": pypandoc.convert_file("leaflet.docx", "plain", extra_args=["--wrap=none"]),
    "docx2python": docx2python("leaflet.docx").text,
}
kept = {name: [word in text for word in WORDS] for name, text in read.items()}
print("Versions: mammoth", version("mammoth"), "| pandoc", pypandoc.get_pandoc_version())
print("One would expect: a telephone number, an Arabic word and a ward in each reading.")
for name, text in read.items():
    print(f"Seen by {name}:", " / ".join(line for line in text.splitlines() if line))
print("Matters to: whoever publishes translations that come as Word files.")
as_described = kept == {
    "mammoth": [False, False, True],
    "pandoc": [False, False, False],
    "docx2python": [True, True, True],
}
sys.exit(0 if as_described else "No longer as described.")
PYTHON
