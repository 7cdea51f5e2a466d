"""Files as strangers send them: broken, disguised, oversized, oddly named. Made here, harmless everywhere else.

None of them makes a well-kept program fail: they are cut off, wrongly named, flat and large, or say of
themselves what is not so. Each must be taken, or be refused in one sentence.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from openpyxl import Workbook
from PIL import Image, PngImagePlugin
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from tests.factories import pdf_bytes, word_bytes

PICTURES = ("jpg", "png", "gif", "webp", "avif")
OFFICE = ("docx", "pptx", "xlsx", "odt")
_PIL = {"jpg": "JPEG"}
DISGUISES = {
    "a program": b"MZ\x90\x00" + bytes(200),
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "zeros": bytes(4096),
    "nothing": b"",
    "a picture and a page": b"GIF89a/*" + b"<script>alert(1)</script>",
}
ODD_NAMES = [
    "../../etc/passwd.txt", "..\\..\\boot.txt", "a\u202efdp.exe", "con.txt", ".txt", "txt", "a.txt.",
    "a" * 300 + ".txt", "{{ 7 }}{% now 'Y' %}.txt", "<img src=x onerror=alert(1)>.txt", "a\tb\r\nc.txt",
    "-rf.txt", "%2e%2e%2f.txt", "résumé 文件.txt", "a.txt.exe", "a.txt;.jpg", "a b  .txt ",
]  # fmt: skip


def picture(kind: str, size=(300, 200), mode: str = "RGB", **options) -> bytes:
    """A flat picture."""
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, _PIL.get(kind, kind.upper()), **options)
    return stream.getvalue()


def saved(thing) -> bytes:
    """What it writes."""
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def archive(parts: dict[str, bytes], mimetype: str = "") -> bytes:
    """A zip with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


@lru_cache
def sound(kind: str) -> bytes:
    """One that is as it should be."""
    if kind in PICTURES:
        return picture(kind)
    return {
        "pdf": lambda: pdf_bytes("First", "Second"),
        "docx": lambda: word_bytes("Words"),
        "pptx": lambda: saved(Presentation()),
        "xlsx": lambda: saved(Workbook()),
        "odt": lambda: archive(
            {"content.xml": b"<office:document-content xmlns:office='o'/>"},
            "application/vnd.oasis.opendocument.text",
        ),
        "txt": lambda: b"Words",
        "csv": lambda: b"a,b\n1,2\n",
        "vtt": lambda: b"WEBVTT\n\n",
    }[kind]()


def with_part(kind: str, name: str, data: bytes) -> bytes:
    """A sound Office file, with a part more or another in the place of one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound(kind))) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, data)
    return stream.getvalue()


def with_macro_type() -> bytes:
    """A Word file that calls itself one with macros, and holds none."""
    with zipfile.ZipFile(io.BytesIO(sound("docx"))) as packed:
        listed = packed.read("[Content_Types].xml")
    plain = b"wordprocessingml.document.main+xml"
    changed = listed.replace(
        b"application/vnd.openxmlformats-officedocument." + plain,
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert changed != listed
    return with_part("docx", "[Content_Types].xml", changed)


def encrypted_pdf() -> bytes:
    """One that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sound("pdf"))))
    writer.encrypt(user_password="secret", owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large; readers refuse or stop at its end."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def with_large_metadata() -> bytes:
    """A photograph with more of a camera's words than one part holds."""
    plain = picture("jpg")
    part = b"\xff\xe1" + struct.pack(">H", 65_000) + b"Exif\0\0II*\0" + bytes(64_988)
    return plain[:2] + part * 6 + plain[2:]


def _odd_pictures() -> Iterator[tuple[str, bytes]]:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "x" * 500_000, zip=True)
    yield "large flat.png", picture("png", (7000, 7000))
    yield "large flat see-through.png", picture("png", (5000, 5000), "RGBA")
    yield "large flat.jpg", picture("jpg", (9000, 9000))
    yield "claims much.png", png_of(60_000, 60_000)
    yield "claims nothing.png", png_of(0, 10)
    yield "one line.png", picture("png", (20_000, 1))
    yield "large metadata.jpg", with_large_metadata()
    yield "long comment.png", picture("png", pnginfo=text)
    yield "false profile.jpg", picture("jpg", icc_profile=b"no profile" * 100)
    yield "grey.png", picture("png", mode="I;16")
    yield "two colours.png", picture("png", mode="1")
    yield "four inks.jpg", picture("jpg", mode="CMYK")
    frames = [Image.new("P", (50, 50), each % 250) for each in range(100)]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    yield "moving.gif", stream.getvalue()
    wrong = bytearray(picture("png"))
    wrong[45] ^= 0xFF
    yield "wrong sum.png", bytes(wrong)


def _odd_documents() -> Iterator[tuple[str, bytes]]:
    yield "protected.pdf", encrypted_pdf()
    yield "old protected.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "macro type.docx", with_macro_type()
    yield "macros.docx", with_part("docx", "word/vbaProject.bin", b"x")
    yield "unpacks to much.docx", with_part("docx", "word/media/a.bin", b"")[:-22] + bytes(22)
    yield (
        "many parts.pptx",
        archive({"ppt/presentation.xml": b"<x/>"} | {f"{n}.xml": b"" for n in range(10_001)}),
    )
    yield "no xml.docx", with_part("docx", "word/document.xml", b"\xff\xfe no markup")
    yield (
        "a document type.docx",
        with_part("docx", "word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    )
    yield "parts outside.docx", with_part("docx", "../../outside.txt", b"x")
    yield "no start.vtt", b"1\n00:00:00.000 --> 00:00:01.000\nHello\n"
    yield "formulas.csv", b"=1+1,@SUM(A1)\n" * 50
    yield "half letters.txt", b"\xc3\x28\xa0\xa1" * 200
    yield "no film.mp4", b"\0\0\0\x18ftypmp42" + bytes(100)


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each."""
    kinds = (*PICTURES, *OFFICE, "pdf")
    for kind in kinds:
        whole = sound(kind)
        for part in (0.05, 0.5, 0.98):
            yield f"cut {part}.{kind}", whole[: max(1, int(len(whole) * part))]
        yield f"twice.{kind}", whole + whole
    for kind in ("jpg", "png", "pdf", "docx", "txt"):
        for what, data in DISGUISES.items():
            yield f"{what}.{kind}", data
    for kind, other in zip(kinds, kinds[1:] + kinds[:1], strict=True):
        yield f"{other} inside.{kind}", sound(other)
    for name in ODD_NAMES:
        yield name, sound("txt")
    yield from _odd_pictures()
    yield from _odd_documents()
