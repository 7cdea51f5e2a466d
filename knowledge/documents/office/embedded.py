"""Takes the file out of the container in which Office keeps an object that it does not know itself. Pure."""

from __future__ import annotations

import io
import posixpath

import filetype
import olefile

from knowledge.documents.office.guard import OLE, UnsafeArchive, office_kind

_STREAMS = ("CONTENTS", "Package", "EmbeddedOdf", "\x01Ole10Native")
MOST_STREAM_BYTES = 200 * 1024 * 1024


def content_of(data: bytes, extension: str) -> tuple[bytes, str]:
    """(file, its extension with the dot) of an embedded object; `data` itself where it is no container.

    A container whose file cannot be told is given back as it is, with the extension ".bin".
    """
    if not data.startswith(OLE):
        return data, _extension_of(data) or extension.lower()
    for found in (*_streams(data), _pdf_in(data)):
        if kind := _extension_of(found):
            return found, kind
    return data, ".bin"


def _streams(data: bytes) -> list[bytes]:
    found = []
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for name in _STREAMS:
                if container.exists(name) and container.get_size(name) <= MOST_STREAM_BYTES:
                    content = container.openstream(name).read()
                    found.append(_native(content) if name.startswith("\x01") else content)
    except Exception:
        # olefile raises whatever its arithmetic trips over in a broken container.
        return found
    return found


def _native(stream: bytes) -> bytes:
    """The file in an Ole10Native stream: after its name, its path and their lengths."""
    try:
        position = 6
        for _ in range(2):
            position = stream.index(b"\0", position) + 1
        position += 4
        length = int.from_bytes(stream[position : position + 4], "little")
        position += 4 + length
        size = int.from_bytes(stream[position : position + 4], "little")
        return stream[position + 4 : position + 4 + size]
    except ValueError:
        return b""


def _pdf_in(data: bytes) -> bytes:
    """A PDF that lies in the container in one piece."""
    start, end = data.find(b"%PDF-"), data.rfind(b"%%EOF")
    return data[start : end + 5] if 0 <= start < end else b""


def _extension_of(data: bytes) -> str:
    """By content; "" for what we do not know."""
    if data.startswith(b"PK"):
        try:
            return f".{office_kind(data)}"
        except UnsafeArchive:
            return ""
    if data.startswith(b"%PDF-"):
        return ".pdf" if b"%%EOF" in data else ""
    guessed = filetype.guess(data[:8192]) if data else None
    return f".{guessed.extension}" if guessed else ""


def part_extension(name: str) -> str:
    """The extension of a part's name, lower case, with the dot."""
    return posixpath.splitext(name)[1].lower()
