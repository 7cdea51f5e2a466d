"""A worksheet that a group filled in and put beside its example stays what it was, and is found by its words."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pikepdf import Array, Dictionary, Name

from knowledge.demo.files_on_disk import read_bytes
from knowledge.demo.papers.worksheets import WORKSHEETS
from knowledge.demo.papers.writing import paper_docx
from knowledge.documents.extract import read_document
from knowledge.models import HubDocument
from search.copies import sync
from search.index import outbox
from tests.examples.reviewing import send_begun
from tests.search.asking import titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SAID = "Grandmothers & wombats wait"
SHEET = WORKSHEETS[0]


def filled_word() -> bytes:
    """The demo's worksheet with an answer typed into a cell."""
    document = Document(io.BytesIO(paper_docx(SHEET)))
    document.tables[0].rows[1].cells[1].text = SAID
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled_pdf() -> bytes:
    """The same to print, with a box of text laid over it, as viewers fill in what has no fields."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(read_bytes(SHEET.pdf_name))) as pdf:
        box = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=Array([200, 400, 400, 420]),
            Contents=SAID,
            DA=pikepdf.String("/Helv 10 Tf 0 g"),
            F=4,
        )
        pdf.pages[0].Annots = Array([pdf.make_indirect(box)])
        pdf.save(stream)
    return stream.getvalue()


def words_of_cells(data: bytes) -> list[list[str]]:
    tables = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def words_of_boxes(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(box.Contents) for page in pdf.pages for box in page.get("/Annots", [])]


@pytest.mark.parametrize(
    ("name", "filled", "words_of"),
    [("sheet.docx", filled_word, words_of_cells), ("sheet.pdf", filled_pdf, words_of_boxes)],
)
def test_a_filled_worksheet_stays_readable(contributor, place, name, filled, words_of):
    data = filled()
    assert SAID in str(words_of(data))
    contributor.begin()
    response = contributor.post("add_file", files=[SimpleUploadedFile(name, data)])
    assert response.status_code == 302
    (file,) = contributor.submission.files.attached()
    captioned = {f"caption-{file.pk}": "Our worksheet"}
    page = send_begun(contributor, place, photos="nobody", **captioned)
    page.get_latest_revision().publish()
    document = HubDocument.objects.get()
    public = Client().get(page.url).content.decode()
    assert f'href="{document.url}"' in public
    got = Client().get(document.url)
    assert got.status_code == 200
    fetched = b"".join(got.streaming_content)
    assert fetched == data
    assert words_of(fetched) == words_of(data)
    read_document(document)
    outbox.process()
    sync.deliver()
    assert titles("q=wombats+wait") == ["Our worksheet"]
