"""Every tool has a worksheet and a handout, as Word and as PDF, which say the same and are accessible."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest

from knowledge.demo.documents import DOCUMENTS
from knowledge.demo.pages.tools import TOOL_PAGES
from knowledge.demo.papers import PAPERS, Paper
from tests.knowledge.releases.pdf_tree import tag_tree
from tests.knowledge.releases.verapdf import report_of

each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)


def pdf_of(paper: Paper) -> bytes:
    return DOCUMENTS[paper.name].content()


def words_of_word_file(content: bytes) -> set[str]:
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return set(re.findall(r"\w+", " ".join(lines)))


def test_every_tool_has_both_papers():
    tools = [page.slug for page in TOOL_PAGES if page.model == "knowledge.ToolPage"]
    assert sorted((paper.key, paper.kind) for paper in PAPERS) == sorted(
        (tool, kind) for tool in tools for kind in ("handout", "worksheet")
    )


@each_paper
def test_the_pdf_says_what_the_word_file_says(paper):
    word = words_of_word_file(DOCUMENTS[f"{paper.name}-word"].content())
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(paper))).pages
    pdf = set(re.findall(r"\w+", " ".join(page.extract_text() for page in pages)))
    assert word - pdf == set(), "Make it anew: knowledge/demo/files/make_files.py"
    assert pdf - word <= {"Write", "here", "Page", "of"} | set("123456789")


@each_paper
def test_the_pdf_has_headings_lists_and_tables_with_headings(paper):
    with pikepdf.open(io.BytesIO(pdf_of(paper))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        tree = tag_tree(pdf)
    assert [tag.text() for tag in tree.every("H1")] == [paper.title]
    assert [tag.text() for tag in tree.every("H2")] == [part.heading for part in paper.parts]
    items = [line for part in paper.parts for line in (*part.steps, *part.points)]
    assert len(list(tree.every("LI"))) == len(items)
    tables = [part.table for part in paper.parts if part.table]
    for table, tag in zip(tables, tree.every("Table"), strict=True):
        assert len(list(tag.every("TH"))) == len(table.columns) + len(table.rows)


@pytest.mark.verapdf
def test_every_pdf_keeps_the_rules_of_pdf_ua(tmp_path: Path):
    for paper in PAPERS:
        (tmp_path / paper.pdf_name).write_bytes(pdf_of(paper))
    report = report_of(tmp_path)
    assert report.count("PASS ") == len(PAPERS), report
