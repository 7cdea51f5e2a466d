"""Slides are read whole: groups, boxes, diagrams, jumps, merged cells, notes, and in reading order."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.action import PP_ACTION
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from knowledge.importing.deck import read_deck
from knowledge.importing.items import Embedded, Note, Paragraph, Table
from tests.knowledge.importing.deck_builder import picture, saved


@pytest.fixture
def deck():
    """An empty presentation."""
    return Presentation()


def slide_of(deck, title: str = "A slide"):
    """A slide with a title only."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = title
    return slide


def box(shapes, text: str, left: float = 1, top: float = 2):
    """A text box."""
    shape = shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    shape.text_frame.text = text
    return shape


def read(deck):
    """The deck, read."""
    return read_deck(saved(deck), "deck.pptx")


def texts(source, number: int = -1) -> list[str]:
    """The paragraphs of a section."""
    return [part.text for part in source.sections[number].parts if isinstance(part, Paragraph)]


def test_boxes_are_read_from_top_left(deck):
    slide = slide_of(deck)
    box(slide.shapes, "four", left=5, top=5)
    box(slide.shapes, "three", left=1, top=5.1)
    box(slide.shapes, "two", left=5, top=2)
    box(slide.shapes, "one", left=1, top=2.05)
    slide_of(deck, "Another")

    assert texts(read(deck), 0) == ["one", "two", "three", "four"]


def test_groups_within_groups(deck):
    outer = slide_of(deck).shapes.add_group_shape()
    box(outer.shapes, "outer")
    box(outer.shapes.add_group_shape().shapes, "inner", top=4)

    assert texts(read(deck)) == ["outer", "inner"]


def test_shapes_in_a_compatibility_wrapper(deck):
    slide = slide_of(deck)
    element = box(slide.shapes, "wrapped")._element
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    wrapper = etree.SubElement(slide.shapes._spTree, f"{{{mc}}}AlternateContent")
    etree.SubElement(wrapper, f"{{{mc}}}Choice").append(element)

    assert texts(read(deck)) == ["wrapped"]


def test_a_diagram(deck):
    slide = slide_of(deck)
    frame = slide.shapes.add_table(1, 1, 0, 0, 9, 9)._element
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
        '<dgm:pt modelId="0" type="doc"/>'
        "<dgm:pt modelId='1'><dgm:t><a:bodyPr/><a:p><a:r><a:t>Listen</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "<dgm:pt modelId='2'><dgm:t><a:bodyPr/><a:p><a:r><a:t>Act</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "</dgm:ptLst></dgm:dataModel>"
    )
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        slide.part.package,
        data.encode(),
    )
    key = slide.part.relate_to(
        part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData",
    )
    graphic = frame.find(".//{*}graphicData")
    for child in list(graphic):
        graphic.remove(child)
    ids = etree.SubElement(
        graphic, "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
    )
    ids.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm", key)

    assert texts(read(deck)) == ["Listen", "Act"]


def test_a_chart_goes_to_the_report(deck):
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Families heard", (3, 5))
    slide_of(deck).shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(3), data
    )

    (odd,) = read(deck).warnings
    assert "Families heard" in odd.text
    assert "East" in odd.text


def test_a_slide_without_title_is_called_by_its_first_line(deck):
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box(slide.shapes, "What we heard", top=1)
    box(slide.shapes, "Parents want to be asked early and often, and told what came of it.", top=3)
    slide_of(deck, "Another")

    first = read(deck)
    assert first.title == "What we heard" or first.sections[0].title == "What we heard"


def test_links_on_shapes_and_jumps(deck):
    target = slide_of(deck, "Far away")
    slide = slide_of(deck, "Links")
    button = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(1), Inches(1))
    button.text_frame.text = "Read the guide"
    button.click_action.hyperlink.address = "https://guide.example.org/a"
    jump = box(slide.shapes, "Go to the far slide", top=5)
    jump.click_action.target_slide = target
    assert jump.click_action.action == PP_ACTION.NAMED_SLIDE

    source = read(deck)
    runs = [run for part in source.sections[-1].parts for run in part.runs]
    assert [(run.text, run.href) for run in runs] == [
        ("Read the guide", "https://guide.example.org/a"),
        ("Go to the far slide", None),
    ]
    assert any("jump to slide 1" in odd.what for odd in source.warnings)


