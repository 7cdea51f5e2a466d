"""What must not be opened is refused by its content, in one sentence, and leaves no row behind."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from knowledge.importing.guard import RefusedFile, check, decode_text
from knowledge.importing.models import ImportRun
from knowledge.models import HubDocument, PackPage
from tests.factories import word_bytes
from tests.knowledge.importing import deck_builder

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
TYPES = "[Content_Types].xml"


def archive(**parts: bytes) -> bytes:
    """A zip with those parts; "__" in a name stands for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def with_part(data: bytes, name: str, part: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An Office file with one part more."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", packing) as made:
        made.writestr(name, part)
    return stream.getvalue()


def with_type(data: bytes, old: str, new: str) -> bytes:
    """An Office file whose list of types says something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, part.replace(old.encode(), new.encode()) if name == TYPES else part)
    return stream.getvalue()


def macro_deck() -> bytes:
    """A deck with macros under a harmless name."""
    data = with_type(
        deck_builder.build_deck(),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )
    return with_part(data, "ppt/vbaProject.bin", b"Sub AutoOpen()")


BAD_FILES = {
    "empty": (lambda: b"", "is empty"),
    "program": (lambda: b"MZ\x90\x00" + b"\x00" * 99, "is a program"),
    "script": (lambda: b"#!/bin/sh\nrm -r x\n", "is a program"),
    "pdf": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n", "is a picture"),
    "rich text": (lambda: b"{\\rtf1 hello}", "RTF"),
    "web page": (lambda: b"<!DOCTYPE html><p>Hello</p>", "is a web page"),
    "binary": (lambda: bytes(range(256)) * 4, "is not a .pptx"),
    "spaces": (lambda: b" \n\n ", "is empty"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "by a password"),
    "old format": (lambda: OLE + "PowerPoint Document".encode("utf-16-le"), "old Office format"),
    "cut off": (lambda: deck_builder.build_deck()[:9000], "is damaged"),
    "archive": (lambda: archive(notes__txt=b"hello"), "is an archive"),
    "OpenDocument": (
        lambda: archive(mimetype=b"application/vnd.oasis.opendocument.presentation"),
        "OpenDocument",
    ),
    "macros": (macro_deck, "contains macros"),
    "macros in Word": (
        lambda: with_part(word_bytes("Hello."), "word/vbaProject.bin", b"Sub AutoOpen()"),
        "contains macros",
    ),
    "spreadsheet": (
        lambda: with_type(
            word_bytes("Hello."), "wordprocessingml.document.main", "spreadsheetml.sheet.main"
        ),
        "is a spreadsheet",
    ),
    "bomb": (
        lambda: with_part(word_bytes("Hello."), "word/media/a.png", b"\x00" * 30_000_000),
        "would unpack",
    ),
    "a list of parts longer than any": (
        lambda: archive(**{("x" * 900) + str(number): b"" for number in range(1_300)}),
        "would unpack",
    ),
    "a type list that unpacks to much": (
        lambda: archive(**{"[Content_Types]__xml": b" " * 3_000_000}),
        "would unpack",
    ),
    "packed in a way of its own": (
        lambda: with_part(word_bytes("Hello."), "word/a.xml", b"<a/>", zipfile.ZIP_LZMA),
        "packed in a way",
    ),
    "many parts": (
        lambda: archive(**{f"part{number}": b"" for number in range(10_001)}),
        "would unpack",
    ),
    "broken inside": (
        lambda: with_part(
            archive(
                **{
                    "[Content_Types]__xml": b"<Types>presentationml.presentation.main+xml</Types>",
                }
            ),
            "ppt/presentation.xml",
            b"<not xml",
        ),
        "is damaged",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", BAD_FILES)
def test_a_bad_file_is_one_sentence_and_no_rows(what, tmp_path, home, capsys):
    make, reason = BAD_FILES[what]
    path = tmp_path / "pack.pptx"
    path.write_bytes(make())
    good = tmp_path / "good.txt"
    good.write_bytes(deck_builder.build_text())

    # A good file beside it is not imported either: all or none.
    with pytest.raises(CommandError) as caught:
        call_command("import_pack", str(good), str(path))

    sentence = str(caught.value)
    assert sentence.startswith("“pack.pptx” ")
    assert reason in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert not ImportRun.objects.exists()
    assert not PackPage.objects.exists()
    assert not HubDocument.objects.exists()


def test_a_mostly_white_bitmap_is_no_bomb():
    data = word_bytes("Hello.")
    for name, size in (("word/media/a.bmp", 30_000_000), ("word/media/b.emf", 1_600_000)):
        data = with_part(data, name, b"\xff" * size)
    assert check("a.docx", data, max_bytes=10**7) == "docx"


def test_a_list_of_a_million_parts_costs_nothing():
    """A file within the limit can name so many; `zipfile` makes an object of each."""
    line = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *[0] * 18)
    directory = line * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), 0, 0)
    began = time.process_time()
    with pytest.raises(RefusedFile, match="would unpack"):
        check("a.pptx", b"PK" + directory + end, max_bytes=10**8)
    assert time.process_time() - began < 2


def test_a_text_may_be_cut_within_a_letter_where_only_its_beginning_is_looked_at():
    data = b"a" + "🙂".encode() * 40_000
    assert check("a.txt", data, max_bytes=10**7) == "txt"


@pytest.mark.parametrize("kind", ["presentationml.slideshow", "presentationml.template"])
def test_shows_and_templates_are_read_as_decks(kind):
    data = with_type(deck_builder.build_deck(), "presentationml.presentation.main", f"{kind}.main")
    assert check("a.ppsx", data, max_bytes=10**7) == "pptx"


def test_a_large_file_is_refused():
    with pytest.raises(RefusedFile, match="is too large: it has 2 MB and at most 1 MB"):
        check("a.pptx", b"PK" + b"\x00" * (2 * 1024 * 1024 - 2), max_bytes=1024 * 1024)


def test_a_zip_with_a_password_is_refused():
    data = bytearray(archive(secret__txt=b"hello"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RefusedFile, match="by a password"):
        check("a.docx", bytes(data), max_bytes=10**6)


@pytest.mark.parametrize("name", ["pack.pptx", "pack.docx", "pack.exe", "pack"])
def test_the_name_does_not_count(name):
    assert check(name, deck_builder.build_deck(), max_bytes=10**7) == "pptx"
    assert check(name, word_bytes("Hello."), max_bytes=10**7) == "docx"
    assert check(name, b"Hello.", max_bytes=10**7) == "txt"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_come_in_several_codes(code):
    assert decode_text("A café’s notes".encode(code)) == "A café’s notes"


@pytest.mark.django_db
def test_missing_files_and_people_are_named(home, tmp_path):
    with pytest.raises(CommandError, match=r"“none\.pptx” does not exist\."):
        call_command("import_pack", str(tmp_path / "none.pptx"))
    with pytest.raises(CommandError, match="is a folder"):
        call_command("import_pack", str(tmp_path))
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("import_pack", "x.txt", user="nobody@example.org")
