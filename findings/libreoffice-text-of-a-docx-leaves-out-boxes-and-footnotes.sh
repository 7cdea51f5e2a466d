#!/usr/bin/env bash
# One would expect: the plain text that LibreOffice writes of a .docx holds every word that its PDF shows, perhaps in
# another order: text boxes somewhere between the paragraphs, footnotes at the end.
# What happens (LibreOffice 7.4, Debian 12): words in text boxes and the words of footnotes are left out altogether,
# and the note's number is joined to the word before it: "20 women1". The PDF of the same file shows all of them.
# Matters to: whoever feeds a search index or a word count from "soffice --convert-to txt": leaflets and forms made
# with text boxes come out nearly empty, and "women1" is no word that anybody looks for.
set -euo pipefail

for program in soffice pdftotext; do
    command -v "$program" >/dev/null || { echo "Needs LibreOffice Writer and poppler-utils (Debian)." >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0
cd "$work"

cat >make.py <<'PYTHON'
"""A Word file with a text box and a footnote, both as Word stores them."""

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
BOX = f"""
<w:p {nsdecls("w", "wp", "a")} xmlns:wps="{SHAPE}"><w:r><w:drawing>
 <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
   layoutInCell="1" allowOverlap="1">
  <wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
  <wp:positionV relativeFrom="paragraph"><wp:posOffset>900000</wp:posOffset></wp:positionV>
  <wp:extent cx="3000000" cy="600000"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="Text Box 1"/>
  <a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>
   <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
   <wps:txbx><w:txbxContent><w:p><w:r><w:t>Call us before you visit.</w:t></w:r></w:p></w:txbxContent></wps:txbx>
   <wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"""
NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Four of them by telephone.</w:t></w:r></w:p></w:footnote></w:footnotes>"""

document = Document()
kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), document.part.package)
document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
said = document.add_paragraph("We asked 20 women")
said._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
said.add_run(" in March.")
document.element.body.insert(1, parse_xml(BOX))
document.save("leaflet.docx")
PYTHON
venv/bin/python make.py
for format in "txt:Text (encoded):UTF8" pdf; do
    soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$format" leaflet.docx >/dev/null 2>&1
done
pdftotext leaflet.pdf printed.txt

venv/bin/python - "$(soffice --version)" <<'PYTHON'
import sys
from pathlib import Path

text = " ".join(Path("leaflet.txt").read_text(encoding="utf-8-sig").split())
printed = " ".join(Path("printed.txt").read_text().split())
print("Version:", sys.argv[1].strip())
print("One would expect the words of the PDF:", printed)
print("Seen in the text:", text)
print("Matters to: whoever feeds a search index or a word count from LibreOffice's plain text.")
as_described = (
    all(words in printed for words in ("Call us before", "Four of them by telephone"))
    and "Call us" not in text
    and "telephone" not in text
    and "20 women1 in March" in text
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
