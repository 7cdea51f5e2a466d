"""What a program makes of a text is no text: numbers of pages, tables of contents, lists of figures."""

from __future__ import annotations

import pytest

from examples.word.reading import read_word_form
from knowledge.documents.office.items import lines_in
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.word import read_word_document
from knowledge.importing.outline import arrange
from knowledge.importing.sections import shape
from knowledge.importing.word import read_word
from tests.knowledge.documents.office_files import open_text, p, word

SENTENCE = "We asked twelve families what they had hoped for at the beginning."


def run(inside: str) -> str:
    """A run."""
    return f"<w:r>{inside}</w:r>"


def text(words: str) -> str:
    """A run of words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>')


def mark(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def begun(code: str) -> str:
    """A field as far as its result."""
    return mark("begin") + run(f"<w:instrText> {code} </w:instrText>") + mark("separate")


def field(code: str, result: str) -> str:
    """A field with its result."""
    return begun(code) + text(result) + mark("end")


def figures(code: str, rows: list[str], *, is_linked: bool, has_pages: bool) -> str:
    """The list that a field makes of captions."""
    said = ""
    for number, row in enumerate(rows):
        inside = text(row)
        if has_pages:
            inside += run("<w:tab/>") + field("PAGEREF _x", str(number + 3))
        if is_linked:
            inside = f'<w:hyperlink w:anchor="_x{number}">{inside}</w:hyperlink>'
        said += f"<w:p>{'' if number else begun(code)}{inside}</w:p>"
    return said + f"<w:p>{mark('end')}</w:p>"


def read(body: str):
    """(lines, remarks as (kind, words)) of a Word file."""
    document = read_word_document(word(body))
    return [line for line in lines_in(document.blocks) if line], [
        (remark.kind, remark.text) for remark in document.remarks
    ]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (text("Page ") + field("PAGE", "3") + text(" of ") + field("NUMPAGES", "12"), "Page 3 of 12"),
        (f'<w:fldSimple w:instr="PAGE">{text("4")}</w:fldSimple>', "4"),
        (text("– ") + field("PAGE \\* roman", "iv") + text(" –"), "– iv –"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_in_cell", [False, True])
def test_numbers_of_pages_in_the_text_are_told_in_one_line(inside, said, is_in_cell):
    line = f"<w:p>{inside}</w:p>"
    if is_in_cell:
        line = f"<w:tbl><w:tr><w:tc>{line}</w:tc></w:tr></w:tbl>"
    lines, remarks = read(p("Aims", "Heading1") + line + p(SENTENCE) + line)
    assert lines == ["Aims", SENTENCE]
    assert remarks == [("furniture", f"{said}\n{said}")]


def test_a_number_of_pages_in_a_sentence_stays():
    line = f"<w:p>{text('This guide has ')}{field('NUMPAGES', '12')}{text(' pages.')}</w:p>"
    assert read(line) == (["This guide has 12 pages."], [])


def test_numbers_of_pages_in_an_open_document():
    pages = (
        "<text:p>Page <text:page-number>3</text:page-number> of "
        "<text:page-count>12</text:page-count></text:p>"
    )
    document = read_open_text(open_text(f"{pages}<text:p>{SENTENCE}</text:p>"))
    assert [block.text for block in document.blocks] == [SENTENCE]
    assert [remark.text for remark in document.remarks] == ["Page 3 of 12"]


def test_numbers_of_pages_in_a_contributors_form_are_the_forms():
    number = f"<w:p>{text('Page ')}{field('PAGE', '3')}</w:p>"
    read = read_word_form("form.docx", word(p("Aims") + p("To listen.") + number))
    assert read.answers == {"aims": "To listen."}
    assert "Page 3" in read.form_words
    assert read.unplaced == []


@pytest.mark.parametrize("above", [p("List of figures", "Heading1"), p("Figures:")])
@pytest.mark.parametrize(("is_linked", "has_pages"), [(True, True), (False, True), (True, False)])
def test_a_list_of_figures_is_left_out_with_what_stands_above_it(above, is_linked, has_pages):
    rows = figures(
        'TOC \\h \\z \\c "Figure"',
        ["Figure 1: Families", "Figure 2: Staff"],
        is_linked=is_linked,
        has_pages=has_pages,
    )
    lines, remarks = read(above + rows + p("Aims", "Heading1") + p(SENTENCE))
    assert lines == ["Aims", SENTENCE]
    ((kind, words),) = remarks
    assert kind == "contents"
    assert [line.split(":")[0] for line in words.split("\n")][1:] == ["Figure 1", "Figure 2"]


def test_each_list_takes_along_its_own_title_and_no_other_line():
    contents = figures("TOC \\o", ["Aims"], is_linked=True, has_pages=True)
    tables = figures('TOC \\c "Table"', ["Table 1: Staff"], is_linked=True, has_pages=True)
    body = p("For parents") + p("Contents") + contents + p("Tables", "Heading1") + tables
    lines, remarks = read(body + p("Aims", "Heading1") + p(SENTENCE))
    assert lines == ["For parents", "Aims", SENTENCE]
    assert remarks == [("contents", "Contents\nAims 3\nTables\nTable 1: Staff 3")]


def test_what_follows_a_field_that_never_ends_is_text():
    body = f"<w:p>{begun('TOC')}{text('Contents')}</w:p>" + p("Aims", "Heading1") + p(SENTENCE)
    assert read(body)[0] == ["Contents", "Aims", SENTENCE]


FORMULA = (
    "<m:oMath><m:r><m:rPr/><w:rPr><w:b/></w:rPr><m:t>rate = births + deaths</m:t></m:r></m:oMath>"
)


@pytest.mark.parametrize(
    "formula",
    [
        f"<w:p><m:oMathPara>{FORMULA}</m:oMathPara></w:p>",
        f"<w:p>{FORMULA}{text('.')}</w:p>",
        f"<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>{FORMULA}</w:p>",
    ],
)
def test_a_formula_that_stands_alone_is_no_heading(formula):
    source = read_word(word(p("Aims", "Heading1") + formula + p(SENTENCE)), "guide.docx")
    (section,) = arrange(source).sections
    blocks = shape(section, [], set()).blocks
    assert [block.kind for block in blocks] == ["text"]
    assert "rate = births + deaths" in blocks[0].text


def test_words_between_formulas_may_be_a_heading():
    body = p("Aims", "Heading1") + f"<w:p>{text('What we count: ')}{FORMULA}</w:p>" + p(SENTENCE)
    source = read_word(word(body), "guide.docx")
    (section,) = arrange(source).sections
    assert shape(section, [], set()).blocks[0].kind == "heading"
