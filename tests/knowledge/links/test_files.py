"""Addresses behind the words of files are in the ledger, not only those that are written out."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from fpdf import FPDF
from openpyxl import Workbook
from pptx import Presentation

from knowledge.documents.extract import read_document
from knowledge.documents.hyperlinks import hyperlinks_of
from knowledge.documents.reading_process import outcome
from knowledge.links.ledger import index_documents
from knowledge.links.models import LinkPlace
from knowledge.models import HubDocument

ADDRESS = "https://behind.example/?a=1&b=2"


def pdf() -> bytes:
    file = FPDF()
    file.add_page()
    file.set_font("helvetica", size=12)
    file.cell(text="Words", link=ADDRESS)
    return bytes(file.output())


def saved(thing) -> bytes:
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def docx() -> bytes:
    file = Document()
    file.add_paragraph("Words")
    file.part.relate_to(ADDRESS, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return saved(file)


def pptx() -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Words"
    run = slide.placeholders[1].text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "More", ADDRESS
    return saved(deck)


def xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "Words"
    book.active["A1"].hyperlink = ADDRESS
    return saved(book)


def odt() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text><text:p>'
            f'<text:a xlink:href="{ADDRESS.replace("&", "&amp;")}">Words</text:a>'
            "</text:p></office:text></office:body></office:document-content>",
        )
    return stream.getvalue()


FILES = {"pdf": pdf, "docx": docx, "pptx": pptx, "xlsx": xlsx, "odt": odt}


@pytest.mark.parametrize("extension", FILES)
def test_addresses_behind_words_are_read(tmp_path: Path, extension):
    path = tmp_path / f"file.{extension}"
    path.write_bytes(FILES[extension]())
    said = outcome(path, extension)
    assert said["status"] == "read"
    assert said["hyperlinks"] == [ADDRESS]


def test_what_cannot_be_read_has_none(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    assert hyperlinks_of(path, "pdf") == []
    assert hyperlinks_of(path, "txt") == []


CELLS = [
    "https://a.example/one",
    "Next cell",
    "https://b.example/two;https://c.example/three",
    "https://d.example/four.",
]
WRITTEN = {"https://a.example/one", "https://b.example/two", "https://c.example/three", "https://d.example/four"}  # fmt: skip


def table(delimiter: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([["Group", "Notes", "Links", "More"], CELLS])
    return file.getvalue().encode()


def workbook() -> bytes:
    book = Workbook()
    book.active.append(CELLS)
    return saved(book)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("groups.csv", table(",")),
        ("groups.csv", table(";")),
        ("groups.csv", table("\t")),
        ("groups.xlsx", workbook()),
        # A quotation mark that nothing closes, over more than a cell may hold.
        ("groups.csv", b'"' + "\n".join(CELLS).encode() + b"\n" + b"word " * 40_000),
    ],
)
def test_addresses_in_cells_end_with_them(name, content):
    document = HubDocument(title="Groups")
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    read_document(document)
    index_documents([document.file_hash])
    places = LinkPlace.objects.filter(row_id=document.pk)
    assert set(places.values_list("link__address", flat=True)) == WRITTEN


@pytest.mark.django_db
def test_they_are_in_the_ledger_with_their_file():
    document = HubDocument(title="A leaflet")
    document.file.save("leaflet.pdf", ContentFile(pdf()), save=False)
    document.save()
    assert read_document(document).hyperlinks == [ADDRESS]
    index_documents([document.file_hash])
    place = LinkPlace.objects.get(link__address=ADDRESS)
    assert (place.row_id, place.where) == (document.pk, "Behind words in the file")
