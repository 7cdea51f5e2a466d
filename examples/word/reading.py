"""Reads a form, ours or an older one, into a template's fields; refuses what is no such file. Pure.

What contributors send is read in the limited process: `asking` does that.
"""

from __future__ import annotations

from typing import IO

from examples.template_fields import PracticeTemplate
from examples.word.document import UnreadableDocument, read_document
from examples.word.matching import matched
from examples.word.results import ReadTemplate
from knowledge.importing.guard import MB, RefusedFile, check

MAX_BYTES = 20 * MB
"""Forms with many photographs stay below it."""
MAX_LETTERS = 1_000_000
"""A form holds some thousands. What it says is kept in one row and shown on one page."""
_SAVE_AS_WORD = (
    "please save your form as a Word document (.docx) and send that (“Save as”, “Export” or "
    "“Download” in Word, LibreOffice, Pages or Google Docs), or copy your answers into the form here"
)


def kind_of_form(name: str, file: IO[bytes] | bytes, size: int) -> str:
    """ "docx" or "odt". RefusedFile, whose text is one sentence to show, when it is anything else.

    Reads little of it: it may lie on the disk, and shall not come into memory.
    """
    if size > MAX_BYTES:
        raise RefusedFile(name, _too_large())
    try:
        kind = check(name, file, max_bytes=MAX_BYTES)
    except RefusedFile as refused:
        # The guard's own advice is for editors, who may also send slides and texts.
        advice = refused.advice if "password" in refused.advice else _SAVE_AS_WORD
        # It names the kinds that editors may send; here it is one.
        fault = "is not a Word document" if ".pptx" in refused.fault else refused.fault
        raise RefusedFile(name, f"{fault}; {advice}") from refused
    if kind not in {"docx", "odt"}:
        raise RefusedFile(name, f"is not a Word document; {_SAVE_AS_WORD}")
    return kind


def read_word_form(
    name: str, data: bytes, expected: PracticeTemplate | None = None
) -> ReadTemplate:
    """What the file says. RefusedFile when it is no form.

    `expected` is the template that the sender chose; the file's own labels decide over it.
    """
    kind = kind_of_form(name, data, len(data))
    try:
        document = read_document(data, kind)
    except UnreadableDocument as error:
        raise RefusedFile(
            name, "is damaged; please open it in Word, save it under another name and send that"
        ) from error
    if document.has_unread_part:
        raise RefusedFile(
            name, "holds another file inside; please open it in Word, save it again and send that"
        )
    found = matched(document, expected)
    if found.letters > MAX_LETTERS:
        raise RefusedFile(
            name, "holds far more text than a form; please copy your answers into the form here"
        )
    return found


def _too_large() -> str:
    return (
        f"is larger than {MAX_BYTES // MB} MB; please take out large pictures, save it again and "
        "send that (you can add pictures in the form)"
    )
