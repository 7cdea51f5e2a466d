"""Whether an uploaded file is what its name says, and small enough to be opened safely.

One rule for the editors' forms, the importer and contributors. It looks at the content: a name is
only what somebody typed. `ContentError` says in one sentence what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import IO

import filetype

from knowledge.documents.office.guard import Fault, UnsafeArchive, office_kind

OFFICE = frozenset({"docx", "pptx", "xlsx", "odt"})
"""Kinds of which the one guard of archives decides."""

SAME_CONTENT = {"jpeg": "jpg", "heif": "avif", "m4v": "mp4", "mov": "mp4"}
"""What the library calls some contents, by our extensions."""

TEXTS = frozenset({"txt", "csv", "vtt"})
_DAMAGED = (
    "The file's name ends in .{extension}, but its content is something else or broken. "
    "Open it, save it again in that format and send that copy."
)
_FAULTS: dict[Fault, str] = {
    "damaged": _DAMAGED,
    "foreign packing": _DAMAGED,
    "other": _DAMAGED,
    "password": (
        "The file is protected by a password. Save it without one as .{extension} and send that."
    ),
    "old format": (
        "The file is protected by a password or in an old format. "
        "Save it without a password as .{extension} and send that."
    ),
    "macros": "The file contains macros. Save it without them as .{extension} and send that.",
    "too much": "The file unpacks to far more than its size and cannot be opened safely.",
}


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
    if extension in {"srt", "sbv"} and "vtt" in allowed:
        raise ContentError(
            f"No browser plays captions as .{extension}. Save them as WebVTT (.vtt) and send that, or "
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
        kind = office_kind(file)
    except UnsafeArchive as error:
        raise ContentError(_FAULTS[error.fault].format(extension=extension)) from error
    if kind != extension:
        raise ContentError(_not_what_it_says(extension))


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
