"""What Office files hold more rarely: inserted files of each kind, charts in full, letters, shapes."""

from __future__ import annotations

import pytest

from knowledge.documents.office.items import Table, lines_in
from knowledge.documents.office.list_marks import written_mark
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.rich_text_file import lines_of_rtf
from knowledge.documents.office.word import read_word_document
from knowledge.importing.prose import rich_text
from tests.knowledge.documents.office_files import (
    NAMES,
    OFFICE,
    STYLES,
    drawn,
    open_text,
    p,
    picture,
    word,
)

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CHUNK = {"k": ("aFChunk", "chunk.bin")}
FRAME = "<w:p><w:r><w:drawing><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></w:drawing></w:r></w:p>"
MHT = (
    b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"\r\n<p>Caf=E9 quok=\r\nka</p>\r\n--x--\r\n"
)


def read(body: str, *args, **kwargs):
    """The Word file."""
    return read_word_document(word(body, *args, **kwargs))


def lines(document) -> list[str]:
    """What its blocks say."""
    return [line for line in lines_in(document.blocks) if line]


def remarks(document, kind: str) -> list[str]:
    """The words of the remarks of a kind."""
    return [remark.text for remark in document.remarks if remark.kind == kind]


# --- files that were inserted ---


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<h1>Head</h1><p>Body</p>", ["Head", "Body"]),
        (b"<ul><li>One<li>Two</ul>", ["One", "Two"]),
        (b"<!-- made --><table><tr><td>A</td><td>B</td></tr></table>", ["A B"]),
        (b"<span>Some <b>bold</b> words</span>", ["Some bold words"]),
        ("<html><body><p>Café</p></body></html>".encode("utf-16"), ["Café"]),
        ("<p>Café</p>".encode(), ["Café"]),
        ('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"), ["Łódź"]),
        ('<?xml version="1.0" encoding="utf-8"?><html><p>Café</p></html>'.encode(), ["Café"]),
        (MHT, ["Café quokka"]),
        (rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\b Quokka} caf\'e9 \u8217?s\par Two}", ["Quokka café ’s", "Two"]),
        ("Plain café".encode("utf-16"), ["Plain café"]),
        ("Plain café".encode("cp1252"), ["Plain café"]),
        ("\ufeffPlain café".encode(), ["Plain café"]),
        (b"1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
    ],
)  # fmt: skip
def test_an_inserted_file_of_any_kind_of_text(data, said):
    document = read(p("Above") + '<w:altChunk r:id="k"/>', CHUNK, {"word/chunk.bin": data})
    assert lines(document) == ["Above", *said]
    assert [words for _, words in document.words][1:] == said


def test_links_of_an_inserted_page_are_kept():
    page = b'<p>See <a href="https://example.org/kit">the kit</a>.</p>'
    document = read('<w:altChunk r:id="k"/>', CHUNK, {"word/chunk.bin": page})
    assert [run.href for run in document.blocks[0].runs] == [None, "https://example.org/kit", None]


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"\0\1\2", b""])
def test_an_inserted_file_without_text_is_named(data):
    document = read(p("Above") + '<w:altChunk r:id="k"/>', CHUNK, {"word/chunk.bin": data})
    assert remarks(document, "unread") == ["word/chunk.bin"]


@pytest.mark.parametrize(
    ("rtf", "said"),
    [
        (rb"{\rtf1 One\par\pard Two\line Three\tab four}", ["One", "Two", "Three four"]),
        (rb"{\rtf1 Shown {\v hidden} too{\*\unknown gone}{\deleted struck}}", ["Shown too"]),
        (rb"{\rtf1{\info{\author Somebody}}{\header Top}Body}", ["Body"]),
        (rb"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}}", ["shown"]),
        (rb"{\rtf1\ansicpg1251 \'cf\'f0\'e8}", ["При"]),
        (rb"{\rtf1\uc2\u8364??x \{braces\} \\}", ["€x {braces} \\"]),
        (rb"{\rtf1 A\cell B\cell\row C}", ["A", "B", "C"]),
        (rb"}}}{\rtf1 still", ["still"]),
    ],
)
def test_the_words_of_rtf(rtf, said):
    assert lines_of_rtf(rtf) == said


# --- formulas, signs ---


def test_a_formula_between_paragraphs_is_a_paragraph():
    formula = "<m:oMathPara><m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath></m:oMathPara>"
    document = read(p("Guide", "Heading1") + p("Before") + formula + p("After", "Heading1"))
    found = [(block.text, block.heading) for block in document.blocks]
    assert found == [("Guide", 1), ("Before", 0), ("x=5", 0), ("After", 1)]


