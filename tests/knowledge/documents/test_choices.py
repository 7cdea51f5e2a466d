"""What was chosen never looks like what was not: words struck through, boxes that are a list's bullets."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from examples.word.reading import read_word_form
from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.items import Paragraph, lines_in
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.word import read_word_document
from tests.knowledge.documents.office_files import open_text, p, row, word

STRUCK = (
    "<w:p><w:r><w:rPr>{}</w:rPr><w:t>Giv</w:t></w:r><w:r><w:rPr>{}</w:rPr><w:t>en</w:t></w:r>"
    '<w:r><w:t xml:space="preserve"> / Refused</w:t></w:r></w:p>'
)
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
LEVEL = (
    '<w:abstractNum w:abstractNumId="{}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="{}"/><w:rPr><w:rFonts w:ascii="{}"/></w:rPr></w:lvl></w:abstractNum>'
)


def item(number: int, text: str) -> str:
    """An item of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def lines(found) -> list[str]:
    """The paragraphs of a document."""
    return [each.text for each in found.blocks if isinstance(each, Paragraph)]


def struck(found) -> list[str]:
    """What is said to be struck through."""
    return [each.text for each in found.remarks if each.kind == "struck"]


@pytest.mark.parametrize("looks", ["<w:strike/>", "<w:dstrike/>"])
def test_words_struck_through_in_word_are_named_and_not_read(looks):
    found = read_word_document(word(STRUCK.format(looks, looks)))
    assert (lines(found), struck(found)) == (["/ Refused"], ["Given"])


def test_words_that_say_that_they_are_not_struck_through_are_read():
    kept = read_word_document(word(STRUCK.format(*['<w:strike w:val="0"/>'] * 2)))
    assert (lines(kept), struck(kept)) == (["Given / Refused"], [])


def test_words_struck_through_in_an_open_document():
    style = (
        '<style:style style:name="S" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    body = '<text:p><text:span text:style-name="S">Given</text:span> / Refused</text:p>'
    found = read_open_text(open_text(body, style))
    assert (lines(found), struck(found)) == (["/ Refused"], ["Given"])


def test_words_struck_through_on_a_slide():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    paragraph = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame.paragraphs[0]
    for text in ("Giv", "en"):
        run = paragraph.add_run()
        run.text = text
        run.font._rPr.set("strike", "sngStrike")
    paragraph.add_run().text = " / Refused"
    stream = io.BytesIO()
    deck.save(stream)
    found = read_deck_file(stream.getvalue())
    assert [each.text for each in found.slides[0].blocks] == ["/ Refused"]
    assert struck(found) == ["Given"]


def test_a_choice_struck_through_in_a_form_is_shown_apart_from_the_answer():
    cells = f"<w:tc>{p('Aims')}</w:tc><w:tc>{STRUCK.format('<w:strike/>', '<w:strike/>')}</w:tc>"
    read = read_word_form("form.docx", word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert read.answers == {"aims": "/ Refused"}
    assert [(each.where, each.text) for each in read.unplaced] == [
        ("Text that is struck through", "Given")
    ]


@pytest.mark.parametrize(
    ("bullets", "font", "expected"),
    [
        ("\uf0fe\uf0a8", "Wingdings", ["☒ Given", "☐ Refused"]),
        ("☑☐", "Segoe UI Symbol", ["☑ Given", "☐ Refused"]),
        ("✓✗", "", ["✓ Given", "✗ Refused"]),
        ("\uf071\uf071", "Wingdings", ["Given", "Refused"]),
        ("\uf0fc\uf0a7", "Wingdings", ["Given", "Refused"]),
    ],
)
def test_boxes_that_are_the_bullets_of_a_list_in_word(bullets, font, expected):
    shapes = "".join(LEVEL.format(at, sign, font) for at, sign in enumerate(bullets))
    data = word(
        item(1, "Given") + item(2, "Refused"),
        {"n": ("numbering", "numbering.xml")},
        {"word/numbering.xml": NUMBERING.format(shapes)},
    )
    assert lines(read_word_document(data)) == expected


def test_boxes_that_are_the_bullets_of_a_list_in_an_open_document():
    level = (
        '<text:list-style style:name="{}"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="{}"/></text:list-style>'
    )
    entry = (
        '<text:list text:style-name="{}"><text:list-item><text:p>{}</text:p></text:list-item>'
        "</text:list>"
    )
    body = entry.format("T", "Given") + entry.format("U", "Refused")
    styles = level.format("T", "☑") + level.format("U", "☐")
    assert lines(read_open_text(open_text(body, styles))) == ["☑ Given", "☐ Refused"]


def test_boxes_that_are_the_bullets_of_a_slide():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for at, (text, sign) in enumerate((("Given", "þ"), ("Refused", "¨"))):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.text = text
        properties = paragraph._p.get_or_add_pPr()
        properties.append(etree.fromstring(f'<a:buFont {names} typeface="Wingdings"/>'))
        properties.append(etree.fromstring(f'<a:buChar {names} char="{sign}"/>'))
    stream = io.BytesIO()
    deck.save(stream)
    found = read_deck_file(stream.getvalue())
    assert [each.text for each in found.slides[0].blocks] == ["☒ Given", "☐ Refused"]


TICKED_TABLE = (("", "Given", "Refused"), ("Publish my name", "", "✓"), ("Photos", "x", ""))
TOLD = [["", "Given", "Refused"], ["Publish my name", "", "✓ Refused"], ["Photos", "x Given", ""]]


def test_a_tick_in_a_column_says_which_in_word():
    rows = "".join(row(*cells) for cells in TICKED_TABLE)
    (table,) = read_word_document(word(f"<w:tbl>{rows}</w:tbl>")).blocks
    assert table.texts == TOLD


def test_a_tick_in_a_column_says_which_in_an_open_document():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, cells))}</table:table-row>"
        for cells in TICKED_TABLE
    )
    (table,) = read_open_text(open_text(f"<table:table>{rows}</table:table>")).blocks
    assert table.texts == TOLD


