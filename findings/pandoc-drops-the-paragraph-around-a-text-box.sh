#!/usr/bin/env bash
# One would expect: pandoc reads a Word paragraph that a text box is anchored in as it reads any paragraph; the box's
# own words may come before it, after it or not at all.
# What happens (pandoc 3.9): the box takes the paragraph's place. Its words come out, and every word of the paragraph
# itself is gone, in silence, also with --verbose.
# Matters to: whoever moves guidance out of Word with pandoc: an author puts a side box beside an important paragraph,
# and just that paragraph is missing from the website; a look at the box shows that "text boxes work".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 pypandoc_binary==1.17
cd "$work"

venv/bin/python - <<'PYTHON'
import subprocess
import sys

import pypandoc
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
INSIDE = "<w:txbxContent><w:p><w:r><w:t>Tip: bring a snack.</w:t></w:r></w:p></w:txbxContent>"
# As Word writes it: a drawing for new programs and the same in VML for old ones.
BOX = f"""
<w:r {nsdecls("w", "wp", "a")} xmlns:wps="{SHAPE}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
 <mc:Choice Requires="wps"><w:drawing>
  <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
    layoutInCell="1" allowOverlap="1">
   <wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3000000</wp:posOffset></wp:positionH>
   <wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
   <wp:extent cx="1500000" cy="600000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Text Box 1"/>
   <a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>
    <wps:txbx>{INSIDE}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>
 </mc:Choice>
 <mc:Fallback><w:pict><v:shape style="width:118pt;height:47pt"><v:textbox>{INSIDE}</v:textbox></v:shape></w:pict>
 </mc:Fallback></mc:AlternateContent></w:r>"""

document = Document()
document.add_paragraph("The clinic is open every day.")
warning = document.add_paragraph()
warning._p.append(parse_xml(BOX))
warning.add_run("Call 999 if the baby does not wake up.")
document.add_paragraph("See you soon.")
document.save("leaflet.docx")

text = pypandoc.convert_file("leaflet.docx", "plain", extra_args=["--wrap=none"])
pandoc = pypandoc.get_pandoc_path()
told = subprocess.run(
    [pandoc, "--verbose", "-t", "plain", "leaflet.docx"], capture_output=True, text=True, check=True
).stderr
print("Version: pandoc", pypandoc.get_pandoc_version())
print("One would expect: the sentence beside the box to be there, whatever becomes of the box.")
print("Seen:", " / ".join(text.split("\n\n")).strip())
print("Messages:", told.strip() or "none")
print("Matters to: whoever moves guidance out of Word with pandoc.")
as_described = (
    "Tip: bring a snack." in text
    and "999" not in text
    and "open every day" in text
    and "See you soon" in text
    and "999" not in told
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
