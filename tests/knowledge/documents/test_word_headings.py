"""Lines of a Word file that are headings though no style says so."""

from __future__ import annotations

import pytest

from knowledge.documents.office.items import Paragraph
from knowledge.documents.office.word import read_word_document
from tests.knowledge.documents.office_files import p, word


def headings(data: bytes) -> list[str]:
    """The headings of a file, its title among them."""
    blocks = read_word_document(data).blocks
    return [
        each.text
        for each in blocks
        if isinstance(each, Paragraph) and (each.heading or each.is_title)
    ]


NUMBERED = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def bold_item(text: str) -> str:
    """An item of a numbered list in bold letters."""
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{numbered}<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (bold_item("Listening") + p("We asked.") + bold_item("Deciding") + p("We chose."),
         ["Listening", "Deciding"]),
        (p("Three things:") + bold_item("Listening") + bold_item("Deciding") + p("That is all."), []),
        (p("LISTENING") + p("We asked.") + p("DECIDING TOGETHER") + p("We chose."),
         ["LISTENING", "DECIDING TOGETHER"]),
        (p("Listening", run="<w:caps/>") + p("We asked."), ["Listening"]),
        (p("Listening", run='<w:u w:val="single"/>') + p("We asked."), ["Listening"]),
        (p("NHS") + p("We asked."), []),
        (p("WE ASKED, AND WERE TOLD.") + p("We asked."), []),
    ],
)  # fmt: skip
def test_lines_that_look_like_headings(body, expected):
    data = word(body, {"n": ("numbering", "numbering.xml")}, {"word/numbering.xml": NUMBERED})
    assert headings(data) == expected
