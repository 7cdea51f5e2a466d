#!/usr/bin/env bash
# One would expect: pandoc, which writes speaker's notes into .pptx files, reads them from there as well, and reads
# what stands in grouped shapes as it reads single ones.
# What happens (pandoc 3.9, which has learnt to read .pptx): notes are left out, and so is everything in a group;
# nothing is said, with --verbose neither. Text boxes, tables and links come, and a slide that is hidden in the show
# comes as if it were not. Even a deck that pandoc itself wrote loses its notes on the way back.
# Matters to: whoever moves training decks to a website: the notes hold what the trainer says, and diagrams of
# labelled boxes, nearly always grouped, vanish with all their words.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-pptx==1.0.2 pypandoc_binary==1.17
cd "$work"

venv/bin/python - <<'PYTHON'
import subprocess
import sys

import pypandoc
from pptx import Presentation
from pptx.util import Inches

deck = Presentation()
slide = deck.slides.add_slide(deck.slide_layouts[5])
slide.shapes.title.text = "Seven steps"
slide.shapes.add_textbox(0, Inches(2), Inches(3), Inches(1)).text_frame.text = "A single box"
group = slide.shapes.add_group_shape()
for number, words in enumerate(("Plan together", "Do together")):
    box = group.shapes.add_textbox(Inches(3 * number), Inches(4), Inches(3), Inches(1))
    box.text_frame.text = words
slide.notes_slide.notes_text_frame.text = "Say that parents are paid for their time."
hidden = deck.slides.add_slide(deck.slide_layouts[5])
hidden.shapes.title.text = "Not shown to anybody"
hidden._element.set("show", "0")
deck.save("deck.pptx")

text = pypandoc.convert_file("deck.pptx", "plain")
pandoc = pypandoc.get_pandoc_path()
command = [pandoc, "--verbose", "-t", "plain", "deck.pptx"]
told = subprocess.run(command, capture_output=True, text=True, check=True).stderr

SOURCE = "# One\n\nHello\n\n::: notes\nA note for the speaker.\n:::\n"
pypandoc.convert_text(SOURCE, "pptx", format="markdown", outputfile="own.pptx")
notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation("own.pptx").slides]
own = pypandoc.convert_file("own.pptx", "plain")

print("Version: pandoc", pypandoc.get_pandoc_version())
print("One would expect: the boxes in the group and the notes; no word of the hidden slide, or a mark.")
print("Seen:", " / ".join(text.split("\n\n")).strip())
print("Messages:", told.strip() or "none")
print("A deck of its own, with the note", notes, "read back:", " / ".join(own.split()))
print("Matters to: whoever moves training decks to a website.")
as_described = (
    "A single box" in text
    and "together" not in text
    and "paid for their time" not in text
    and "Not shown to anybody" in text
    and any("A note for the speaker" in note for note in notes)
    and "note for the speaker" not in own
    and not told.strip()
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
