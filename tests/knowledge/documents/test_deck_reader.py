"""A deck is read whole and in reading order, whatever is wrong with a detail of it."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Emu, Inches, Mm

from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.deck_order import Placed, in_reading_order
from knowledge.documents.office.embedded import content_of
from knowledge.documents.office.items import Embedded, Paragraph
from knowledge.documents.passages import passages_of_deck
from tests.knowledge.documents.office_files import picture, strict

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"


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
    """A text box, its place in inches."""
    shape = shapes.add_textbox(Inches(left), Inches(top), Inches(4), Inches(0.5))
    shape.text_frame.text = text
    return shape


def saved(deck) -> bytes:
    """Its bytes."""
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def read(deck):
    """The deck, read."""
    return read_deck_file(saved(deck))


def lines(deck, number: int = -1) -> list[str]:
    """The paragraphs of a slide."""
    return [b.text for b in read(deck).slides[number].blocks if isinstance(b, Paragraph)]


def remarks(found, kind: str) -> list[tuple[str, str]]:
    """(words, place) of the remarks of a kind."""
    return [(each.text, each.place) for each in found.remarks if each.kind == kind]


def test_columns_that_share_no_rows_are_read_one_after_the_other(deck):
    slide = slide_of(deck)
    for number, top in enumerate((2.2, 3.1, 4.0)):
        box(slide.shapes, f"left {number}", 0.5, top)
        box(slide.shapes, f"right {number}", 5.2, top - 0.3)
    box(slide.shapes, "below", 1, 6).width = Inches(7)
    sides = [f"{side} {number}" for side in ("left", "right") for number in range(3)]
    assert lines(deck) == [*sides, "below"]


def test_boxes_in_common_rows_are_read_row_by_row(deck):
    slide = slide_of(deck)
    box(slide.shapes, "wide heading", 1, 1)
    for row in range(2):
        for column in range(2):
            box(slide.shapes, f"{row} {column}", 0.5 + 4.6 * column, 2 + row + 0.05 * column)
    assert lines(deck) == ["wide heading", "0 0", "0 1", "1 0", "1 1"]


def test_one_tall_box_beside_several():
    def placed(name, left, top, right, bottom):
        return Placed(name, *(Mm(side) for side in (left, top, right, bottom)))

    shapes = [
        placed("photo's text", 120, 30, 220, 150),
        placed("second", 10, 90, 110, 150),
        placed("first", 10, 30, 110, 80),
    ]
    assert in_reading_order(shapes) == ["first", "second", "photo's text"]


def test_placeholders_stand_where_their_layout_puts_them(deck):
    slide = deck.slides.add_slide(deck.slide_layouts[3])
    slide.placeholders[2].text = "right"
    slide.placeholders[1].text = "left"
    slide.shapes.title.text = "Two sides"
    assert lines(deck) == ["left", "right"]


def test_levels_of_bullets_are_kept(deck):
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    frame = slide.placeholders[1].text_frame
    for number, level in enumerate((0, 1, 2, 0)):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.text, paragraph.level = f"item {number}", level
    found = read(deck).slides[0].blocks
    assert [(block.list_kind, block.level) for block in found] == [
        ("inherited", 0),
        ("inherited", 1),
        ("inherited", 2),
        ("inherited", 0),
    ]


def test_words_on_the_layout_are_said_once(deck):
    layout = deck.slide_layouts[5]
    element = box(slide_of(deck).shapes, "Helpline 0000 000 000")._element
    layout.shapes._spTree.append(element)
    slide_of(deck)
    assert remarks(read(deck), "layout") == [("Helpline 0000 000 000", "")]


def test_numbers_of_slides_are_nothing_to_report_and_a_foot_once(deck):
    for number in range(4):
        slide = slide_of(deck, f"Topic {number}")
        for kind, text in (("sldNum", str(number)), ("ftr", "North Hills")):
            shape = box(slide.shapes, text, top=7)
            properties = shape._element.find(".//{*}nvPr")
            etree.SubElement(properties, f"{{{properties.nsmap['p']}}}ph").set("type", kind)
    found = read(deck)
    assert remarks(found, "furniture") == [("North Hills", "slide 1")]
    assert not any(slide.blocks for slide in found.slides)


def numbered(deck, texts, *, left: float = 9, top: float = 7):
    """A slide for each text, which stands in a box of its own."""
    for number, text in enumerate(texts, start=1):
        slide = slide_of(deck, f"Topic {number}")
        box(slide.shapes, f"What we did in week {number}")
        if text:
            width = Inches(0.2 + len(text) / 10)
            box(slide.shapes, text, left, top).width = width
    return read(deck)


def said_on(found) -> list[list[str]]:
    """The paragraphs of each slide."""
    return [[b.text for b in slide.blocks] for slide in found.slides]


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "2", "3", "4"],
        ["Slide 1", "Slide 2", "Slide 3"],
        ["Page 9 of 12", "Page 10 of 12", "Page 11 of 12"],
        ["", "2 / 12", "3 / 12", "4 / 12"],
        ["1", "2", "", "3", "4", "5", "6"],  # the third was put in later
        ["Slide 1", "Slide 2"],
    ],
)
def test_typed_numbers_of_slides_are_told_once_and_are_no_words_of_a_slide(deck, texts):
    found = numbered(deck, texts)
    assert said_on(found) == [[f"What we did in week {at + 1}"] for at in range(len(texts))]
    assert remarks(found, "furniture") == [("\n".join(filter(None, texts)), "")]


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["2019", "2020", "2021"], {"top": 3, "left": 4}),  # in the middle
        (["1", "2", "3", "", "", "", ""], {}),  # three steps of seven slides
        (["3", "3", "3"], {}),
        (["9" * 5000] * 3, {}),
        (["10", "20", "30"], {}),
        (["1", "2"], {}),
        (["1. Listen", "2. Plan", "3. Act"], {}),
    ],
)
def test_other_numbers_stay_words_of_their_slide(deck, texts, place):
    found = numbered(deck, texts, **place)
    assert [text for slide in said_on(found) for text in slide if "week" not in text] == [
        text for text in texts if text
    ]
    assert not remarks(found, "furniture")


def test_numbers_in_other_places_on_each_slide_stay_words(deck):
    for number in range(1, 5):
        box(slide_of(deck).shapes, str(number), 1 + number, 7)
    assert [slide for slide in said_on(read(deck)) if not slide] == []


def test_typed_numbers_in_the_slides_own_places_for_a_number_or_a_foot(deck):
    for number in range(1, 5):
        shape = box(slide_of(deck, f"Topic {number}").shapes, f"Slide {number}", top=7)
        properties = shape._element.find(".//{*}nvPr")
        kind = "sldNum" if number % 2 else "ftr"
        etree.SubElement(properties, f"{{{properties.nsmap['p']}}}ph").set("type", kind)
    found = read(deck)
    assert not any(slide.blocks for slide in found.slides)
    assert remarks(found, "furniture") == [("Slide 1\nSlide 2\nSlide 3\nSlide 4", "")]


@pytest.mark.parametrize("shown", ["name", "descr", "title"])
def test_a_film_elsewhere_keeps_its_title(deck, shown):
    slide = slide_of(deck)
    shape = slide.shapes.add_picture(io.BytesIO(picture()), 0, 0)
    properties = shape._element.nvPicPr.cNvPr
    properties.set("name", "Online Media 3")
    properties.set(shown, "Film: our first year")
    key = slide.part.relate_to(
        "https://www.youtube.com/embed/abcdefghijk", IMAGE.replace("image", "video"), True
    )
    film = etree.SubElement(
        shape._element.find(".//{*}nvPr"),
        "{http://schemas.openxmlformats.org/drawingml/2006/main}videoFile",
    )
    film.set(f"{R}link", key)
    (found,) = read(deck).slides[0].blocks
    assert (found.kind, found.title) == ("video", "Film: our first year")
    assert found.href == "https://www.youtube.com/embed/abcdefghijk"


def embedded(deck, data: bytes) -> None:
    """A slide with an object of an unknown kind, as PowerPoint stores a PDF."""
    slide = slide_of(deck)
    frame = slide.shapes.add_table(1, 1, 0, 0, Inches(1), Inches(1))._element
    name = PackURI(f"/ppt/embeddings/oleObject{len(deck.slides)}.bin")
    part = Part(
        name, "application/vnd.openxmlformats-officedocument.oleObject", slide.part.package, data
    )
    key = slide.part.relate_to(part, IMAGE.replace("image", "oleObject"))
    graphic = frame.find(".//{*}graphicData")
    for child in list(graphic):
        graphic.remove(child)
    ole = etree.SubElement(
        graphic, "{http://schemas.openxmlformats.org/presentationml/2006/main}oleObj"
    )
    ole.set(f"{R}id", key)
    ole.set("progId", "AcroExch.Document")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_embedded_pdfs_are_taken_out_or_named_each_with_its_slide(deck):
    embedded(deck, OLE + bytes(500) + PDF + bytes(100))
    embedded(deck, OLE + b"nothing that we know" * 20)
    embedded(deck, OLE + b"nothing that we know" * 20)
    found = read(deck)
    (file,) = (block for slide in found.slides for block in slide.blocks)
    assert (file.data, file.extension) == (PDF, ".pdf")
    assert remarks(found, "unread") == [
        ("AcroExch.Document", "slide 2"),
        ("AcroExch.Document", "slide 3"),
    ]


def test_a_file_that_is_no_container_is_known_by_its_content():
    assert content_of(PDF, ".bin") == (PDF, ".pdf")
    assert content_of(b"??", ".bin") == (b"??", ".bin")


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_a_picture_that_no_browser_shows_refuses_nothing(deck, kind):
    slide = slide_of(deck)
    slide.shapes.add_picture(io.BytesIO(picture(kind, (900, 600))), 0, 0)
    box(slide.shapes, "Words")
    found = read(deck)
    assert [b.text for b in found.slides[0].blocks] == ["Words"]
    assert [place for _, place in remarks(found, "unread")] == ["slide 1"]


def test_a_picture_that_is_missing_refuses_nothing(deck):
    slide = slide_of(deck)
    shape = slide.shapes.add_picture(io.BytesIO(picture()), 0, 0)
    shape._element.find(".//{*}blip").set(f"{R}embed", "rId99")
    box(slide.shapes, "Words")
    found = read(deck)
    assert [b.text for b in found.slides[0].blocks] == ["Words"]
    assert [place for _, place in remarks(found, "unread")] == ["slide 1"]


def test_a_picture_that_fills_a_shape_and_one_with_a_link(deck):
    slide = slide_of(deck)
    shape = slide.shapes.add_picture(io.BytesIO(picture()), 0, 0)
    shape.click_action.hyperlink.address = "https://example.org/survey"
    key = shape._element.find(".//{*}blip").get(f"{R}embed")
    filled = box(slide.shapes, "On a picture", top=5)
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fill = etree.fromstring(
        f'<a:blipFill xmlns:a="{a}"><a:blip xmlns:r="{R[1:-1]}" r:embed="{key}"/></a:blipFill>'
    )
    filled._element.spPr.append(fill)
    blocks = read(deck).slides[0].blocks
    assert [b.href for b in blocks if isinstance(b, Embedded)] == [
        "https://example.org/survey",
        None,
    ]
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["On a picture"]


def test_a_formula_and_numbers_that_begin_at_four(deck):
    slide = slide_of(deck)
    shape = box(slide.shapes, "The rate is ")
    paragraph = shape.text_frame.paragraphs[0]._p
    m = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph.append(
        etree.fromstring(
            '<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
            f'<m:oMath xmlns:m="{m}"><m:r><m:t>5/9</m:t></m:r></m:oMath></a14:m>'
        )
    )
    listed = box(slide.shapes, "first", top=4)
    listed.text_frame.add_paragraph().text = "second"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    for each in listed.text_frame.paragraphs:
        mark = etree.SubElement(each._p.get_or_add_pPr(), f"{{{a}}}buAutoNum")
        mark.set("startAt", "4")
    blocks = read(deck).slides[0].blocks
    assert [(b.text, b.number) for b in blocks] == [
        ("The rate is 5/9", None),
        ("first", 4),
        ("second", 5),
    ]


def test_a_hidden_shape_and_notes_with_links(deck):
    slide = slide_of(deck)
    box(slide.shapes, "Not shown")._element.nvSpPr.cNvPr.set("hidden", "1")
    run = slide.notes_slide.notes_text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "the guide", "https://example.org/guide"
    found = read(deck)
    assert remarks(found, "hidden") == [("Not shown", "slide 1")]
    assert found.slides[0].notes == ["the guide (https://example.org/guide)"]


def test_search_does_not_find_what_a_hidden_slide_says(deck):
    box(slide_of(deck).shapes, "We show this")
    hidden = slide_of(deck)
    box(hidden.shapes, "We keep this back")
    hidden._element.set("show", "0")
    found = read(deck)
    assert [passage["text"] for passage in passages_of_deck(found)] == ["A slide\nWe show this", ""]
    assert remarks(found, "hidden") == [("A slide\nWe keep this back", "slide 2")]


def test_the_strict_kind_is_read(deck):
    box(slide_of(deck).shapes, "Words")
    data = strict(saved(deck))
    assert [b.text for b in read_deck_file(data).slides[0].blocks] == ["Words"]


def test_its_own_words_are_counted_apart_from_the_reading(deck):
    box(slide_of(deck, "Title here").shapes, "Words there").left = Emu(0)
    words = [text for _, text in read(deck).words]
    assert words == ["Title here", "Words there"]
