#!/usr/bin/env bash
# One would expect: filling a PDF form with pypdf takes True for a tick box, and "no" for the radio button whose value
# is "no"; or raises for what it does not understand, as there are only a few states to choose from.
# What happens (pypdf 7.1.0): only the inner name of the state with its slash ("/Yes", "/no") is understood. True, "Yes"
# and "on" turn the box off, also one that was ticked before; "no" leaves no radio button chosen, while the field's
# value says "no". A list's choice that is given by its label is stored as such, although the list knows it by another
# value, and its box is drawn empty. Nothing is raised or logged.
# Matters to: whoever fills consent or referral forms from stored answers: everybody has refused.
set -euo pipefail

command -v pdftotext >/dev/null || { echo "Needs poppler-utils (Debian)." >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.0 reportlab==5.1.0
cd "$work"

cat >form.py <<'PYTHON'
"""A PDF form with a ticked box, two radio buttons and a list."""

from reportlab.pdfgen.canvas import Canvas

canvas = Canvas("form.pdf")
form = canvas.acroForm
canvas.drawString(50, 740, "May we publish this?")
form.checkbox(name="consent", x=200, y=735, checked=True)
for left, value in ((200, "yes"), (240, "no")):
    form.radio(name="call", value=value, selected=value == "yes", x=left, y=695)
form.choice(name="region", x=200, y=650, width=150, height=20, value="nw",
            options=[("North West", "nw"), ("South East", "se")])
canvas.save()
PYTHON
venv/bin/python form.py

venv/bin/python - <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

from pypdf import PdfReader, PdfWriter


def filled(values):
    """The fields' values, the states in which boxes and buttons are shown, and the words that are seen."""
    writer = PdfWriter(clone_from="form.pdf")
    writer.update_page_form_field_values(writer.pages[0], values)
    writer.write("filled.pdf")
    reader = PdfReader("filled.pdf")
    fields = {name: field.get("/V") for name, field in reader.get_fields().items()}
    shown = [note.get_object().get("/AS") for note in reader.pages[0]["/Annots"]]
    words = subprocess.run(["pdftotext", "filled.pdf", "-"], capture_output=True, text=True, check=True).stdout
    return fields, [state for state in shown if state], words


before = filled({})
plain = filled({"consent": True, "call": "no", "region": "South East"})
exact = filled({"consent": "/Yes", "call": "/no"})
words = {given: filled({"consent": given})[0]["consent"] for given in ("Yes", "on")}
print("Version: pypdf", version("pypdf"))
print("The form before:", before[0], before[1])
print("One would expect of True, 'no' and 'South East': the box ticked, 'no' chosen, 'South East' to be read.")
print("Seen:", plain[0], plain[1], "| seen of the region:", "South East" in plain[2])
print("The box set to 'Yes' and 'on':", words)
print("With '/Yes' and '/no':", exact[0], exact[1])
print("Matters to: whoever fills consent or referral forms from stored answers.")
as_described = (
    before[0]["consent"] == "/Yes"
    and plain[0]["consent"] == "/Off"
    and set(words.values()) == {"/Off"}
    and plain[0]["call"] == "no"
    and set(plain[1]) == {"/Off"}
    and "South East" not in plain[2]
    and exact[0]["consent"] == "/Yes"
    and "/no" in exact[1]
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
