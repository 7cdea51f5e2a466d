"""A round as a Word file: headings, tables whose first row is repeated, a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from knowledge.contracts.later import later
from knowledge.typesetting.word_files import MEDIA_TYPE, content_of, repeat_as_head, set_up
from knowledge.workspaces.results import Helped, Results

if TYPE_CHECKING:
    from docx import Document
    from docx.document import Document as WordDocument
    from docx.shared import Cm
else:
    Document, Cm = later("docx", "Document"), later("docx.shared", "Cm")

__all__ = ["MEDIA_TYPE", "add_table", "begun", "file_of"]


def file_of(results: Results, weakest: Sequence[Helped]) -> bytes:
    """The .docx."""
    document = begun(results.questions.title)
    day = timezone.localtime(results.round.started_at)
    document.add_paragraph(
        f"Round {results.round.number}, begun on {day:%d %B %Y}. "
        f"{results.answered} of {results.total} statements are answered."
    )
    _scores(document, results)
    _where_to_begin(document, weakest)
    _plan(document, results)
    _answers(document, results)
    return content_of(document)


def begun(title: str) -> WordDocument:
    """A file with its title as its heading."""
    document = Document()
    sizes = {"Normal": 11, "Heading 1": 20, "Heading 2": 15, "Heading 3": 12}
    set_up(document, title, author=settings.HUB_SITE_NAME, sizes=sizes)
    document.add_heading(title, level=1)
    return document


def _scores(document: WordDocument, results: Results) -> None:
    document.add_heading("Scores", level=2)
    head = ["Area", "Now", "Answered"]
    if results.earlier:
        head += ["Last time", "Change"]
    rows = []
    for each in results.areas:
        row = [each.area.name, each.now.words, f"{each.now.answered} of {each.now.total}"]
        if results.earlier:
            row += [each.before.words if each.before else "not asked", each.change]
        rows.append(row)
    add_table(document, head, rows)


def _where_to_begin(document: WordDocument, weakest: Sequence[Helped]) -> None:
    if weakest:
        document.add_heading("Where to begin", level=2)
    for each, cards in weakest:
        document.add_heading(f"{each.area.name} ({each.now.words})", level=3)
        for card in cards:
            address = urljoin(settings.HUB_BASE_URL, card.url)
            document.add_paragraph(f"{card.title}: {address}", style="List Bullet")


def _plan(document: WordDocument, results: Results) -> None:
    document.add_heading("Action plan", level=2)
    if not results.plan:
        document.add_paragraph("Nothing is planned yet.")
        return
    rows = [
        (
            each.statement.text,
            each.answer.get_priority_display() or "not chosen",
            each.answer.what,
            each.answer.who,
            each.answer.when,
        )
        for each in results.plan
        if each.answer
    ]
    add_table(document, ("Statement", "Urgent", "What", "Who", "By when"), rows)


def _answers(document: WordDocument, results: Results) -> None:
    document.add_heading("All answers", level=2)
    area = None
    for each in results.statements:
        if each.area is not area:
            area = each.area
            document.add_heading(area.name, level=3)
        paragraph = document.add_paragraph(f"{each.number}. {each.statement.text} ")
        paragraph.add_run(each.level).bold = True
        if each.answer and each.answer.evidence:
            document.add_paragraph(each.answer.evidence).paragraph_format.left_indent = Cm(1)


def add_table(document: WordDocument, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    repeat_as_head(table.rows[0])
    for cell, title in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
