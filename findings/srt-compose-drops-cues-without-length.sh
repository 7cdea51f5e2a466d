#!/usr/bin/env bash
# One would expect: srt.compose(srt.parse(text)), as used to renumber, shift or join subtitle files, gives back every
# line that somebody speaks; what is odd about its times is kept, or raises.
# What happens (srt 3.5.3): compose() sorts and renumbers, and leaves out each subtitle that ends when it begins, or
# before. Their words are gone and the numbers close up over them, so nothing shows. It is told to the log at level
# "info" only, which nobody sees by default. pysubs2 and webvtt-py keep such lines.
# Matters to: whoever corrects or publishes captions: machine transcripts and hand edits are full of a short "Yes." or
# "[laughter]" at a single moment, and a transcript made of the result lacks just the answers.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check srt==3.5.3 pysubs2==1.8.1 webvtt-py==0.6.0
cd "$work"

venv/bin/python - <<'PYTHON'
import contextlib
import io
import sys
from importlib.metadata import version
from pathlib import Path

import pysubs2
import srt
import webvtt

TEXT = """1
00:00:01,000 --> 00:00:03,000
Did you feel heard?

2
00:00:03,000 --> 00:00:03,000
No, never.

3
00:00:06,000 --> 00:00:05,500
Not once.

4
00:00:07,000 --> 00:00:09,000
Thank you for telling us.
"""
WORDS = ("Did you feel heard?", "No, never.", "Not once.", "Thank you for telling us.")
Path("talk.srt").write_text(TEXT)
told = io.StringIO()
with contextlib.redirect_stderr(told):
    parsed = list(srt.parse(TEXT))
    composed = srt.compose(parsed)
others = {
    "pysubs2": pysubs2.load("talk.srt").to_string("srt"),
    "webvtt-py": " ".join(caption.text for caption in webvtt.from_srt("talk.srt")),
}
print("Version: srt", version("srt"))
print("One would expect: all four lines, as parse() gives them:", [line.content for line in parsed])
print("Seen after compose():", [line.content for line in srt.parse(composed)])
print("Said on the way:", told.getvalue() or "nothing")
for name, text in others.items():
    print(f"Kept by {name}:", [word for word in WORDS if word in text])
print("Matters to: whoever corrects or publishes captions.")
as_described = (
    [line.content for line in parsed] == list(WORDS)
    and [word in composed for word in WORDS] == [True, False, False, True]
    and "\n2\n" in composed
    and not told.getvalue()
    and all(word in text for text in others.values() for word in WORDS)
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
