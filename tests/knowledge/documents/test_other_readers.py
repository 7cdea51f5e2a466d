"""Hyphens at lines' ends, spreadsheets and OpenDocument texts say what one sees."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge.documents.hyphens import whole_words
from knowledge.documents.office import sheets
from knowledge.documents.office.items import Embedded, Paragraph, Table
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.sheets import sheets_of
from knowledge.documents.reading_process import outcome
from tests.knowledge.documents.office_files import open_text, p, picture, sheet, strict, word


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("mater-\nnity", "maternity"),
        ("mater\u00ad\nity", "materity"),
        ("mid\u2010\nwives", "midwives"),
        ("co-\nproduction", "co-production"),
        ("We co-produce. To co-\nproduce", "We co-produce. To co-produce"),
        ("family and centred: family-\ncentred", "family and centred: family-centred"),
        ("A waterbirth, water-\nbirth", "A waterbirth, waterbirth"),
        ("neo-\nnatal", "neo-natal neonatal"),
        ("Smith-\nJones", "Smith-Jones"),
        ("2019-\n20", "2019-\n20"),
        ("pro-\nvide", "pro-vide provide"),
        ("inter-\nvention", "inter-vention intervention"),
        ("multi-\ndisci-\nplinary", "multi-disciplinary multidisciplinary"),
        ("mid-\nwife-\nry", "mid-wifery midwifery"),
        ("mater-\xa0\r\nnity", "maternity"),
        ("ma\u00adter\u00adnity", "maternity"),
        ("a list -\nof things", "a list -\nof things"),
    ],
)
def test_words_that_a_line_broke(text, whole):
    assert whole_words([text]) == [whole]


# --- spreadsheets ---

CELLS = "".join(
    f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>Row {number}</t></is></c></row>'
    for number in range(1, 11)
)


def rows(data: bytes) -> list[str]:
    """The lines of the only sheet."""
    ((_, lines),) = sheets_of(data)
    return lines


def test_a_declared_size_that_is_wrong_hides_nothing():
    assert rows(sheet(CELLS, before='<dimension ref="A1"/>')) == [f"Row {n}" for n in range(1, 11)]


def test_the_strict_kind_shared_words_dates_and_figures():
    data = sheet(
        '<row><c t="s"><v>0</v></c><c s="1"><v>45413</v></c><c><v>0.30000000000000004</v></c>'
        '<c t="b"><v>1</v></c><c t="str"><v>sum</v></c><c t="s"><v>99</v></c></row>',
        shared="<si><r><t>Quo</t></r><r><t>kka</t></r><rPh><t>aid</t></rPh></si>",
        styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    )
    assert rows(data) == rows(strict(data)) == ["Quokka 2024-05-01 0.3 TRUE sum"]


def test_ends_of_lines_in_cells_glue_nothing_and_columns_are_counted():
    shared = "<si><t>First_x000D_second _x005F_x000A_</t></si>"
    data = sheet('<row><c t="s"><v>0</v></c></row>', shared=shared)
    assert rows(data) == ["First second _x000A_"]
    cells = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in ("Shown", "Gone"))
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    assert rows(sheet(f"<row>{cells}</row>", before=hidden)) == ["Shown"]


def test_hidden_sheets_rows_and_columns_are_left_out():
    data = sheet(
        '<row hidden="1"><c t="inlineStr"><is><t>secret</t></is></c></row>'
        '<row><c r="A2" t="inlineStr"><is><t>seen</t></is></c><c r="C2" t="inlineStr"><is><t>hid</t></is></c></row>',
        before='<cols><col min="3" max="4" hidden="1"/></cols>',
    )
    assert rows(data) == ["seen"]
    assert list(sheets_of(sheet(CELLS, state="hidden"))) == []


def test_cells_that_share_a_long_text_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_CHARACTERS", 100)
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        sheet('<row><c t="s"><v>0</v></c></row>' * 9, shared=f"<si><t>{'x' * 20}</t></si>")
    )
    assert outcome(path, "xlsx")["status"] == "too-big"


def test_a_sheet_as_a_program_writes_it():
    book = Workbook()
    book.active.append(["Room", 20, 1.5])
    stream = io.BytesIO()
    book.save(stream)
    assert rows(stream.getvalue()) == ["Room 20 1.5"]


# --- OpenDocument texts ---


def test_an_open_document_is_read_as_a_word_file_is():
    styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/></text:list-style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Jane Example</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Aims</text:h>'
        "<text:p>One<text:tab/>two<text:line-break/>three<text:s text:c='2'/>four"
        "<office:annotation><dc:creator>Reviewer</dc:creator><text:p>Really?</text:p></office:annotation>"
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note></text:p>"
        '<text:list text:style-name="L"><text:list-item><text:p>first</text:p></text:list-item>'
        "<text:list-item><text:p>second</text:p></text:list-item></text:list>"
        '<text:p><draw:a xlink:href="https://example.org/a"><draw:frame><draw:image xlink:href="Pictures/a.png"/>'
        "<svg:desc>The ward</svg:desc></draw:frame></draw:a></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell>"
        "<table:covered-table-cell/></table:table-row></table:table>"
    )
    header = "<style:header><text:p>North Hills</text:p></style:header>"
    found = read_open_text(open_text(body, styles, header, **{"Pictures/a.png": picture()}))
    assert [(b.heading, b.number, b.text) for b in found.blocks if isinstance(b, Paragraph) and b.text] == [
        (1, None, "Aims"),
        (0, None, "One two three four"),
        (0, 4, "first"),
        (0, 5, "second"),
    ]  # fmt: skip
    assert [(b.alt, b.href) for b in found.blocks if isinstance(b, Embedded)] == [
        ("The ward", "https://example.org/a")
    ]
    assert [b.texts for b in found.blocks if isinstance(b, Table)] == [[["cell", ""]]]
    assert {remark.kind: remark.text for remark in found.remarks} == {
        "comment": "Reviewer Really?",
        "header": "North Hills",
    }
    assert not any("Jane" in words for _, words in found.words)


def test_nothing_deleted_or_in_the_margin_is_searchable(tmp_path: Path):
    comments = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment>{}</w:comment></w:comments>'
    files = {
        "a.odt": open_text(
            "<text:tracked-changes><text:p>Jane Example</text:p></text:tracked-changes>"
            "<text:p>Seen<office:annotation><text:p>Jane Example</text:p></office:annotation></text:p>"
        ),
        "a.docx": word(
            f"{p('Seen')}<w:p><w:del><w:r><w:t>Jane Example</w:t></w:r></w:del></w:p>"
            + p("Jane Example", run="<w:vanish/>"),
            {"c": ("comments", "comments.xml")},
            {"word/comments.xml": comments.format(p("Jane Example"))},
        ),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        found = outcome(path, name.rsplit(".", 1)[1])
        assert [passage["text"] for passage in found["passages"]] == ["Seen"], name


def test_shares_are_read_as_they_are_shown():
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs>'
    )
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in (
        ("0", "0.15"), ("1", "0.15"), ("2", "0.285"),
    ))  # fmt: skip
    assert list(sheets_of(sheet(f"<row>{cells}</row>", styles=styles))) == [
        ("Costs", ["0.15 15% 28.5%"])
    ]


def test_a_heading_that_only_its_styles_name_says():
    style = (
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"/>'
        '<style:style style:name="Heading_20_2" style:family="paragraph"/>'
    )
    body = '<text:p text:style-name="P1">Listening</text:p><text:p>We asked.</text:p>'
    found = read_open_text(open_text(body, style))
    assert [(block.text, block.heading) for block in found.blocks] == [
        ("Listening", 2), ("We asked.", 0),
    ]  # fmt: skip
