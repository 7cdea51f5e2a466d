#!/usr/bin/env bash
# One would expect: mammoth.extract_raw_text gives the same words as convert_to_html, only without tags: a line break
# becomes a line or a space, a ticked box some sign, a footnote its words.
# What happens (mammoth 1.13.0): a line break (Shift+Enter) is nothing, so that the words on both sides become one; a
# tick box, ticked or not, is nothing, so that "Yes [x] No [ ]" reads "Yes  No"; footnotes are gone. The HTML of the
# same file has all three, and the list of messages is empty.
# Matters to: whoever fills a search index from raw text, where "TeaToast" cannot be found, or reads answers out of
# returned Word forms: a given consent and a refused one are the same text.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import mammoth
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


def tick_box(is_ticked):
    sign = "\u2612" if is_ticked else "\u2610"
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{WORD_2010}"><w:sdtPr><w14:checkbox>'
        f'<w14:checked w14:val="{int(is_ticked)}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def form(name, *, agrees):
    document = Document()
    lines = document.add_paragraph("Tea")
    lines.runs[0].add_break()
    lines.add_run("Toast")
    answer = document.add_paragraph("May we publish this? Yes ")
    answer._p.append(tick_box(agrees))
    answer.add_run(" No ")
    answer._p.append(tick_box(not agrees))
    document.save(name)


read = {}
for name, agrees in (("agrees.docx", True), ("refuses.docx", False)):
    form(name, agrees=agrees)
    with open(name, "rb") as file:
        raw = mammoth.extract_raw_text(file)
    with open(name, "rb") as file:
        html = mammoth.convert_to_html(file)
    read[name] = raw.value, html.value, raw.messages
agreed, refused = read["agrees.docx"], read["refuses.docx"]
print("Version: mammoth", version("mammoth"))
print("One would expect: as in its HTML,", agreed[1], "or", refused[1])
print("Seen as raw text:", repr(agreed[0]), "and", repr(refused[0]))
print("Messages:", agreed[2] or "none")
print("Matters to: whoever fills a search index or reads returned forms by way of raw text.")
as_described = (
    "TeaToast" in agreed[0]
    and agreed[0] == refused[0]
    and agreed[1] != refused[1]
    and "Tea<br />Toast" in agreed[1]
    and not agreed[2]
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
