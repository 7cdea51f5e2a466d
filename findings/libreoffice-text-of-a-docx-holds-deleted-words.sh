#!/usr/bin/env bash
# One would expect: "soffice --convert-to txt" (or html) of a .docx gives the words that the document has once its
# suggested changes are accepted, as every other converter does, or at least marks what was struck out.
# What happens (LibreOffice 7.4, Debian 12): deleted words are written as ordinary words, without a space before those
# that took their place; a moved phrase stands in both places, and hidden text is written as well. "Fee is £20£10".
# Matters to: whoever indexes, compares or publishes the text of uploaded Word files by way of LibreOffice: what
# somebody struck out, a name for instance, is back, and figures run into each other.
set -euo pipefail

command -v soffice >/dev/null || { echo "Needs LibreOffice Writer (Debian: libreoffice-writer-nogui)." >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
cd "$work"

cat >make.py <<'PYTHON'
"""A Word file with the changes that a reviewer suggests: struck out, put in, moved; and a hidden word."""

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WHO = 'w:author="Reviewer" w:date="2026-01-05T10:00:00Z"'


def run(text, properties="", tag="t"):
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def paragraph(*parts):
    return parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>")


document = Document()
body = document.element.body
new = [
    paragraph(
        run("The fee is "),
        f'<w:del w:id="1" {WHO}>{run("£20", tag="delText")}</w:del>',
        f'<w:ins w:id="2" {WHO}>{run("£10")}</w:ins>',
        run(" a session."),
    ),
    paragraph(
        run("Thanks to"),
        f'<w:del w:id="3" {WHO}>{run(" Mrs Example and", tag="delText")}</w:del>',
        run(" all parents."),
    ),
    paragraph(
        f'<w:moveFromRangeStart w:id="4" w:name="move1" {WHO}/>'
        f'<w:moveFrom w:id="5" {WHO}>{run("On Mondays ")}</w:moveFrom><w:moveFromRangeEnd w:id="4"/>',
        run("we meet "),
        f'<w:moveToRangeStart w:id="6" w:name="move1" {WHO}/>'
        f'<w:moveTo w:id="7" {WHO}>{run("On Mondays ")}</w:moveTo><w:moveToRangeEnd w:id="6"/>',
        run("in the hall."),
    ),
    paragraph(run("Call the ward"), run(" (old number)", "<w:rPr><w:vanish/></w:rPr>"), run(".")),
]
for element in reversed(new):
    body.insert(0, element)
document.save("changes.docx")
PYTHON
venv/bin/python make.py
for format in "txt:Text (encoded):UTF8" html; do
    soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$format" changes.docx >/dev/null 2>&1
done

venv/bin/python - "$(soffice --version)" <<'PYTHON'
import re
import sys
from pathlib import Path

import mammoth

text = Path("changes.txt").read_text(encoding="utf-8-sig")
html = " ".join(re.sub(r"<[^>]+>", "", Path("changes.html").read_text(errors="replace")).split())
with open("changes.docx", "rb") as file:
    other = mammoth.extract_raw_text(file).value
print("Version:", sys.argv[1].strip())
print("One would expect:", " / ".join(other.split("\n\n")[:4]), "(as mammoth reads the same file)")
print("Seen:", " / ".join(text.splitlines()))
print("Matters to: whoever indexes or publishes uploaded Word files by way of LibreOffice's text.")
as_described = (
    "fee is £20£10 a session" in text
    and "Thanks to Mrs Example and all parents" in text
    and text.count("On Mondays") == 2
    and "(old number)" in text
    and "Mrs Example" in html
    and "Mrs Example" not in other
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
