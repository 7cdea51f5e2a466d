"""Reads an uploaded form, ours or an older one, into a template's fields; refuses what is no such file.

Nothing is saved here: whoever sent the file sees what went where, and confirms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples.template_fields import PracticeTemplate
from examples.word.document import UnreadableDocument, read_document
from examples.word.matching import matched
from examples.word.results import ReadTemplate
from knowledge.importing.guard import MB, RefusedFile, check

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 20 * MB
"""Forms with many photographs stay below it."""
_SAVE_AS_WORD = (
    "please save your form as a Word document (.docx) and send that (“Save as”, “Export” or "
    "“Download” in Word, LibreOffice, Pages or Google Docs), or copy your answers into the form here"
)


def read_upload(upload: UploadedFile, expected: PracticeTemplate | None = None) -> ReadTemplate:
    """What an uploaded file says. RefusedFile, whose text is one sentence to show, when it is no form.

    `expected` is the template that the sender chose; the file's own labels decide over it.
    """
    name = upload.name or "This file"
    # Before anything is read: a huge upload lies on the disk, and shall not come into memory.
    if (upload.size or 0) > MAX_BYTES:
        raise RefusedFile(name, _too_large())
    upload.seek(0)
    return read_word_form(name, upload.read(), expected)


def read_word_form(
    name: str, data: bytes, expected: PracticeTemplate | None = None
) -> ReadTemplate:
    """As `read_upload`, of a file's bytes."""
    if len(data) > MAX_BYTES:
        raise RefusedFile(name, _too_large())
    try:
        kind = check(name, data, max_bytes=MAX_BYTES)
    except RefusedFile as refused:
        # The guard's own advice is for editors, who may also send slides and texts.
        advice = refused.advice if "password" in refused.advice else _SAVE_AS_WORD
        raise RefusedFile(name, f"{refused.fault}; {advice}") from refused
    if kind not in {"docx", "odt"}:
        raise RefusedFile(name, f"is not a Word document; {_SAVE_AS_WORD}")
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
    return matched(document, expected)


def _too_large() -> str:
    return (
        f"is larger than {MAX_BYTES // MB} MB; please take out large pictures, save it again and "
        "send that (you can add pictures in the form)"
    )
