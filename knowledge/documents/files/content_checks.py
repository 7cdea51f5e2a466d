"""Whether an uploaded file is what its name says, and small enough to be opened safely.

One rule for the editors' forms, the importer and contributors. It looks at the content: a name is
only what somebody typed. `ContentError` says in one sentence what is wrong and what to do.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePath
from typing import IO

import filetype

OFFICE = frozenset({"docx", "pptx", "xlsx", "odt"})
"""Kinds of which the one guard of archives decides."""

SAME_CONTENT = {"jpeg": "jpg", "heif": "avif", "m4v": "mp4", "mov": "mp4"}
"""What the library calls some contents, by our extensions."""

TEXTS = frozenset({"txt", "csv", "vtt"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of old Office files, and of new ones that are protected by a password."""

MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_TIMES_UNPACKED = 200
"""An ordinary document unpacks to some ten times its size."""
MOST_PARTS = 10_000
CONTENT_TYPES = "[Content_Types].xml"
MOST_CONTENT_TYPES_BYTES = 1024 * 1024


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
    if extension == "srt" and "vtt" in allowed:
        raise ContentError(
            "No browser plays SubRip captions (.srt). Save them as WebVTT (.vtt) and send that, or "
            "paste them into the transcript of the video: their times are understood there."
        )
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
    if extension in OFFICE:
        _check_archive(file, extension)
    elif extension in TEXTS:
        _check_text(head, extension)
    else:
        _check_kind(head, extension)
    return extension


def _check_archive(file: IO[bytes], extension: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            is_macro_file = _says_macros(archive, {part.filename for part in parts})
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        raise ContentError(_not_what_it_says(extension)) from None
    if OFFICE_PARTS[extension] not in {part.filename for part in parts}:
        raise ContentError(_not_what_it_says(extension))
    if any(part.flag_bits & 1 for part in parts):
        raise ContentError(
            f"The file is protected by a password. Save it without one as .{extension} and send that."
        )
    if is_macro_file or any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
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


def _says_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether it calls itself a file with macros, be the macros there or not: programs go by that."""
    if CONTENT_TYPES not in names:
        return False
    with archive.open(CONTENT_TYPES) as listed:
        # As UTF-16 each of its letters is followed or led by a zero.
        said = listed.read(MOST_CONTENT_TYPES_BYTES).replace(b"\0", b"").lower()
    return b"macroenabled" in said or b"vbaproject" in said


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
    return _DAMAGED.format(extension=extension)


def _megabytes(count: int) -> str:
    megabytes = count / (1024 * 1024)
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"
