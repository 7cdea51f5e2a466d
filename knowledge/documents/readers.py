"""Reads the text of files, each sort in stretches that a search hit can open at.

No Django here: it runs in a process of its own (`knowledge.documents.reading_process`), because a
file from anybody may be broken, hostile or endless. Every reader yields passages in reading order.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypedDict

from knowledge.videos.transcripts import is_webvtt, passages_of_transcript

MOST_CHARACTERS = 5_000_000
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_PARTS = 10_000
PLAIN_PASSAGE_CHARACTERS = 4_000


class Said(TypedDict):
    """A passage as it is stored: see `knowledge.findable.Passage`."""

    text: str
    heading: str
    anchor: str
    place: str


class Encrypted(Exception):
    """The file is protected by a password."""


class TooBig(Exception):
    """The file is bigger, unpacked, than we are willing to read."""


def said(text: str, *, heading: str = "", anchor: str = "", place: str = "") -> Said:
    """A passage."""
    return Said(text=text.strip(), heading=heading.strip(), anchor=anchor, place=place)


def read(path: Path, extension: str) -> list[Said]:
    """What the file says; empty if it holds no text. Encrypted, TooBig or the reader's own error."""
    reader = READERS.get(extension.lower().lstrip("."))
    if reader is None:
        return []
    if zipfile.is_zipfile(path):
        refuse_bombs(path)
    passages: list[Said] = []
    characters = 0
    for passage in reader(path):
        if not passage["text"]:
            continue
        characters += len(passage["text"])
        if characters > MOST_CHARACTERS:
            raise TooBig
        # PostgreSQL keeps no NUL in text.
        passages.append(said(**{key: str(v).replace("\0", "") for key, v in passage.items()}))
    return passages


def refuse_bombs(path: Path) -> None:
    """TooBig for an archive that unpacks to more than we read, or to too many parts."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise TooBig


def read_pdf(path: Path) -> Iterator[Said]:
    """A passage for each page; it opens there."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    # Many files that forbid printing are encrypted with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    for number, page in enumerate(reader.pages, start=1):
        yield said(page.extract_text() or "", anchor=f"page={number}", place=f"page {number}")


def read_docx(path: Path) -> Iterator[Said]:
    """A passage for each heading, with paragraphs and tables in the order of the document."""
    from docx import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    document = _opened(Document, path)
    heading, lines = "", []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += _rows(block.rows)
        elif isinstance(block, Paragraph) and ((block.style and block.style.name) or "").startswith(
            ("Heading", "Title")
        ):
            yield said("\n".join(lines), heading=heading)
            heading, lines = block.text, [block.text]
        else:
            lines.append(block.text)
    yield said("\n".join(lines), heading=heading)


def read_pptx(path: Path) -> Iterator[Said]:
    """A passage for each slide, with tables, grouped shapes and the speaker's notes."""
    from pptx import Presentation

    for number, slide in enumerate(_opened(Presentation, path).slides, start=1):
        title = slide.shapes.title
        lines = list(_shape_lines(slide.shapes))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            lines.append(slide.notes_slide.notes_text_frame.text)
        yield said(
            "\n".join(lines),
            heading=title.text_frame.text if title is not None else "",
            place=f"slide {number}",
        )


def _shape_lines(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from _rows(shape.table.rows)
        elif hasattr(shape, "shapes"):
            yield from _shape_lines(shape.shapes)


def _rows(rows: Any) -> list[str]:
    """A line a row; a merged cell, which the libraries give once for each column, is said once."""
    lines = []
    for row in rows:
        cells: list[str] = []
        for cell in row.cells:
            text = (cell.text_frame.text if hasattr(cell, "text_frame") else cell.text).strip()
            if text and (not cells or cells[-1] != text):
                cells.append(text)
        lines.append("\n".join(cells))
    return lines


def read_xlsx(path: Path) -> Iterator[Said]:
    """A passage for each sheet."""
    from openpyxl import load_workbook

    workbook = _opened(lambda file: load_workbook(file, read_only=True, data_only=True), path)
    for sheet in workbook.worksheets:
        rows = (
            " ".join(str(value) for value in row if value is not None)
            for row in sheet.iter_rows(values_only=True)
        )
        yield said("\n".join(row for row in rows if row), heading=sheet.title, place=sheet.title)


def read_odt(path: Path) -> Iterator[Said]:
    """One passage with every paragraph and heading."""
    from defusedxml.ElementTree import fromstring

    if not zipfile.is_zipfile(path):
        raise ValueError("not an OpenDocument file")
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Encrypted
        tree = fromstring(archive.read("content.xml"))
    space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    paragraphs = (each for each in tree.iter() if each.tag in {f"{space}p", f"{space}h"})
    yield said("\n".join("".join(each.itertext()) for each in paragraphs))


def read_plain(path: Path) -> Iterator[Said]:
    """Text, cut between paragraphs into stretches of a few thousand characters; captions by time."""
    text = decoded(path.read_bytes())
    if is_webvtt(text):
        for passage in passages_of_transcript(text):
            yield said(passage.text, anchor=passage.anchor, place=passage.place)
        return
    lines: list[str] = []
    for line in text.splitlines():
        lines.append(line)
        if not line.strip() and sum(map(len, lines)) > PLAIN_PASSAGE_CHARACTERS:
            yield said("\n".join(lines))
            lines = []
    yield said("\n".join(lines))


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _opened(opener: Callable[[str], Any], path: Path) -> Any:
    """An Office file opened; one with a password is no zip archive but an OLE container."""
    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Encrypted
    return opener(str(path))


READERS: dict[str, Callable[[Path], Iterator[Said]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "xlsx": read_xlsx,
    "odt": read_odt,
    "txt": read_plain,
    "csv": read_plain,
    "vtt": read_plain,
}
"""By extension. A file of any other sort has no text for us."""
