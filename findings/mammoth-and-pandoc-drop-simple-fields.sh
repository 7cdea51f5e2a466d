#!/usr/bin/env bash
# One would expect: Word's two spellings of one field, w:fldSimple around the result and w:fldChar before and after
# it, are read alike; whoever shows the result of one shows that of the other.
# What happens (mammoth 1.13.0, pandoc 3.9): the result of w:fldSimple is dropped, that of the long spelling is kept.
# Files hold the short one for merge fields, properties, caption numbers and references, so "Dear <name>" is "Dear ",
# "Table 2" is "Table " and "see section 4" is "see ". pandoc says nothing; mammoth's messages name the element only,
# not what it said. python-docx drops it too.
# Matters to: whoever takes letters, minutes or guidance out of Word: names, dates and numbers are missing in places
# that differ from one author to the next, and the sentence around them still reads as one.
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


def short(code, result):
    return f'<w:fldSimple w:instr=" {code} ">{run(result)}</w:fldSimple>'


def long(code, result):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


document = Document()
for field in (short, long):
    for before, code, result, after in (
        ("Dear ", "MERGEFIELD Name", "Midwife", ", thank you."),
        ("Table ", r"SEQ Table \* ARABIC", "2", ": Who was asked"),
        ("As agreed, see section ", r"REF _Ref1 \r", "4", " of the minutes."),
    ):
        xml = f"<w:p {nsdecls('w')}>{run(before)}{field(code, result)}{run(after)}</w:p>"
        document.element.body.insert(-1, parse_xml(xml))
document.save("letter.docx")

with open("letter.docx", "rb") as file:
    converted = mammoth.convert_to_html(file)
read = {
    "mammoth": converted.value.replace("</p>", "").split("<p>")[1:],
    "pandoc": pypandoc.convert_file("letter.docx", "plain", extra_args=["--wrap=none"]).split("\n\n"),
    "python-docx": [each.text for each in Document("letter.docx").paragraphs],
    "docx2python": docx2python("letter.docx").text.split("\n\n"),
}
print("Versions: mammoth", version("mammoth"), "| pandoc", pypandoc.get_pandoc_version())
print("One would expect: three sentences, and the same three once more.")
for name, lines in read.items():
    print(f"Seen by {name}:", " / ".join(line.strip() for line in lines))
print("Messages of mammoth:", converted.messages or "none")
print("Matters to: whoever takes letters, minutes or guidance out of Word.")


def is_dropped(lines):
    short_ones, long_ones = lines[:3], lines[3:6]
    words = ("Midwife", "2", "4")
    return all(w not in a and w in b for w, a, b in zip(words, short_ones, long_ones, strict=True))


as_described = all(is_dropped(read[name]) for name in ("mammoth", "pandoc", "python-docx"))
sys.exit(0 if as_described and not is_dropped(read["docx2python"]) else "No longer as described.")
PYTHON
