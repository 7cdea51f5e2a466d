"""Whether an uploaded file is what its name says, and small enough to be opened safely.

One rule for the editors' forms, the importer and contributors. It looks at the content: a name is
only what somebody typed. `ContentError` says in one sentence what is wrong and what to do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from pathlib import PurePath
from typing import IO

import filetype

OFFICE_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
}
"""What an archive must hold to be such a document."""

SAME_CONTENT = {"jpeg": "jpg", "heif": "avif", "m4v": "mp4", "mov": "mp4"}
"""What the library calls some contents, by our extensions."""

TEXTS = frozenset({"txt", "csv", "vtt"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of old Office files, and of new ones that are protected by a password."""

MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_TIMES_UNPACKED = 200
"""An ordinary document unpacks to some ten times its size."""
MOST_PARTS = 10_000


class ContentError(ValueError):
    """The file cannot be taken; the message is for the person who sent it."""


def check_content(file: IO[bytes], name: str, *, most_bytes: int, allowed: Collection[str]) -> str:
    """The file's extension, lower case, if all is well; else ContentError. The position is kept."""
    start = file.tell()
    try:
        return _checked(file, name, most_bytes, allowed)
    finally:
        file.seek(start)


def _checked(file: IO[bytes], name: str, most_bytes: int, allowed: Collection[str]) -> str:
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in allowed:
        raise ContentError(
            f"Files of this sort are not accepted. Send one of: {', '.join(sorted(allowed))}."
        )
    size = file.seek(0, 2)
    if size == 0:
        raise ContentError("The file is empty. Save it again and send that copy.")
    if size > most_bytes:
        raise ContentError(
            f"The file is {_megabytes(size)}; the most that is accepted is "
            f"{_megabytes(most_bytes)}. Make it smaller, for instance with smaller pictures."
        )
    file.seek(0)
    head = file.read(8192)
    if extension in OFFICE_PARTS:
        _check_archive(file, head, extension, size)
    elif extension in TEXTS:
        _check_text(head, extension)
    else:
        _check_kind(head, extension)
    return extension


def _check_archive(file: IO[bytes], head: bytes, extension: str, size: int) -> None:
    if head.startswith(OLE):
        raise ContentError(
            "The file is protected by a password or in an old format. "
            f"Save it without a password as .{extension} and send that."
        )
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise ContentError(_not_what_it_says(extension)) from None
    if OFFICE_PARTS[extension] not in {part.filename for part in parts}:
        raise ContentError(_not_what_it_says(extension))
    if any(part.flag_bits & 1 for part in parts):
        raise ContentError(
            f"The file is protected by a password. Save it without one as .{extension} and send that."
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise ContentError(
            f"The file contains macros. Save it without them as .{extension} and send that."
        )
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED_BYTES
        or (unpacked > 10 * 1024 * 1024 and unpacked > size * MOST_TIMES_UNPACKED)
    ):
        raise ContentError(
            "The file unpacks to far more than its size and cannot be opened safely."
        )


def _check_text(head: bytes, extension: str) -> None:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if (b"\0" in head and not wide) or filetype.guess(head) is not None:
        raise ContentError(_not_what_it_says(extension))
    if extension == "vtt" and not head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise ContentError("Captions must begin with the line WEBVTT. Save them as WebVTT.")


def _check_kind(head: bytes, extension: str) -> None:
    guessed = filetype.guess(head)
    found = guessed.extension if guessed else ""
    if SAME_CONTENT.get(found, found) != SAME_CONTENT.get(extension, extension):
        raise ContentError(_not_what_it_says(extension))


def _not_what_it_says(extension: str) -> str:
    return (
        f"The file's name ends in .{extension}, but its content is something else or broken. "
        "Open it, save it again in that format and send that copy."
    )


def _megabytes(count: int) -> str:
    megabytes = count / (1024 * 1024)
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"
