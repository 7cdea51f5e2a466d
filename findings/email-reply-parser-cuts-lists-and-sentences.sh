#!/usr/bin/env bash
# One would expect: email_reply_parser takes away the quoted mail and the signature, and leaves what somebody wrote; at
# worst it leaves too much.
# What happens (email-reply-parser 0.5.12): a last paragraph whose first line begins with a hyphen and a letter
# ("-more time to talk") counts as a signature, and so does all that follows a line of hyphens or underscores; a
# paragraph that begins with "From:" counts as a quoted mail's head. Each is dropped, however long, with what comes
# below it. With a blank after the hyphen the list is kept.
# Matters to: whoever takes comments by mail: people answer "what would you change?" with just such a list at the end.
# The reply that is stored has a polite beginning and no content, and nobody knows.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check email-reply-parser==0.5.12
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

from email_reply_parser import EmailReplyParser

CUT = {
    "a list": "Thank you for asking. I would change:\n\n-more time to talk\n-a quiet room\n",
    "a line across": "First the good things.\n\n-----\nAnd now what hurt me most.\n",
    "a form's line": "My answers\n\n__________\nQuestion 1\nNobody asked for my consent.\n",
    "a sentence": "It was hard.\n\nFrom: the first day on I was alone.\n",
}
KEPT = "Thank you for asking. I would change:\n\n- more time to talk\n- a quiet room\n"
QUOTED = "Yes, I agree.\n\nOn Mon, 4 May 2026 at 10:00, Ward <ward@example.org> wrote:\n> Do you agree?\n"


def reply(text):
    return EmailReplyParser.parse_reply(text)


print("Version: email-reply-parser", version("email-reply-parser"))
print("One would expect: the whole of each, as there is neither quotation nor signature in them.")
for name, text in CUT.items():
    print(f"Seen of {name}: {text!r} ->", repr(reply(text)))
print("With a blank after the hyphen:", repr(reply(KEPT)))
print("What it is for:", repr(reply(QUOTED)))
print("Matters to: whoever takes comments by mail.")
as_described = (
    all(reply(text) == text.split("\n\n")[0] for text in CUT.values())
    and reply(KEPT) == KEPT.strip()
    and reply(QUOTED) == "Yes, I agree."
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
