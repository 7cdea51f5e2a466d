"""Worksheets as Word files that a screen reader can follow: headings, table headers, title, language."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

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
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(header)
    for name in table.rows:
        row = grid.add_row()
        row.height = Cm(1.4)
        row.cells[0].text = name
        if len(table.columns) == 6:
            for cell, words in zip(row.cells[1:], DICE[name], strict=True):
                cell.text = words