def test_merged_cells_count_once(deck):
    table = slide_of(deck).shapes.add_table(2, 3, 0, 0, Inches(6), Inches(2)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(0, 2).text = "Wide", "Right"
    table.cell(1, 0).text, table.cell(1, 2).text = "Left", "Bottom"

    (found,) = (part for part in read(deck).sections[-1].parts if isinstance(part, Table))
    assert [[cell for cell in row if cell] for row in found.texts] == [
        ["Wide", "Right"],
        ["Left", "Bottom"],
    ]


def test_soft_breaks_and_superscripts(deck):
    slide = slide_of(deck)
    paragraph = box(slide.shapes, "").text_frame.paragraphs[0]
    paragraph.add_run().text = "By the 31"
    raised = paragraph.add_run()
    raised.text = "st"
    raised._r.get_or_add_rPr().set("baseline", "30000")
    paragraph.add_run().text = " of March"
    paragraph.add_line_break()
    paragraph.add_run().text = "at noon"

    assert texts(read(deck)) == ["By the 31st of March at noon"]


def test_pictures_with_their_texts_and_notes(deck):
    slide = slide_of(deck)
    shape = slide.shapes.add_picture(picture(), Inches(1), Inches(3))
    shape._element.nvPicPr.cNvPr.set("descr", "Two people at a table")
    slide.notes_slide.notes_text_frame.text = "Say hello first."

    parts = read(deck).sections[-1].parts
    (image,) = (part for part in parts if isinstance(part, Embedded))
    assert (image.kind, image.alt) == ("picture", "Two people at a table")
    assert [part.text for part in parts if isinstance(part, Note)] == ["Say hello first."]


def test_a_hidden_slide_stands_in_the_report_and_nowhere_else(deck):
    box(slide_of(deck).shapes, "We show this")
    hidden = slide_of(deck)
    box(hidden.shapes, "We keep this back")
    hidden.notes_slide.notes_text_frame.text = "Perhaps next year."
    hidden._element.set("show", "0")

    source = read(deck)
    assert len(source.sections) == 1
    (said,) = (odd.text for odd in source.warnings if "hidden" in odd.what)
    assert {"We keep this back", "Perhaps next year."} <= set(said.splitlines())


def test_footers_are_said(deck):
    slide = slide_of(deck)
    footer = box(slide.shapes, "Draft, not for sharing", top=7)
    properties = footer._element.find(".//{*}nvPr")
    etree.SubElement(properties, f"{{{properties.nsmap['p']}}}ph").set("type", "ftr")

    source = read(deck)
    assert texts(source) == []
    assert {odd.text for odd in source.warnings} >= {"Draft, not for sharing"}


def test_a_film_elsewhere_is_a_video_with_its_address(deck):
    slide = slide_of(deck)
    film = slide.shapes.add_movie(
        io.BytesIO(b"film"), 0, 0, 99, 99, poster_frame_image=picture(), mime_type="video/mp4"
    )
    film.name = "Our film"
    for key, relation in list(slide.part.rels.items()):
        if relation.reltype.endswith("/video"):
            slide.part.rels.pop(key)
            new = slide.part.relate_to("https://films.example/9", relation.reltype, True)
            film._element.find(".//{*}videoFile").set(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", new
            )
    media = film._element.find(".//{*}media")
    media.getparent().remove(media)

    (part,) = read(deck).sections[-1].parts
    assert (part.kind, part.title, part.data) == ("video", "Our film", b"")
    assert part.href == "https://films.example/9"


def test_a_typed_number_makes_no_heading_of_the_sentence_above_it(deck):
    slide_of(deck, "Topic 1")
    box(deck.slides[0].shapes, "1", left=9, top=7)
    for number in (2, 3, 4):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        box(slide.shapes, f"We met in week {number}.")
        box(slide.shapes, str(number), left=9, top=7)
    source = read(deck)
    assert [section.title for section in source.sections] == ["", "", ""]
    assert texts(source) == ["We met in week 4."]
    (told,) = source.warnings
    assert told.text.split() == ["1", "2", "3", "4"]


def test_a_formula_is_no_title_of_a_slide(deck):
    slide_of(deck, "Topic 1")
    slide_of(deck, "Topic 2")
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    paragraph = box(slide.shapes, "").text_frame.paragraphs[0]._p
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{math}"><m:r><m:t>births/deaths</m:t></m:r></m:oMath>'
    paragraph.append(etree.fromstring(formula))
    box(slide.shapes, "What we count", top=4)

    assert [section.title for section in read(deck).sections] == ["Topic 2", ""]
    assert texts(read(deck)) == ["births/deaths", "What we count"]