def test_a_formulas_own_words_are_those_that_are_read():
    part = "<m:e><m:r><m:t>{}</m:t></m:r></m:e>".format
    inside = (
        f"<m:m><m:mr>{part('aa')}{part('bb')}</m:mr></m:m>"
        f'<m:acc><m:accPr><m:chr m:val="̅"/></m:accPr>{part("x")}</m:acc>'
    )
    document = read(f"<w:p><m:oMath>{inside}</m:oMath></w:p>")
    assert lines(document) == [words for _, words in document.words] == ["aa, bbx̅"]


@pytest.mark.parametrize(
    ("kind", "font", "letter", "sign"),
    [
        ("character", "Wingdings", "ü", "✓"),
        ("character", "Wingdings 2", "P", "✓"),
        ("paragraph", "Webdings", "r", "✗"),
        ("paragraph", "ZapfDingbats", "4", "✔"),
    ],
)
def test_a_picture_font_that_a_style_gives(kind, font, letter, sign):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    styles = f'{STYLES}<w:style w:type="{kind}" w:styleId="Tick"><w:rPr>{fonts}</w:rPr></w:style>'
    by_run = '<w:rStyle w:val="Tick"/>' if kind == "character" else ""
    body = p(letter, "" if by_run else "Tick", by_run)
    document = read(body, styles=styles)
    assert lines(document) == [words for _, words in document.words] == [sign]


# --- charts, diagrams, pictures ---


def related(kind: str, target: str) -> str:
    """The relations of a part that has one."""
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="u" Type="{OFFICE}/{kind}" '
        f'Target="{target}"/></Relationships>'
    )


def test_every_word_of_a_chart_is_in_the_report():
    cell = "<c:strRef><c:strCache><c:pt idx='0'><c:v>{}</c:v></c:pt></c:strCache></c:strRef>".format
    title = f"<c:title><c:tx>{cell('Title in a cell')}</c:tx></c:title>"
    labels = (
        '<c:extLst><c:ext><x:datalabelsRange xmlns:x="x"><x:dlblRangeCache><c:pt idx="0">'
        "<c:v>Label in a cell</c:v></c:pt></x:dlblRangeCache></x:datalabelsRange></c:ext></c:extLst>"
    )
    series = f"<c:ser><c:tx>{cell('Births')}</c:tx>{labels}</c:ser>"
    chart = f"<c:chartSpace {NAMES}><c:chart>{title}{series}</c:chart></c:chartSpace>"
    box = f'<x xmlns:a="{DRAWING}/main"><a:p><a:r><a:t>Box in it</a:t></a:r></a:p></x>'
    parts = {
        "word/c.xml": chart,
        "word/_rels/c.xml.rels": related("chartUserShapes", "d.xml"),
        "word/d.xml": box,
    }
    document = read(FRAME.format('<c:chart r:id="k"/>'), {"k": ("chart", "c.xml")}, parts)
    assert remarks(document, "chart") == ["Title in a cell\nBirths\nLabel in a cell\nBox in it"]
    assert ("drawing", "Box in it") in document.words


def test_a_diagram_without_its_data_says_what_was_drawn_and_one_with_pictures_that_they_went():
    drawn_words = f'<x xmlns:a="{DRAWING}/main"><a:p><a:r><a:t>Listen first</a:t></a:r></a:p></x>'
    parts = {"word/d.xml": drawn_words}
    relations = {"k": ("diagramData", "gone.xml"), "d": ("diagramDrawing", "d.xml")}
    document = read(FRAME.format('<dgm:relIds r:dm="k"/>'), relations, parts)
    assert remarks(document, "unread") == ["Listen first"]
    parts = {
        "word/data.xml": f"<dgm:dataModel {NAMES}/>",
        "word/_rels/data.xml.rels": related("image", "a.png"),
        "word/a.png": picture(),
    }
    relations = {"k": ("diagramData", "data.xml")}
    document = read(FRAME.format('<dgm:relIds r:dm="k"/>'), relations, parts)
    assert [each.what for each in document.remarks] == ["The pictures in a diagram were left out"]


def test_a_linked_picture_keeps_its_description():
    address = "https://example.org/ward.png"
    found = read(drawn("k", described="Our ward", at="r:link"), {"k": ("image", address)})
    assert remarks(found, "unread") == [f"Our ward {address}"]
    frame = f'<draw:frame><draw:image xlink:href="{address}"/><svg:desc>Our ward</svg:desc></draw:frame>'
    found = read_open_text(open_text(f"<text:p>{frame}</text:p>"))
    assert remarks(found, "unread") == [f"Our ward {address}"]


# --- lists that count in letters ---


