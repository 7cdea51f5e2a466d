"""What is no form is refused in one sentence that says what to do, and is never opened."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from pptx import Presentation

from examples.template_fields import PROJECTS
from examples.word import asking, reading
from examples.word.asking import read_upload
from examples.word.blank import blank_word
from examples.word.filled import filled_word
from examples.word.reading import MAX_BYTES, read_word_form
from knowledge.importing.guard import RefusedFile
from knowledge.limited.run import LimitedWorkError
from knowledge.limited.turns import one_at_a_time

GOOD = filled_word(PROJECTS, {"aims": "To listen"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def repacked(change=lambda name, text: text, **more: bytes) -> bytes:
    """A copy of a good form with its parts changed and more parts added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if (text := change(name, source.read(name))) is not None:
                target.writestr(name, text)
        for name, text in more.items():
            target.writestr(name.replace("__", "/").replace("_", "."), text)
    return buffer.getvalue()


def as_macro_document(name: str, text: bytes) -> bytes:
    """What the list of parts says of a .docm."""
    if name != "[Content_Types].xml":
        return text
    return text.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name.replace("_", "."), text)
    return buffer.getvalue()


def encrypted_entries() -> bytes:
    """A ZIP whose first entry says that it is encrypted."""
    data = bytearray(GOOD)
    place = data.rindex(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, place + 8)[0]
    struct.pack_into("<H", data, place + 8, flags | 1)
    return bytes(data)


def slides() -> bytes:
    buffer = io.BytesIO()
    Presentation().save(buffer)
    return buffer.getvalue()


def with_chunk(name: str, text: bytes, target: str) -> bytes:
    """The parts of a form into which a program put another file."""
    if name == "word/_rels/document.xml.rels":
        return text.replace(
            b"</Relationships>",
            b'<Relationship Id="r77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/aFChunk" Target="%s"/></Relationships>' % target.encode(),
        )
    if name == "word/document.xml":
        return text.replace(b"<w:body>", b'<w:body><w:altChunk r:id="r77"/>')
    return text


