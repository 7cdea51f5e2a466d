"""One file of each kind that people send, near its limit or made to cost much, for `uploads`."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Iterator

from docx import Document
from PIL import Image
from pptx import Presentation
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from examples.template_fields import PROJECTS
from examples.word.filled import filled_word

LARGE = 48 * 1024 * 1024
"""Below the limit of 50 MB, with what stands around it."""
LARGE_FORM = 19 * 1024 * 1024
IMAGE, DOCUMENT, IMPORT = "/admin/images/add/", "/admin/documents/add/", "/admin/import/"
FILES, FORM = "/share/{example}/files/", "/share/{example}/"


def kinds() -> Iterator[tuple[str, str, bytes]]:
    """Where it is sent, its name and its content. Numbers and letters by chance cannot be packed."""
    for name, kind, mode, side in (
        ("7000.png", "PNG", "RGB", 7000),
        ("7000-see-through.png", "PNG", "RGBA", 7000),
        ("9000.jpg", "JPEG", "RGB", 9000),
    ):
        yield IMAGE, name, _picture(Image.new(mode, (side, side)), kind)
    noise = _picture(Image.frombytes("RGB", (4000, 3900), os.urandom(4000 * 3900 * 3)), "PNG")
    yield IMAGE, "noise.png", noise
    yield from _documents()
    yield from _imports()
    yield FILES, "contributors-noise.png", noise
    yield FILES, "contributors.pdf", _pdf()
    yield FILES, "contributors.docx", with_part(word_file(1), "word/media/a.png", LARGE)
    yield from _forms()


def _documents() -> Iterator[tuple[str, str, bytes]]:
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + os.urandom(LARGE)
    yield DOCUMENT, "film.mp4", film
    yield DOCUMENT, "long.pdf", _pdf()
    yield DOCUMENT, "large.docx", with_part(word_file(1), "word/media/a.png", LARGE)
    yield DOCUMENT, "long.txt", b"Words and more words. " * (LARGE // 22)
    yield DOCUMENT, "million-parts.docx", _million_parts()
    listed = b"<Types>" + os.urandom(LARGE // 3).hex().encode()
    yield DOCUMENT, "long-list.docx", _archive({"[Content_Types].xml": listed})


def _imports() -> Iterator[tuple[str, str, bytes]]:
    stream = io.BytesIO()
    deck = Presentation()
    for number in range(20):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
    deck.save(stream)
    yield IMPORT, "large-deck.pptx", with_part(stream.getvalue(), "ppt/media/a.png", LARGE)
    yield IMPORT, "much-text.docx", word_file(8_000)
    yield IMPORT, "text.txt", "Ein Wort 🙂 ".encode() * (5 * 1024 * 1024 // 14)
    yield IMPORT, "million-parts.pptx", _million_parts()


def _forms() -> Iterator[tuple[str, str, bytes]]:
    form = filled_word(PROJECTS, {"aims": "To listen"})
    yield FORM, "photograph.docx", with_part(form, "word/media/a.png", LARGE_FORM)
    long = filled_word(PROJECTS, dict.fromkeys(("aims", "scope"), "words of a person " * 10000))
    yield FORM, "long-answers.docx", long
    yield FORM, "endless.docx", word_file(30_000)


def word_file(paragraphs: int) -> bytes:
    """A Word file with so many paragraphs of 1,080 letters."""
    plain, made = io.BytesIO(), io.BytesIO()
    Document().save(plain)
    paragraph = f"<w:p><w:r><w:t>{'All the words of a person. ' * 40}</w:t></w:r></w:p>"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", f"<w:body>{paragraph * paragraphs}".encode())
            new.writestr(name, part)
    return made.getvalue()


def with_part(data: bytes, name: str, size: int) -> bytes:
    """An Office file with so many bytes more."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, os.urandom(size))
    return stream.getvalue()


def _picture(picture: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


def _pdf() -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(300, 300)
    attached = StreamObject()
    attached.set_data(os.urandom(LARGE))
    page[NameObject("/Attached")] = writer._add_object(attached)
    writer.write(stream)
    return stream.getvalue()


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _million_parts() -> bytes:
    line = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *[0] * 18)
    directory = line * 1_000_000
    return b"PK" + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), 0, 0)