@pytest.mark.parametrize(
    ("number", "counting", "around", "said"),
    [
        (3, "lowerLetter", "%1)", "c)"),
        (28, "upperLetter", "(%1)", "(BB)"),
        (4, "lowerRoman", "(%1)", "(iv)"),
        (1994, "upperRoman", "%1.", "MCMXCIV."),
        (2, "lowerLetter", "%1.%2", "b."),
        (2, "alphaUcPeriod", "%1.", "B."),
        (9, "romanLcParenBoth", "(%1)", "(ix)"),
        (5, "a", "%1", "e"),
        (5, "I", "%1", "V"),
        (4, "decimal", "%1.", ""),
        (4, "arabicPeriod", "%1.", ""),
        (0, "lowerLetter", "%1)", ""),
        (9_000_000, "upperRoman", "%1.", ""),
    ],
)
def test_letters_and_roman_figures(number, counting, around, said):
    assert written_mark(number, counting, around) == said


def item(text: str, level: int = 0) -> str:
    """A paragraph in a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def numbering(*levels: tuple[str, str, int]) -> dict[str, str]:
    """(kind, mark, first number) of each level."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark}"/></w:lvl>'
        for at, (kind, mark, start) in enumerate(levels)
    )
    shape = f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {"word/numbering.xml": f"<w:numbering {NAMES}>{shape}{number}</w:numbering>"}


@pytest.mark.parametrize(
    ("levels", "html"),
    [
        ([("lowerLetter", "%1)", 1)] * 2, "<p>a) One</p><ul><li>a) Two</li></ul><p>b) Three</p>"),
        ([("decimal", "%1.", 1), ("decimal", "%2.", 3)],
         "<p>1. One</p><ul><li>3. Two</li></ul><p>2. Three</p>"),
        ([("decimal", "%1.", 1)] * 2, "<ol><li>One<ol><li>Two</li></ol></li><li>Three</li></ol>"),
    ],
)  # fmt: skip
def test_point_b_stays_point_b(levels, html):
    relations = {"n": ("numbering", "numbering.xml")}
    document = read(item("One") + item("Two", 1) + item("Three"), relations, numbering(*levels))
    assert rich_text(document.blocks)[0] == html


def test_letters_in_an_open_document_too():
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="a" style:num-suffix=")" text:start-value="3"/></text:list-style>'
    )
    items = "".join(
        f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in ("One", "Two")
    )
    body = f'<text:list text:style-name="L">{items}</text:list>'
    document = read_open_text(open_text(body, style))
    assert rich_text(document.blocks)[0] == "<p>c) One</p><p>d) Two</p>"


# --- OpenDocument ---


def cells(*texts: str) -> str:
    """A table with one row."""
    said = "".join(
        f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in texts
    )
    return f"<table:table><table:table-row>{said}</table:table-row></table:table>"


def test_a_table_in_a_list_and_one_in_the_header():
    body = f"<text:list><text:list-item><text:p>Item</text:p>{cells('In it')}</text:list-item></text:list>"
    document = read_open_text(
        open_text(body, master=f"<style:header>{cells('A', 'B')}</style:header>")
    )
    assert lines(document) == ["Item", "In it"]
    assert isinstance(document.blocks[1], Table)
    assert remarks(document, "header") == ["A B"]


@pytest.mark.parametrize("shape", ["ellipse", "line", "polygon", "connector", "path", "caption"])
def test_words_on_shapes_are_not_glued_to_those_around(shape):
    drawn_shape = f"<draw:{shape}><text:p>Inside</text:p></draw:{shape}>"
    document = read_open_text(open_text(f"<text:p>Be{drawn_shape}fore</text:p>{drawn_shape}"))
    assert lines(document) == ["Before", "Inside", "Inside"]


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:section text:display="condition" text:is-hidden="true"><text:p>Gone</text:p></text:section>',
        '<text:p><text:hidden-text text:is-hidden="true">Gone</text:hidden-text></text:p>',
    ],
)
def test_what_a_condition_hides_is_named_and_not_read(hidden):
    document = read_open_text(open_text(f"{hidden}<text:p>Shown</text:p>"))
    assert lines(document) == ["Shown"]
    assert remarks(document, "hidden") == ["Gone"]


@pytest.mark.parametrize("named", ['style:font-name="W2"', "fo:font-family=\"'Wingdings 2'\""])
def test_ticks_of_an_open_document(named):
    styles = (
        '<style:style style:name="T" style:family="text"><style:text-properties '
        f'{named}/></style:style><style:font-face style:name="W2" svg:font-family="\'Wingdings 2\'"/>'
    )
    body = '<text:p><text:span text:style-name="T">P</text:span> Given</text:p>'
    assert lines(read_open_text(open_text(body, styles))) == ["✓ Given"]
