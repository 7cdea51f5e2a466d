"""ONE guard of archives: says what an Office file is, or why it must not be opened. Reads no content.

Importer, document search, the library's forms and contributors' forms all ask here, and put the answer
in words of their own. What passes is an archive of a bearable size, without password or macros.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import IO, Literal

MB = 1024 * 1024
MAX_UNPACKED = 400 * MB
"""Total size of the parts. A deck with an hour of video stays below its own size ×1.1."""
MAX_PART_XML = 40 * MB
"""One XML part; the parser needs about ten times that in memory."""
MAX_XML = 150 * MB
MAX_PARTS = 10_000
MAX_DIRECTORY = MB
"""The list of its parts. One of 50 MB would name a million, and reading it take minutes."""
MAX_READ = 2 * MB
"""Of a part that is looked into here."""
DENSE_PART = 16 * MB
MAX_RATIO = 150
"""Unpacked to packed, of parts above DENSE_PART. Real ones pack 10 to 40 times, bombs 1000 times."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of old Office files, and of new ones that are protected by a password."""
_UNCOMPRESSED = {".bmp", ".dib", ".emf", ".wmf", ".tif", ".tiff", ".bin", ".wav", ".pict", ".ico"}
"""Kinds that pack as well as they are empty: a mostly white bitmap is no bomb, and is never unpacked
before its own size is known."""
_TEXT = {".xml", ".rels", ".vml"}
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Those of Office files. Others may ask for any amount of memory before the first byte."""

OfficeKind = Literal["docx", "pptx", "xlsx", "odt", "odp", "ods"]
_MAIN: tuple[tuple[str, OfficeKind], ...] = (
    ("presentationml.presentation.main+xml", "pptx"),
    ("presentationml.slideshow.main+xml", "pptx"),
    ("presentationml.template.main+xml", "pptx"),
    ("wordprocessingml.document.main+xml", "docx"),
    ("wordprocessingml.template.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("spreadsheetml.template.main+xml", "xlsx"),
)
_USUAL: tuple[tuple[str, OfficeKind], ...] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
)
_OPEN_DOCUMENT: tuple[tuple[bytes, OfficeKind], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
Fault = Literal[
    "damaged", "foreign packing", "password", "old format", "macros", "too much", "other"
]


class UnsafeArchive(Exception):
    """The file must not be opened, or cannot be. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault: Fault = fault
        super().__init__(fault)


def office_kind(file: IO[bytes] | bytes) -> OfficeKind:
    """What the file is, by its content. UnsafeArchive when it is nothing that may be opened."""
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    stream.seek(0)
    head = stream.read(8)
    if head == OLE:
        stream.seek(0)
        raise UnsafeArchive("password" if is_encrypted_ole(stream.read(8 * MB)) else "old format")
    try:
        _refuse_a_long_directory(stream)
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _refuse_too_much(parts)
            names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
            return _kind(archive, names)
    except UnsafeArchive:
        raise
    except (NotImplementedError, RuntimeError) as error:
        raise UnsafeArchive("foreign packing") from error
    except Exception as error:
        # zipfile, zlib, lzma and bz2 each raise errors of their own for damaged data.
        raise UnsafeArchive("damaged") from error


def is_encrypted_ole(data: bytes) -> bool:
    """Whether an OLE container holds an Office file that is protected by a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _refuse_a_long_directory(stream: IO[bytes]) -> None:
    """Before each line of it becomes an object. Asked of `zipfile`, which goes by the same answer."""
    end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]
    if end and end[zipfile._ECD_SIZE] > MAX_DIRECTORY:  # type: ignore[attr-defined]
        raise UnsafeArchive("too much")


def _refuse_too_much(parts: Collection[zipfile.ZipInfo]) -> None:
    """Refuses bombs by what the directory declares; Python never unpacks more than is declared."""
    if any(part.flag_bits & 1 for part in parts):
        raise UnsafeArchive("password")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise UnsafeArchive("foreign packing")
    texts = [part.file_size for part in parts if _suffix(part) in _TEXT]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or max(texts, default=0) > MAX_PART_XML
        or sum(texts) > MAX_XML
        or any(_is_dense(part) for part in parts)
    ):
        raise UnsafeArchive("too much")


def _is_dense(part: zipfile.ZipInfo) -> bool:
    return (
        part.file_size > DENSE_PART
        and part.file_size > max(part.compress_size, 1) * MAX_RATIO
        and _suffix(part) not in _UNCOMPRESSED
    )


def _suffix(part: zipfile.ZipInfo) -> str:
    return PurePosixPath(part.filename).suffix.lower()


def _kind(archive: zipfile.ZipFile, names: set[str]) -> OfficeKind:
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnsafeArchive("macros")
    if "[content_types].xml" in names:
        # As UTF-16 each of its letters is followed or led by a zero.
        types = _read(archive, "[content_types].xml").replace(b"\0", b"").decode("utf-8", "replace")
        types = types.lower()
        # It may call itself a file with macros without having any: programs go by that.
        if "macroenabled" in types or "vbaproject" in types:
            raise UnsafeArchive("macros")
        for main, kind in _MAIN:
            if main in types:
                return kind
        for name, kind in _USUAL:
            if name in names:
                return kind
    elif "mimetype" in names:
        return _open_document(archive, names)
    raise UnsafeArchive("other")


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> OfficeKind:
    if "meta-inf/manifest.xml" in names and b"encryption-data" in _read(
        archive, "meta-inf/manifest.xml"
    ):
        raise UnsafeArchive("password")
    if any(name.startswith("basic/") and name.count("/") > 1 for name in names):
        raise UnsafeArchive("macros")
    kind = _read(archive, "mimetype")
    for main, found in _OPEN_DOCUMENT:
        if kind.startswith(main):
            return found
    raise UnsafeArchive("other")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    found = next(
        part
        for part in archive.infolist()
        if part.filename.replace("\\", "/").lstrip("/").lower() == name
    )
    if found.file_size > MAX_READ:
        raise UnsafeArchive("too much")
    return archive.read(found)