def test_a_tick_in_a_column_says_which_on_a_slide():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    made = slide.shapes.add_table(3, 3, 0, 0, Inches(4), Inches(2)).table
    for cells, texts in zip(made.rows, TICKED_TABLE, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    deck.save(stream)
    assert read_deck_file(stream.getvalue()).slides[0].blocks[0].texts == TOLD


@pytest.mark.parametrize(
    "rows",
    [
        (("", "May", "June"), ("Calls", "3", "4")),
        (("Ward", "x", "y"), ("A", "x", "x")),
        (("Name", "Role"), ("Ada", "x")),
    ],
)
def test_other_tables_stay_as_they_are(rows):
    (table,) = read_word_document(
        word(f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>")
    ).blocks
    assert table.texts == [list(cells) for cells in rows]


def marked(text: str, look: str) -> str:
    """A run that stands out."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


PLAIN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
YELLOW = '<w:highlight w:val="yellow"/>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (marked("Given", YELLOW) + PLAIN.format(" / Refused"), "☒ Given / Refused"),
        (PLAIN.format("Yes / ") + marked("N", "<w:b/>") + marked("o", "<w:b/>"), "Yes / ☒ No"),
        (PLAIN.format("Yes or ") + marked("no", '<w:u w:val="single"/>'), "Yes or ☒ no"),
        (PLAIN.format("Yes/") + marked("No", '<w:bdr w:val="single"/>'), "Yes/☒ No"),
        (PLAIN.format("Yes/") + marked("No", '<w:shd w:fill="FFFF00"/>'), "Yes/☒ No"),
        (PLAIN.format("Yes / No"), "Yes / No"),
        (marked("Yes / No", YELLOW), "Yes / No"),
        (marked("Name", "<w:b/>") + "<w:r><w:tab/></w:r>" + PLAIN.format("Ada"), "Name Ada"),
        (PLAIN.format("Ask ") + marked("early", "<w:b/>") + PLAIN.format(" and/or often"),
         "Ask early and/or often"),
        (PLAIN.format("☐ Yes / ☒ ") + marked("No", "<w:b/>"), "☐ Yes / ☒ No"),
    ],
)  # fmt: skip
def test_one_of_several_words_that_stands_out_was_chosen(inside, expected):
    assert lines(read_word_document(word(f"<w:p>{inside}</w:p>"))) == [expected]


OPEN_LOOKS = {
    "yellow": 'fo:background-color="#ffff00"',
    "bold": 'fo:font-weight="bold"',
    "underlined": 'style:text-underline-style="solid"',
    "framed": 'fo:border="0.5pt solid #000000"',
    "plain": 'fo:background-color="transparent" fo:font-weight="normal" fo:border="none"',
}


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        *((look, "Yes / ☒ No") for look in ("yellow", "bold", "underlined", "framed")),
        ("plain", "Yes / No"),
    ],
)
def test_so_it_was_in_an_open_document(look, expected):
    style = (
        '<style:style style:name="S" style:family="text">'
        f"<style:text-properties {OPEN_LOOKS[look]}/></style:style>"
    )
    span = '<text:span text:style-name="S">{}</text:span>'
    body = f"<text:p>Yes / {span.format('N')}{span.format('o')}</text:p>"
    assert lines(read_open_text(open_text(body, style))) == [expected]
    whole = f"<text:p>{span.format('Yes / No')}</text:p>"
    assert lines(read_open_text(open_text(whole, style))) == ["Yes / No"]


def yellow_on_slide(run) -> None:
    """Highlight it as PowerPoint does."""
    names = run._r.get_or_add_rPr().nsmap
    highlight = etree.SubElement(run._r.get_or_add_rPr(), f"{{{names['a']}}}highlight")
    etree.SubElement(highlight, f"{{{names['a']}}}srgbClr").set("val", "FFFF00")


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (yellow_on_slide, "Yes / ☒ No"),
        (lambda run: setattr(run.font, "bold", True), "Yes / ☒ No"),
        (lambda run: setattr(run.font, "underline", True), "Yes / ☒ No"),
        (lambda run: setattr(run.font, "underline", False), "Yes / No"),
    ],
)
def test_so_it_was_on_a_slide(mark, expected):
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    cells = shapes.add_table(1, 1, 0, 0, Inches(4), Inches(1)).table
    box = shapes.add_textbox(0, Inches(2), Inches(4), Inches(1))
    for frame in (box.text_frame, cells.cell(0, 0).text_frame):
        for text in ("Yes / ", "N", "o"):
            run = frame.paragraphs[0].add_run()
            run.text = text
            if text != "Yes / ":
                mark(run)
    stream = io.BytesIO()
    deck.save(stream)
    blocks = read_deck_file(stream.getvalue()).slides[0].blocks
    assert lines_in(blocks) == [expected] * 2
