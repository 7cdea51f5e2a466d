"""The text of files: every sort, once per content, and no file stops anything."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from knowledge.documents import extract, readers
from knowledge.documents.office import guard
from knowledge.documents.reading_process import outcome
from knowledge.documents.texts import texts_of_files
from knowledge.models import DocumentText, HubDocument
from tests.factories import make_document, pdf_bytes, word_bytes


def read(tmp_path: Path, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)
    return outcome(path, path.suffix.lstrip("."))


def saved(thing, *args) -> bytes:
    stream = io.BytesIO()
    thing.save(stream, *args)
    return stream.getvalue()


def encrypted_pdf(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes("A secret"))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def slides() -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "The ladder"
    table = slide.shapes.add_table(1, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Rung", "Doing to"
    slide.notes_slide.notes_text_frame.text = "Ask where people stand."
    return saved(deck)


@pytest.mark.parametrize(
    ("reader", "spared"),
    [("pdf_file", "openpyxl"), ("office_files", "pypdf"), ("sheet_files", "pypdf")],
)
def test_a_reader_loads_neither_models_nor_what_others_need(reader, spared):
    program = (
        "import sys; import knowledge.documents.reading_process;"
        f"import knowledge.documents.readers.{reader};"
        f"sys.exit(bool({{'django.db', '{spared}'}} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_pdf_page_by_page(tmp_path):
    result = read(tmp_path, "a.pdf", pdf_bytes("First words", "Second words"))
    assert result["status"] == "read"
    first, second = result["passages"]
    assert "First words" in first["text"]
    assert (second["anchor"], second["place"]) == ("page=2", "page 2")


def test_a_scanned_pdf_has_no_text(tmp_path):
    assert read(tmp_path, "a.pdf", pdf_bytes(""))["status"] == "no-text"


def test_a_protected_pdf(tmp_path):
    assert read(tmp_path, "a.pdf", encrypted_pdf("secret"))["status"] == "encrypted"
    assert read(tmp_path, "b.pdf", encrypted_pdf(""))["status"] == "read"


def test_word_by_headings_with_tables_in_place(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("Before.")
    document.add_heading("Aims", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Aim", "To listen"
    document.add_paragraph("After.")
    before, aims = read(tmp_path, "a.docx", saved(document))["passages"]
    assert before["text"] == "Before."
    assert aims["heading"] == "Aims"
    assert aims["text"].splitlines() == ["Aims", "Aim", "To listen", "After."]


def test_word_with_fields_boxes_notes_and_changes(tmp_path):
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.sections[0].header.paragraphs[0].text = "Sussex partnership"
    document.add_heading("Aims", 1)
    parts = (
        "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>Filled in</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {0}><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t>"
        "</w:r></w:sdtContent></w:sdt></w:p>",
        "<w:p {0}><w:r><w:t>Outside</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Inside a box</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r></w:p>",
        "<w:p {0}><w:ins><w:r><w:t>Added</w:t></w:r></w:ins><w:del><w:r><w:delText>Struck out"
        "</w:delText></w:r></w:del></w:p>",
    )
    end = document.element.body[-1]
    for part in parts:
        end.addprevious(parse_xml(part.format(nsdecls("w"))))
    aims, beside = read(tmp_path, "a.docx", saved(document))["passages"]
    assert aims["text"].splitlines() == ["Aims", "Filled in", "Outside", "Inside a box", "Added"]
    assert beside["text"] == "Sussex partnership"


def test_a_long_text_is_cut_at_lines_and_loses_no_word():
    lines = [f"Line {number} has some words." for number in range(500)]
    parts = list(readers.stretches("\n".join([*lines, "word " * 3000]), longest=1000))
    assert " ".join(parts).split() == " ".join([*lines, "word " * 3000]).split()
    assert max(map(len, parts)) <= 2100
    assert list(readers.stretches("Short")) == ["Short"]
    assert list(readers.stretches(" \n ")) == []


def test_a_page_that_cannot_be_read_costs_only_itself(tmp_path, monkeypatch):
    from pypdf import PageObject

    real = PageObject.extract_text

    def extract_text(page, *args, **kwargs):
        text = real(page, *args, **kwargs)
        if "Second" in text:
            raise ValueError("a font of the devil")
        return text

    monkeypatch.setattr(PageObject, "extract_text", extract_text)
    first, third = read(tmp_path, "a.pdf", pdf_bytes("First", "Second", "Third"))["passages"]
    assert (first["place"], third["place"]) == ("page 1", "page 3")
    assert read(tmp_path, "b.pdf", pdf_bytes("Second"))["status"] == "broken"


def test_slides_with_tables_and_notes(tmp_path):
    (slide,) = read(tmp_path, "a.pptx", slides())["passages"]
    assert (slide["heading"], slide["place"]) == ("The ladder", "slide 1")
    assert "Doing to" in slide["text"]
    assert "Ask where people stand." in slide["text"]


def test_a_spreadsheet_by_sheets(tmp_path):
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.title = "Costs"
    workbook.active.append(["Room", 20])
    (sheet,) = read(tmp_path, "a.xlsx", saved(workbook))["passages"]
    assert (sheet["text"], sheet["place"]) == ("Room 20", "Costs")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_however_written(tmp_path, encoding):
    (passage,) = read(tmp_path, "a.txt", "Café – “yes”".encode(encoding))["passages"]
    assert passage["text"] == "Café – “yes”"


def test_captions_open_at_their_second(tmp_path):
    text = "WEBVTT\n\n00:01:15.000 --> 00:01:18.000\nWelcome, all.\n"
    (passage,) = read(tmp_path, "a.vtt", text.encode())["passages"]
    assert (passage["text"], passage["anchor"]) == ("Welcome, all.", "t=75")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.pptx", "a.xlsx", "a.odt"])
def test_a_broken_file_says_so(tmp_path, name):
    result = read(tmp_path, name, b"%PDF-1.7 this is nothing of the sort")
    assert result["status"] == "broken"
    assert result["error"]


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx"])
def test_an_office_file_with_a_password(tmp_path, name):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert read(tmp_path, name, content)["status"] == "encrypted"


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "MAX_UNPACKED", 1000)
    stream = io.BytesIO(word_bytes("Words"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", bytes(1_000_000))
    assert read(tmp_path, "a.docx", stream.getvalue())["status"] == "too-big"


# --- the process ---


def test_the_process_gives_what_the_reader_gives(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("Words of the page"))
    assert "Words of the page" in extract.run_reading_process(path, "pdf")["passages"][0]["text"]


def test_an_endless_reader_is_stopped(tmp_path):
    import os

    path = tmp_path / "a.txt"
    os.mkfifo(path)
    began = time.monotonic()
    result = extract.run_reading_process(path, "txt", seconds=3)
    assert time.monotonic() - began < 30
    assert result["status"] == "broken"
    assert "3 seconds" in result["error"]


def test_a_reader_that_takes_all_memory_is_stopped(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)  # no space on the disk, three gigabytes once read
    assert extract.run_reading_process(path, "txt")["status"] in {"too-big", "broken"}


# --- once per content ---


@pytest.mark.django_db
def test_saving_a_document_has_it_read_once(django_capture_on_commit_callbacks, monkeypatch):
    runs = []
    real = extract.run_reading_process
    monkeypatch.setattr(
        extract, "run_reading_process", lambda *args: (runs.append(1), real(*args))[1]
    )
    with django_capture_on_commit_callbacks(execute=True):
        first = make_document(name="a.pdf", content=pdf_bytes("Shared words"))
    with django_capture_on_commit_callbacks(execute=True):
        make_document(name="copy.pdf", content=first.file.open().read())
    assert len(runs) == 1
    first.refresh_from_db()
    (passage,) = texts_of_files([first.file_hash])[first.file_hash]
    assert "Shared words" in passage.text
    assert passage.anchor == "page=1"


@pytest.mark.django_db
def test_a_broken_file_is_saved_all_the_same_and_tried_twice(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document(name="a.pdf", content=b"broken")
    assert HubDocument.objects.filter(pk=document.pk).exists()
    assert DocumentText.objects.get().status == DocumentText.Status.BROKEN
    for _ in range(3):
        call_command("run_due", only=["read documents that were missed"])
    text = DocumentText.objects.get()
    assert text.attempts == extract.MOST_ATTEMPTS
    assert not extract.unread_documents().exists()


@pytest.mark.django_db
def test_the_duty_finds_what_no_handler_saw_and_forgets_what_is_gone():
    document = make_document(name="a.txt", content=b"Found later")
    DocumentText.objects.create(file_hash="f" * 40, status="read")
    call_command("run_due", only=["read documents that were missed"])
    document.refresh_from_db()
    assert [text.file_hash for text in DocumentText.objects.all()] == [document.file_hash]


@pytest.mark.django_db
def test_a_missing_file_is_no_failure():
    document = make_document(name="a.txt", content=b"Gone")
    document.file.storage.delete(document.file.name)
    text = extract.read_document(document)
    assert text.status == DocumentText.Status.MISSING
    # It is looked for again, and read when it is back.
    document.file.storage.save(document.file.name, ContentFile(b"Gone"))
    call_command("run_due", only=["read documents that were missed"])
    text.refresh_from_db()
    assert (text.status, text.passages[0]["text"]) == (DocumentText.Status.READ, "Gone")
