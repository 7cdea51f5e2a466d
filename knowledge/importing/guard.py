"""Refuses a file that must not be opened, by its content and never by its name, in one clear sentence.

Of archives the one guard decides, and here it is said for editors. What passes is a .pptx, .docx, .odt
or plain text of a bearable size.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping
from typing import IO

from knowledge.documents.office.guard import MB, OLE, Fault, UnsafeArchive, office_kind

__all__ = ["MAX_TEXT", "MB", "RefusedFile", "check", "check_text", "decode_text", "kind_of_office"]

MAX_TEXT = 5 * MB
_HEAD = MB // 16
"""So much of a text is looked at where it is sent; all of it where it is read."""

_KNOWN = (
    (b"MZ", "is a program, not a document"),
    (b"\x7fELF", "is a program, not a document"),
    (b"#!", "is a program, not a document"),
    (b"%PDF", "is a PDF; please save the original as .pptx or .docx"),
    (b"{\\rtf", "is in the RTF format; please save it as .docx"),
    (b"\x89PNG", "is a picture, not a document"),
    (b"\xff\xd8\xff", "is a picture, not a document"),
    (b"GIF8", "is a picture, not a document"),
    (b"Rar!", "is an archive, not a document"),
    (b"7z\xbc\xaf", "is an archive, not a document"),
    (b"\x1f\x8b", "is an archive, not a document"),
)
_FAULTS: dict[Fault, str] = {
    "damaged": "is damaged and cannot be opened",
    "foreign packing": "is packed in a way that Office files never are",
    "password": "is protected by a password; please save a copy without the password",
    "old format": "is in an old Office format; please save it as .pptx or .docx and send that",
    "macros": "contains macros; please save it without them, as .pptx or .docx, and send that",
    "too much": "would unpack to far more than a document holds",
    "other": "is an archive, not a document",
}
_ADVICE: dict[str, str] = {
    "xlsx": "is a spreadsheet; only .pptx, .docx, .odt and .txt can be imported",
    "odp": "is in the OpenDocument format; please save it as .pptx",
    "ods": "is a spreadsheet; only .pptx, .docx, .odt and .txt can be imported",
}


class RefusedFile(Exception):
    """The file cannot be imported. `str()` is one sentence for the person who sent it.

    `reason` is the sentence without the name; `fault` is what is wrong, `advice` what to do about it,
    where the sentence says so after a semicolon.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        self.fault, _, self.advice = reason.partition("; ")
        super().__init__(f"“{name}” {reason}.")


def check(name: str, file: IO[bytes] | bytes, *, max_bytes: int) -> str:
    """The format of a file, "pptx", "docx", "odt" or "txt". RefusedFile when it is anything else.

    Never has more than a little of it in memory; the file is left at its start.
    """
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    size = stream.seek(0, 2)
    stream.seek(0)
    if not size:
        raise RefusedFile(name, "is empty")
    if size > max_bytes:
        raise RefusedFile(
            name,
            f"is too large: it has {_size(size)} and at most {_size(max_bytes)} are allowed",
        )
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith((OLE, b"PK")):
        return _check_office(name, stream)
    for start, reason in _KNOWN:
        if head.startswith(start):
            raise RefusedFile(name, reason)
    if size > MAX_TEXT:
        raise RefusedFile(
            name, f"is too long for a text: it has {_size(size)}, at most {_size(MAX_TEXT)}"
        )
    check_text(name, head, is_whole=size == len(head))
    return "txt"


def kind_of_office(name: str, file: IO[bytes], faults: Mapping[Fault, str]) -> str:
    """The kind of an Office file, such as "docx"; RefusedFile with the caller's words for what is wrong."""
    try:
        return office_kind(file)
    except UnsafeArchive as error:
        raise RefusedFile(name, faults[error.fault]) from error
    finally:
        file.seek(0)


def _check_office(name: str, file: IO[bytes]) -> str:
    kind = kind_of_office(name, file, _FAULTS)
    if kind in _ADVICE:
        raise RefusedFile(name, _ADVICE[kind])
    return kind


def decode_text(data: bytes, *, is_whole: bool = True) -> str | None:
    """The words of a text file in UTF-8, UTF-16 with its mark, or Windows' Western code; or None.

    One that is not whole may end within a letter.
    """
    codes = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            text = codecs.getincrementaldecoder(code)().decode(data, is_whole)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00-\x08\x0e-\x1f]", text) else text
    return None


def check_text(name: str, data: bytes, *, is_whole: bool = True) -> None:
    """RefusedFile for bytes that are not the text, or the beginning of it, that can be imported."""
    text = decode_text(data, is_whole=is_whole)
    if text is None:
        raise RefusedFile(name, "is not a .pptx, .docx, .odt or .txt file")
    if re.match(r"\s*<(!doctype|html|\?xml|svg)", text, re.I):
        raise RefusedFile(name, "is a web page, not a text; please save it as .docx or .txt")
    if is_whole and not text.strip():
        raise RefusedFile(name, "is empty")


def _size(count: int) -> str:
    return f"{count / MB:.1f} MB".replace(".0 MB", " MB")
