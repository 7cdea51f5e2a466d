"""A paper as Word and as what its PDF is made of: a screen reader follows headings, lists and tables in both."""

from __future__ import annotations

from html import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm

from knowledge.demo.papers.paper import Paper, Part, Table
from knowledge.typesetting.word_files import content_of, repeat_as_head, set_up

_AUTHOR = "Co-production Hub"
_SIZES = {"Normal": 12, "Heading 1": 24, "Heading 2": 16}


def paper_docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    document = Document()
    set_up(document, paper.title, author=_AUTHOR, sizes=_SIZES)
    document.add_heading(paper.title, 1)
    for sentence in (paper.own_making, *paper.begins):
        document.add_paragraph(sentence)
    for part in paper.parts:
        document.add_heading(part.heading, 2)
        for sentence in part.sentences:
            document.add_paragraph(sentence)
        for step in part.steps:
            document.add_paragraph(step, style="List Number")
        for point in part.points:
            document.add_paragraph(point, style="List Bullet")
        if part.table:
            _add_table(document, part.table)
        if part.after:
            document.add_paragraph(part.after)
    return content_of(document)


def _add_table(document: WordDocument, table: Table) -> None:
    """A table whose first row is repeated and read as its header."""
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    repeat_as_head(grid.rows[0])
    for filled in table.rows:
        row = grid.add_row()
        row.cells[0].text = filled[0]
        for cell, words in zip(row.cells[1:], table.cells(filled), strict=True):
            cell.text = words
        if not filled[1:]:
            row.height = Cm(1.4)


def paper_html(paper: Paper) -> str:
    """What its PDF is made of."""
    begins = "".join(f"<p>{escape(words)}</p>" for words in (paper.own_making, *paper.begins))
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{escape(paper.title)}</title>'
        f'<meta name="author" content="{_AUTHOR}"><style>{_PRINTED}</style></head><body>'
        f"<h1>{escape(paper.title)}</h1>{begins}{''.join(map(_html_part, paper.parts))}</body></html>"
    )


_PRINTED = (
    "td.box { height: 14mm; color: #4c6272; font-size: 8pt } th, td { overflow-wrap: normal !important }"
    " table { break-inside: avoid } h2, h2 + p { break-after: avoid }"
)
_BOX = '<td class="box">Write here</td>'
"""A cell to fill in. An empty one says nothing to a screen reader."""


def _html_part(part: Part) -> str:
    found = [f"<h2>{escape(part.heading)}</h2>"]
    found += [f"<p>{escape(words)}</p>" for words in part.sentences]
    for name, lines in (("ol", part.steps), ("ul", part.points)):
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            found.append(f"<{name}>{items}</{name}>")
    if part.table:
        found.append(_html_table(part.table))
    if part.after:
        found.append(f"<p>{escape(part.after)}</p>")
    return "".join(found)


def _html_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(map(_html_cell, table.cells(row)))}</tr>'
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _html_cell(words: str) -> str:
    return f"<td>{escape(words)}</td>" if words else _BOX