SAVE = "please save your form as a Word document (.docx) and send that (“Save as”, “Export”"
REFUSED = {
    "macros by content type": (repacked(as_macro_document), "contains macros", SAVE),
    "macros inside": (repacked(word__vbaProject_bin=b"x"), "contains macros", SAVE),
    "encrypted by Office": (
        OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
        "without the password",
    ),
    "encrypted entries": (encrypted_entries(), "protected by a password", "without the password"),
    "old .doc": (OLE + b"\0" * 600, "old Office format", SAVE),
    "zip bomb": (repacked(word__media__bomb_xml=b"0" * 30_000_000), "unpack to far more", SAVE),
    "program": (b"MZ\x90\x00" + b"\0" * 600, "is a program", SAVE),
    "program for Linux": (b"\x7fELF" + b"\0" * 600, "is a program", SAVE),
    "OpenDocument slides": (
        archive(mimetype=b"application/vnd.oasis.opendocument.presentation", content_xml=b"<x/>"),
        "OpenDocument",
        SAVE,
    ),
    "OpenDocument without text": (
        archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<x/>"),
        "is damaged",
        "open it in Word",
    ),
    "PDF": (b"%PDF-1.7\n", "is a PDF", SAVE),
    "picture": (b"\x89PNG\r\n", "is a picture", SAVE),
    "slides": (slides(), "is not a Word document", SAVE),
    "text": (b"Dear all, here is our story.", "is not a Word document", SAVE),
    "web page": (b"<!doctype html><p>Hello", "is a web page", SAVE),
    "another archive": (archive(readme_txt=b"hello"), "is an archive", SAVE),
    "nothing": (b"", "is empty", SAVE),
    "cut short": (GOOD[: len(GOOD) // 2], "damaged", SAVE),
    "without a body": (
        repacked(lambda name, text: b"<x/>" if name == "word/document.xml" else text),
        "is damaged",
        "open it in Word",
    ),
    "broken XML": (
        repacked(lambda name, text: text[:-20] if name == "word/document.xml" else text),
        "is damaged",
        "open it in Word",
    ),
    "nested a thousand deep": (
        repacked(
            lambda name, text: (
                text.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 1000).replace(
                    b"</w:body>", b"</w:sdt>" * 1000 + b"</w:body>"
                )
                if name == "word/document.xml"
                else text
            )
        ),
        "is damaged",
        "open it in Word",
    ),
    "another file inside": (
        repacked(lambda *part: with_chunk(*part, "chunk.bin"), word__chunk_bin=b"%PDF-1.4 Hello"),
        "holds another file inside",
        "save it again",
    ),
}


@pytest.mark.parametrize(("data", "fault", "advice"), REFUSED.values(), ids=REFUSED.keys())
def test_is_refused_in_one_sentence_that_says_what_to_do(data, fault, advice):
    with pytest.raises(RefusedFile) as refused:
        read_word_form("our-form.docx", data)
    sentence = str(refused.value)
    assert sentence.startswith("“our-form.docx” ")
    assert fault in sentence
    assert advice in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ". " not in sentence.replace(".docx", "")


class HugeUpload(UploadedFile):
    """200 MB on the disk, of which nobody may read a byte."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "our-form.docx", size=200 * 1024 * 1024)

    def read(self, *args):
        raise AssertionError("a huge file must not be read")


def test_two_hundred_megabytes_are_refused_unread():
    with pytest.raises(RefusedFile, match="larger than 20 MB; please take out large pictures"):
        read_upload(HugeUpload(), PROJECTS)
    with pytest.raises(RefusedFile, match="larger than 20 MB"):
        read_word_form("our-form.docx", GOOD + b"\0" * MAX_BYTES)


def test_external_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden-words")

    def attack(name, text):
        if name != "word/document.xml":
            return text
        head, _, body = text.partition(b"?>")
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        return head + b"?>" + entity + body.replace(b"To listen", b"To listen &e;")

    read = read_word_form("our-form.docx", repacked(attack))
    assert "hidden-words" not in repr(read)


def test_a_good_upload_is_read():
    upload = SimpleUploadedFile("our-form.docx", GOOD)
    upload.read()
    assert read_upload(upload, PROJECTS).answers == {"aims": "To listen"}
    blank = SimpleUploadedFile("x.exe", blank_word(PROJECTS))
    assert read_upload(blank, PROJECTS).answers == {}


def test_an_upload_says_the_same_as_the_file_itself():
    data = repacked(
        lambda *part: with_chunk(*part, "chunk.html"),
        word__chunk_html="<html><body><p>Quokka 🙂 notes</p></body></html>".encode(),
    )
    sent = read_upload(SimpleUploadedFile("our-form.docx", data), PROJECTS)
    read = read_word_form("our-form.docx", data, PROJECTS)
    assert sent.unplaced
    assert (sent.template, sent.answers, sent.unplaced) == (
        read.template, read.answers, read.unplaced,
    )  # fmt: skip
    assert (sent.reworded, sent.pictures) == (read.reworded, read.pictures)


def test_far_more_text_than_a_form_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_LETTERS", 5)
    with pytest.raises(RefusedFile, match="far more text than a form; please copy your answers"):
        read_word_form("our-form.docx", GOOD)


@pytest.mark.parametrize(
    ("limit", "seconds", "sentence"),
    [
        ("WORK_SECONDS", 0.01, "takes too long to read; please copy your answers into the form"),
        ("WAIT_SECONDS", 0, "other forms are being read just now; please send it again"),
    ],
)
def test_who_waits_too_long_is_told(monkeypatch, limit, seconds, sentence):
    monkeypatch.setattr(asking, limit, seconds)
    turn = one_at_a_time("forms" if limit == "WAIT_SECONDS" else "nothing", seconds=5)
    with turn, pytest.raises(RefusedFile, match=sentence):
        read_upload(SimpleUploadedFile("our-form.docx", GOOD), PROJECTS)


def test_a_reader_that_stops_is_a_sentence(monkeypatch):
    def stop(*args, **kwargs):
        raise LimitedWorkError("The reader stopped with code -9.")

    monkeypatch.setattr(asking, "run_limited", stop)
    with pytest.raises(RefusedFile, match="could not be read; please save it again in Word"):
        read_upload(SimpleUploadedFile("our-form.docx", GOOD), PROJECTS)


def test_a_web_page_inside_is_read():
    data = repacked(
        lambda *part: with_chunk(*part, "chunk.html"),
        word__chunk_html=b"<html><body><p>Quokka notes</p></body></html>",
    )
    read = read_word_form("our-form.docx", data)
    assert read.answers == {"aims": "To listen"}
    assert [each.text for each in read.unplaced] == ["Quokka notes"]


def test_a_file_without_relations_of_its_own_is_read():
    data = repacked(lambda name, text: None if name == "_rels/.rels" else text)
    assert read_word_form("our-form.docx", data).answers == {"aims": "To listen"}


def test_the_strict_kind_of_file_is_read():
    def strict(name, text):
        return text.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    assert read_word_form("strict.docx", repacked(strict)).answers == {"aims": "To listen"}
