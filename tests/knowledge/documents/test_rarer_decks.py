"""What decks hold more rarely: pictures behind slides and in cells, controls, links without words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from pptx import Presentation
from pptx.util import Inches

from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.items import Paragraph, Table, lines_in
from knowledge.documents.office.word import read_word_document
from tests.knowledge.documents.office_files import (
    OFFICE,
    row,
    word,
)

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def read(body: str, *args, **kwargs):
    """The Word file."""
    return read_word_document(word(body, *args, **kwargs))


def lines(document) -> list[str]:
    """What its blocks say."""
    return [line for line in lines_in(document.blocks) if line]


def deck_with(inside: str, relations: str = "", parts: Mapping[str, bytes] | None = None):
    """A deck of one slide with more XML and more relations than python-pptx writes."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "A slide"
    stream, result = io.BytesIO(), io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode("latin-1")
            if name == "ppt/slides/slide1.xml":
                # A background stands before the shapes, controls stand behind them.
                where = "<p:spTree>" if inside.startswith("<p:bg") else "</p:cSld>"
                part = part.replace(where, inside + where if where else "")
            elif name == "ppt/slides/_rels/slide1.xml.rels":
                part = part.replace("</Relationships>", f"{relations}</Relationships>")
            target.writestr(name, part.encode("latin-1"))
        for name, data in (parts or {}).items():
            target.writestr(name, data)
    return read_deck_file(result.getvalue())


def test_a_picture_behind_a_slide_is_named():
    fill = '<a:blipFill><a:blip r:embed="none"/></a:blipFill>'
    found = deck_with(f"<p:bg><p:bgPr>{fill}</p:bgPr></p:bg>")
    what = [(each.what, each.place) for each in found.remarks]
    assert what == [("A picture behind the slide was left out", "slide 1")]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('<x:ocxPr x:name="Value" x:value="1"/>', "☒ Consent"),
        ('<x:ocxPr x:name="Value" x:value="0"/>', "☐ Consent"),
        ("", "☐ Consent"),
    ],
)
def test_a_windows_control_on_a_slide(value, said):
    control = (
        '<x:ocx xmlns:x="x" x:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}">'
        f'<x:ocxPr x:name="Caption" x:value="Consent"/>{value}</x:ocx>'
    )
    found = deck_with(
        '<p:controls><p:control name="Box" r:id="c"/></p:controls>',
        f'<Relationship Id="c" Type="{OFFICE}/control" Target="../activeX/a.xml"/>',
        {"ppt/activeX/a.xml": control.encode()},
    )
    assert [block.text for block in found.slides[0].blocks] == [said]


@pytest.mark.parametrize("link", ["hlinkClick", "hlinkHover"])
def test_a_link_on_a_shape_without_words_is_named(link):
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    shape = slide.shapes.add_shape(1, 0, 0, Inches(1), Inches(1))
    key = slide.part.relate_to("https://example.org/kit", f"{OFFICE}/hyperlink", is_external=True)
    properties = shape._element.nvSpPr.cNvPr
    click = properties.makeelement(f"{{{DRAWING}/main}}{link}", {f"{{{OFFICE}}}id": key})
    properties.append(click)
    stream = io.BytesIO()
    made.save(stream)
    found = read_deck_file(stream.getvalue())
    assert [(each.what, each.text) for each in found.remarks] == [
        ("A link on a shape", "https://example.org/kit")
    ]


def test_a_cell_that_goes_over_two_rows_moves_no_other():
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(5), Inches(1)).table
    table.cell(0, 0).merge(table.cell(1, 0))
    for (row_number, column), text in {(0, 0): "Both", (0, 1): "One", (1, 1): "Two"}.items():
        table.cell(row_number, column).text = text
    stream = io.BytesIO()
    made.save(stream)
    (found,) = read_deck_file(stream.getvalue()).slides[0].blocks
    assert isinstance(found, Table)
    assert found.texts == [["Both", "One"], ["", "Two"]]


def test_a_row_of_cells_is_one_line():
    document = read(f"<w:tbl>{row('A', 'B')}</w:tbl>")
    assert not any(isinstance(block, Paragraph) for block in document.blocks)
    assert lines(document) == ["A B"]
