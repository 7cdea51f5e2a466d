"""Worksheets as Word and PDF that a screen reader can follow: headings, table headers, title, language."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from knowledge.typesetting.word_files import content_of, repeat_as_head

OWN_MAKING = "Made for the demo of the Co-production Hub. It is not the Co-Creating Welfare project’s own worksheet."


@dataclass(frozen=True)
class WorksheetTable:
    """A table to fill in: its heading, its column names, and what stands in the first column."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Worksheet:
    """A tool's worksheet."""

    key: str
    tool: str
    purpose: str
    steps: tuple[str, ...]
    tables: tuple[WorksheetTable, ...]

    @property
    def pdf_name(self) -> str:
        """The file of its PDF, which `files/make_files.py` makes."""
        return f"{self.key}-worksheet.pdf"


WORKSHEETS: tuple[Worksheet, ...] = (
    Worksheet(
        "q-sort",
        "Q Sort",
        "Use this sheet to note where your group put each card, and what it agreed on.",
        (
            "Write your names and the date, if you wish.",
            "Write the letter of each card in the column where it ended up.",
            "Fill in the second table when everybody is content with the grid.",
        ),
        (
            WorksheetTable(
                "Where the cards lie",
                ("Column", "Letters of the cards", "Why they are there"),
                (
                    "Least like us (1 card)",
                    "Second column (2 cards)",
                    "Third column (3 cards)",
                    "Middle (4 cards)",
                    "Fifth column (3 cards)",
                    "Sixth column (2 cards)",
                    "Most like us (1 card)",
                ),
            ),
            WorksheetTable(
                "What we agreed",
                ("Question", "Our answer"),
                (
                    "Which card did we argue about longest?",
                    "What is our problem, in one sentence?",
                    "Whose view is still missing?",
                ),
            ),
        ),
    ),
    Worksheet(
        "story-cubes",
        "Story Cubes",
        "Make six cubes of paper, or use dice and look up the picture in the table.",
        (
            "Roll all six dice at once.",
            "Find each picture: the column is the die, the row is the number.",
            "Tell one story that uses all six pictures.",
        ),
        (
            WorksheetTable(
                "Pictures for six dice",
                ("Number", "Who", "Where", "Feeling", "Thing", "Change"),
                ("One", "Two", "Three", "Four", "Five", "Six"),
            ),
            WorksheetTable(
                "Our story",
                ("Part", "What happened"),
                ("The beginning", "The difficulty", "The turning point", "The end we want"),
            ),
        ),
    ),
    Worksheet(
        "fish-bowl",
        "Fish Bowl",
        "For those who sit in the outer circle. Listen first, write second.",
        (
            "Write down words that you hear, not what you think of them.",
            "Mark what surprised you.",
            "Keep this sheet by you when you move to the inner circle.",
        ),
        (
            WorksheetTable(
                "What I heard",
                ("Minute", "What was said", "What surprised me"),
                ("First quarter", "Second quarter", "Third quarter", "Last quarter"),
            ),
            WorksheetTable(
                "One thing to do",
                ("Question", "Our answer"),
                ("What shall we do?", "Who does it?", "By when?", "Who tells the families?"),
            ),
        ),
    ),
    Worksheet(
        "the-cube",
        "The CUbe",
        "Cut out a cube of paper and write one question on each side.",
        (
            "Draw six squares in the shape of a cross: four in a row, one above and one below the "
            "second.",
            "Copy the questions from the table, one on each square. Fold and glue.",
            "Roll, read the question aloud, and collect ideas for three minutes.",
        ),
        (
            WorksheetTable(
                "Six sides, six questions",
                ("Question", "Ideas"),
                (
                    "What exactly is the problem?",
                    "Who feels it most?",
                    "What if money did not matter?",
                    "What would make it worse? Now turn that round.",
                    "What does another ward or town do?",
                    "What is the smallest step for Monday?",
                ),
            ),
        ),
    ),
)

DICE: dict[str, tuple[str, ...]] = {
    "One": ("a parent", "a kitchen", "hope", "a key", "a door opens"),
    "Two": ("a midwife", "a ward at night", "worry", "a telephone", "somebody listens"),
    "Three": ("a grandmother", "a bus", "pride", "a blanket", "the rule is changed"),
    "Four": ("a newborn", "a park", "anger", "a map", "a letter comes"),
    "Five": ("a doctor", "a waiting room", "relief", "a clock", "two people meet"),
    "Six": ("a neighbour", "a doorstep", "doubt", "a bridge", "the lights go on"),
}


def worksheet_docx(sheet: Worksheet) -> bytes:
    """The worksheet as a Word file."""
    document = Document()
    document.core_properties.title = f"{sheet.tool} worksheet"
    document.core_properties.author = "Co-production Hub"
    document.core_properties.language = "en-GB"
    _speak_british(document)
    document.add_paragraph(OWN_MAKING)
    document.add_heading(f"{sheet.tool} worksheet", 1)
    document.add_paragraph(sheet.purpose)
    document.add_heading("What to do", 2)
    for step in sheet.steps:
        document.add_paragraph(step, style="List Number")
    for table in sheet.tables:
        document.add_heading(table.heading, 2)
        _add_table(document, table)
    return content_of(document)


def worksheet_html(sheet: Worksheet) -> str:
    """What its PDF is made of."""
    steps = "".join(f"<li>{escape(step)}</li>" for step in sheet.steps)
    tables = "".join(
        f"<h2>{escape(table.heading)}</h2>{_html_table(table)}" for table in sheet.tables
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{escape(sheet.tool)} worksheet</title>'
        f'<meta name="author" content="Co-production Hub"><style>{_PRINTED}</style></head><body>'
        f"<h1>{escape(sheet.tool)} worksheet</h1><p>{OWN_MAKING}</p><p>{escape(sheet.purpose)}</p>"
        f"<h2>What to do</h2><ol>{steps}</ol>{tables}</body></html>"
    )


_PRINTED = (
    "td { height: 14mm } td.box { color: #4c6272; font-size: 8pt } th, td { overflow-wrap: normal !important }"
    " table { break-inside: avoid }"
)
_BOX = '<td class="box">Write here</td>'
"""A cell to fill in. An empty one says nothing to a screen reader."""


def _html_table(table: WorksheetTable) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{_html_cells(table, name)}</tr>'
        for name in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _html_cells(table: WorksheetTable, row: str) -> str:
    if _is_filled(table):
        return "".join(f"<td>{escape(words)}</td>" for words in DICE[row])
    return _BOX * (len(table.columns) - 1)


def _is_filled(table: WorksheetTable) -> bool:
    """Whether it is the table of pictures for dice."""
    return table.rows == tuple(DICE)


def _speak_british(document) -> None:
    """Set the language and a readable size for the whole file."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _add_table(document, table: WorksheetTable) -> None:
    """A table whose first row is repeated and read as its header."""
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    repeat_as_head(grid.rows[0])
    for name in table.rows:
        row = grid.add_row()
        row.height = Cm(1.4)
        row.cells[0].text = name
        if _is_filled(table):
            for cell, words in zip(row.cells[1:], DICE[name], strict=True):
                cell.text = words
