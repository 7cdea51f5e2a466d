"""Each worksheet is there as Word and as PDF, which say the same and are accessible."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest

from knowledge.demo.documents import DOCUMENTS
from knowledge.demo.worksheets import WORKSHEETS, Worksheet
from tests.knowledge.releases.pdf_tree import tag_tree
from tests.knowledge.releases.verapdf import report_of

each_worksheet = pytest.mark.parametrize("sheet", WORKSHEETS, ids=lambda sheet: sheet.key)


def pdf_of(sheet: Worksheet) -> bytes:
    return DOCUMENTS[f"{sheet.key}-worksheet-pdf"].content()


def words_of_word_file(content: bytes) -> set[str]:
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return set(re.findall(r"\w+", " ".join(lines)))


@each_worksheet
def test_the_pdf_says_what_the_word_file_says(sheet):
    word = words_of_word_file(DOCUMENTS[f"{sheet.key}-worksheet"].content())
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(sheet))).pages
    pdf = set(re.findall(r"\w+", " ".join(page.extract_text() for page in pages)))
    assert word - pdf == set(), "Make it anew: knowledge/demo/files/make_files.py"
    assert pdf - word <= {"Write", "here", "Page", "of"} | set("123456789")


@each_worksheet
def test_the_pdf_has_headings_and_tables_with_headings(sheet):
    with pikepdf.open(io.BytesIO(pdf_of(sheet))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        tree = tag_tree(pdf)
    assert [tag.text() for tag in tree.every("H1")] == [f"{sheet.tool} worksheet"]
    headings = [tag.text() for tag in tree.every("H2")]
    assert headings == ["What to do", *(table.heading for table in sheet.tables)]
    for table, tag in zip(sheet.tables, tree.every("Table"), strict=True):
        assert len(list(tag.every("TH"))) == len(table.columns) + len(table.rows)


@pytest.mark.verapdf
def test_every_pdf_keeps_the_rules_of_pdf_ua(tmp_path: Path):
    for sheet in WORKSHEETS:
        (tmp_path / sheet.pdf_name).write_bytes(pdf_of(sheet))
    report = report_of(tmp_path)
    assert report.count("PASS ") == len(WORKSHEETS), report
