"""Refuses a file that must not be opened, by its content and never by its name, in one clear sentence.

Reads the container only. What passes is a .pptx, .docx or plain text of a bearable size.
"""

from __future__ import annotations

import io
import re
import zipfile

MB = 1024 * 1024
MAX_UNPACKED = 400 * MB
"""Total size of an Office file's parts. A deck with an hour of video stays below its own size ×1.1."""
MAX_PART_XML = 40 * MB
"""One XML part; the parser needs about ten times that in memory."""
MAX_RATIO = 150
"""Unpacked to packed, of parts above 1 MB. Real Office XML packs 10 to 40 times, bombs 1000 times."""
MAX_PARTS = 5000
MAX_TEXT = 5 * MB

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
_MAIN = {
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "show",
    "presentationml.template.main+xml": "template",
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "template",
    "spreadsheetml.sheet.main+xml": "sheet",
}
_ADVICE = {
    "show": "is a slide show; please save it as .pptx",
    "template": "is an Office template; please save it as .pptx or .docx",
    "sheet": "is a spreadsheet; only .pptx, .docx and .txt can be imported",
}


class RefusedFile(Exception):
    """The file cannot be imported. `str()` is one sentence for the person who sent it.

    `fault` is what is wrong, `advice` what to do about it, where the sentence says so after a semicolon.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.fault, _, self.advice = reason.partition("; ")
        super().__init__(f"“{name}” {reason}.")


def check(name: str, data: bytes, *, max_bytes: int) -> str:
    """The format of a file, "pptx", "docx" or "txt". RefusedFile when it is anything else."""
    if not data:
        raise RefusedFile(name, "is empty")
    if len(data) > max_bytes:
        raise RefusedFile(
            name,
            f"is too large: it has {_size(len(data))} and at most {_size(max_bytes)} are allowed",
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedFile(
                name, "is protected by a password; please save a copy without the password"
            )
        raise RefusedFile(
            name, "is in an old Office format; please save it as .pptx or .docx and send that"
        )
    for start, reason in _KNOWN:
        if data.startswith(start):
            raise RefusedFile(name, reason)
    if data.startswith(b"PK"):
        return _check_office(name, data)
    return _check_text(name, data)


def _check_office(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(name, archive, len(data))
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names:
                raise RefusedFile(name, _foreign(archive, names))
            types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
            damaged = archive.testzip()
    except RefusedFile:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
        raise RefusedFile(name, "is damaged and cannot be opened") from error
    except (NotImplementedError, RuntimeError) as error:
        raise RefusedFile(name, "is packed in a way that Office files never are") from error
    except Exception as error:
        # zlib, lzma and bz2 each raise their own error for damaged data.
        raise RefusedFile(name, "is damaged and cannot be opened") from error
    if damaged:
        raise RefusedFile(name, "is damaged and cannot be opened")
    if "macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise RefusedFile(
            name, "contains macros; please save it without them, as .pptx or .docx, and send that"
        )
    for main, kind in _MAIN.items():
        if main in types:
            if kind in _ADVICE:
                raise RefusedFile(name, _ADVICE[kind])
            return kind
    raise RefusedFile(name, "is not a .pptx, .docx or .txt file")


def _check_parts(name: str, archive: zipfile.ZipFile, packed: int) -> None:
    """Refuses bombs by what the directory declares; Python never unpacks more than is declared."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedFile(name, "would unpack to far more than a document holds")
    for part in parts:
        if part.flag_bits & 1:
            raise RefusedFile(
                name, "is protected by a password; please save a copy without the password"
            )
        too_dense = part.file_size > MB and part.file_size > max(part.compress_size, 1) * MAX_RATIO
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        if too_dense or (is_xml and part.file_size > MAX_PART_XML):
            raise RefusedFile(name, "would unpack to far more than a document holds")


def _foreign(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        return "is in the OpenDocument format; please save it as .pptx or .docx"
    return "is an archive, not a document"


def decode_text(data: bytes) -> str | None:
    """The words of a text file in UTF-8, UTF-16 with its mark, or Windows' Western code; or None."""
    codes = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00-\x08\x0e-\x1f]", text) else text
    return None


def _check_text(name: str, data: bytes) -> str:
    if len(data) > MAX_TEXT:
        raise RefusedFile(
            name, f"is too long for a text: it has {_size(len(data))}, at most {_size(MAX_TEXT)}"
        )
    text = decode_text(data)
    if text is None:
        raise RefusedFile(name, "is not a .pptx, .docx or .txt file")
    if re.match(r"\s*<(!doctype|html|\?xml|svg)", text, re.I):
        raise RefusedFile(name, "is a web page, not a text; please save it as .docx or .txt")
    if not text.strip():
        raise RefusedFile(name, "is empty")
    return "txt"


def _size(count: int) -> str:
    return f"{count / MB:.1f} MB".replace(".0 MB", " MB")
