"""Files beside those that somebody sent: the same kinds of fault in other forms."""

from __future__ import annotations

import pytest
from lxml import etree
from pptx.util import Inches

from tests.knowledge.documents.office_files import drawn, legacy, p, picture, row, word
from tests.knowledge.importing.test_real_files import (
    LINES,
    add_slide,
    deck,
    drafts,
    planned,
    report,
    saved,
)

SLIDES = "http://schemas.openxmlformats.org/drawingml/2006/main"
GUIDE = p("Guide", "Heading1")


def field(before: str, number: int, after: str) -> list[etree._Element]:
    """A slide's number as a field, with words beside it."""
    run = f'<a:r xmlns:a="{SLIDES}"><a:t>{{}}</a:t></a:r>'
    made = (
        f'<a:fld xmlns:a="{SLIDES}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    )
    made += f"<a:t>{number}</a:t></a:fld>"
    around = [run.format(text) if text else "" for text in (before, after)]
    return [etree.fromstring(text) for text in (around[0], made, around[1]) if text]


@pytest.mark.parametrize(("before", "after"), [("Page ", ""), ("", " / 12"), ("Slide ", " of 12")])
def test_a_slides_number_with_its_word_is_no_content(before, after):
    made = deck()
    for number in range(3):
        slide = add_slide(made, f"Topic {number}", f"What group {number} said to us.")
        box = slide.shapes.add_textbox(Inches(8), Inches(7), Inches(1), Inches(0.3))
        paragraph = box.text_frame.paragraphs[0]._p
        for element in field(before, number + 2, after):
            paragraph.append(element)
    data = saved(made)
    assert [draft.text.strip() for draft in drafts("a.pptx", data, "section")] == [
        f"Topic {number}\nWhat group {number} said to us." for number in range(3)
    ]
    assert report("a.pptx", data) == []


def test_words_beside_a_slides_number_are_kept():
    made = deck()
    slide = add_slide(made, "Topic", "What they said to us.")
    paragraph = slide.shapes.add_textbox(0, Inches(7), Inches(3), Inches(1)).text_frame.paragraphs[
        0
    ]
    for element in field("See page ", 2, " of the quokka booklet"):
        paragraph._p.append(element)
    assert "quokka booklet" in drafts("a.pptx", saved(made), "section")[0].text


STRONG = (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bolder"><w:name w:val="Bolder"/><w:rPr><w:b/></w:rPr></w:style>'
)


def test_lines_that_are_bold_in_any_way_are_headings():
    two = (
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">In two </w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>runs</w:t></w:r></w:p>"
    )
    lines = [
        p("Our walk", run="<w:b/>"),
        two,
        p("What we did:", run="<w:b/>"),
        p("By a style", run='<w:rStyle w:val="Strong"/>'),
        p("By a paragraph", "Bolder"),
    ]
    data = word("".join(line + LINES for line in lines), styles=STRONG)
    found = [draft.title for draft in drafts("a.docx", data, "section")]
    assert found == ["Our walk", "In two runs", "What we did:", "By a style", "By a paragraph"]


@pytest.mark.parametrize(
    "words", ["/Users/jane/walk.heic", "Macintosh HD:Users:jane:walk.png", "IMG-20240512-WA0003"]
)
def test_no_name_of_a_file_becomes_a_description(words):
    data = word(GUIDE + LINES + drawn("i", described=words), {"i": ("image", "a.png")}, {"word/a.png": picture()})  # fmt: skip
    (image,) = drafts("a.docx", data, "image")
    assert (image.title, image.file.alt) == ("Guide", "")
    assert [said for said, _ in report("a.docx", data)] == [words]


@pytest.mark.parametrize(
    ("kind", "target"),
    [(kind, "NULL") for kind in ("chart", "comments", "footnotes", "header", "numbering", "oleObject", "styles")]
    + [("image", ""), ("image", "../NULL"), ("hyperlink", "#_Toc1")],
)  # fmt: skip
def test_a_relation_to_nothing_of_any_kind_spoils_no_file(kind, target):
    data = word(GUIDE + LINES, {"n": (kind, target)})
    assert "Something about point 2" in drafts("a.docx", data, "section")[0].text
    assert report("a.docx", data) == []


def test_a_link_as_a_field_in_a_first_column_keeps_its_address():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    link = (
        f'<w:p>{mark.format("begin")}<w:r><w:instrText> HYPERLINK "https://example.org/field" </w:instrText></w:r>'
        f"{mark.format('separate')}<w:r><w:t>Kit</w:t></w:r>{mark.format('end')}</w:p>"
    )
    simple = '<w:p><w:fldSimple w:instr="HYPERLINK &quot;https://example.org/simple&quot;"><w:r><w:t>Film</w:t></w:r></w:fldSimple></w:p>'
    rows = "".join(
        f"<w:tr><w:tc>{each}</w:tc><w:tc>{p('How')}</w:tc></w:tr>" for each in (link, simple)
    )
    data = word(GUIDE + LINES + f"<w:tbl>{row('Resource', 'About')}{rows}</w:tbl>")
    (section,) = drafts("a.docx", data, "section")
    assert set(section.links) == {"https://example.org/field", "https://example.org/simple"}


def test_states_of_old_form_fields_in_all_their_spellings():
    boxes = {
        '<w:default w:val="1"/>': "☒ one",
        '<w:default w:val="1"/><w:checked w:val="0"/>': "☐ one",
        "<w:checked/>": "☒ one",
        '<w:checked w:val="false"/>': "☐ one",
    }
    for inside, shown in boxes.items():
        box = legacy(f"<w:checkBox>{inside}</w:checkBox>", "FORMCHECKBOX")
        words = '<w:r><w:t xml:space="preserve"> one</w:t></w:r>'
        data = word(GUIDE + LINES + f"<w:p>{box}{words}</w:p>")
        assert shown in drafts("a.docx", data, "section")[0].text
    entries = '<w:listEntry w:val="North"/><w:listEntry w:val="South East"/>'
    for chosen, shown in (("", "North"), ('<w:default w:val="1"/>', "South East")):
        box = legacy(f"<w:ddList>{chosen}{entries}</w:ddList>", "FORMDROPDOWN")
        data = word(GUIDE + LINES + f"<w:p>{box}</w:p>")
        assert shown in drafts("a.docx", data, "section")[0].text


@pytest.mark.parametrize("kind", ["sdt", "field"])
def test_a_table_of_contents_of_any_make_is_left_out(kind):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    made = {
        "sdt": '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('In this guide')}{p('Before 2')}</w:sdtContent></w:sdt>",
        "field": f"{p('Contents')}<w:p>{mark.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        f"{mark.format('separate')}<w:r><w:t>Before</w:t><w:tab/><w:t>2</w:t></w:r>{mark.format('end')}</w:p>",
    }
    plan = planned("a.docx", word(made[kind] + GUIDE + LINES))
    assert [e.words[-8:] for e in plan.entries if e.kind == "unplaced"] == ["Before 2"]
    (section,) = drafts("a.docx", word(made[kind] + GUIDE + LINES), "section")
    assert "Before" not in section.text
