"""A Word file is read whole, whatever is wrong with a detail of it."""

from __future__ import annotations

import pytest

from knowledge.documents.office.items import Embedded, Paragraph, Table
from knowledge.documents.office.package import UnreadablePackage
from knowledge.documents.office.word import read_word_document
from tests.knowledge.documents.office_files import (
    NAMES,
    drawn,
    legacy,
    p,
    picture,
    row,
    strict,
    word,
)

TICKED_BOX = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
EMPTY_BOX = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="London"/><w:listEntry w:val="South East"/></w:ddList>'
LINK = '<w:hyperlink r:id="k"><w:r><w:t>Toolkit</w:t></w:r></w:hyperlink>'


def read(body: str, *args, **kwargs):
    """The document."""
    return read_word_document(word(body, *args, **kwargs))


def lines(body: str, *args, **kwargs) -> list[str]:
    """The words of every paragraph of the body that says something."""
    blocks = read(body, *args, **kwargs).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.text]


def remarks(document, kind: str) -> list[str]:
    """The words of the remarks of a kind."""
    return [remark.text for remark in document.remarks if remark.kind == kind]


def test_old_form_fields_say_what_was_ticked_and_chosen():
    body = "".join(
        f"<w:p>{legacy(data, code)}<w:r><w:t> {text}</w:t></w:r></w:p>"
        for data, code, text in (
            (TICKED_BOX, "FORMCHECKBOX", "Consent was given"),
            (EMPTY_BOX, "FORMCHECKBOX", "Consent was refused"),
            (CHOICE, "FORMDROPDOWN", "is our region"),
        )
    )
    assert lines(body) == [
        "☒ Consent was given",
        "☐ Consent was refused",
        "South East is our region",
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☒"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☒"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t>', "☒"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0a8</w:t>', "☐"),
        ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>a</w:t>', "α"),
    ],
)
def test_signs_of_picture_fonts(inside, text):
    assert lines(f"<w:p><w:r>{inside}</w:r><w:r><w:t> yes</w:t></w:r></w:p>") == [f"{text} yes"]


@pytest.mark.parametrize(("state", "mark"), [("1", "☒"), ("0", "☐")])
def test_a_content_control_to_tick_says_its_state_also_without_its_sign(state, mark):
    body = (
        f'<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t></w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Consent</w:t></w:r></w:p>"
    )
    assert lines(body) == [f"{mark} Consent"]


def test_headings_by_style_outline_and_boldness():
    text = "We asked forty parents on the ward what would help them most."
    body = p("Why", "House") + p(text) + p("How we asked", run="<w:b/>") + p(text)
    assert [(b.heading, b.text) for b in read(body).blocks if b.heading] == [
        (1, "Why"),
        (2, "How we asked"),
    ]
    bold = "".join(p(title, run="<w:b/>") + p(text) for title in ("Why", "What we did", "After"))
    assert [b.text for b in read(bold).blocks if b.heading == 1] == ["Why", "What we did", "After"]


def test_larger_bold_letters_are_higher_headings_and_the_largest_the_title():
    text = "We asked forty parents on the ward what would help them most."
    big, middle, small = (f'<w:b/><w:sz w:val="{size}"/>' for size in (40, 28, 24))
    body = p("Listening", run=big) + p("Part one", run=middle) + p("Why", run=small) + p(text)
    body += p("How", run=small) + p(text) + p("Part two", run=middle) + p(text)
    blocks = [b for b in read(body).blocks if b.heading or b.is_title]
    assert [(b.text, b.is_title, b.heading) for b in blocks] == [
        ("Listening", True, 0),
        ("Part one", False, 2),
        ("Why", False, 3),
        ("How", False, 3),
        ("Part two", False, 2),
    ]


def test_bold_sentences_addresses_and_list_items_are_no_headings():
    body = p("Please read this first.", run="<w:b/>") + p("Then go on.")
    body += p("Ada Ward", run="<w:b/>") + p("Ward Street 1", run="<w:b/>")
    assert not any(block.heading for block in read(body).blocks)


@pytest.mark.parametrize(
    "broken",
    [
        p("Words", "NoType"),
        p("Words", "NotThere"),
        p("Words") + drawn("gone"),
        p("Words") + drawn("k"),
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        "<w:r><w:t>Words</w:t></w:r></w:p>",
        '<w:p><w:hyperlink r:id="k"><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="zz"/><w:t>Words</w:t></w:r></w:p>',
        "<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:object><o:OLEObject r:id='k'/></w:object></w:r></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>Words</w:t></w:r></w:p>',
    ],
)
@pytest.mark.parametrize("target", ["NULL", "#bookmark", "../NULL", "media/gone.png"])
def test_a_bad_detail_refuses_nothing(broken, target):
    assert lines(broken, {"k": ("image", target)}) == ["Words"]


def test_a_picture_that_is_not_there_is_named_with_its_place():
    document = read(p("Words") + drawn("k", described="Two people"), {"k": ("image", "NULL")})
    (remark,) = document.remarks
    assert (remark.kind, remark.text, remark.place) == ("unread", "Two people", "paragraph 2")


def test_a_link_on_a_picture_is_kept():
    body = drawn("i", described="Read the survey", inside='<a:hlinkClick r:id="k"/>')
    found = read(
        body,
        {"i": ("image", "media/a.png"), "k": ("hyperlink", "https://example.org/survey")},
        {"word/media/a.png": picture()},
    ).blocks
    (image,) = (block for block in found if isinstance(block, Embedded))
    assert (image.href, image.alt) == ("https://example.org/survey", "Read the survey")


@pytest.mark.parametrize(
    "described",
    [
        "C:\\Users\\jane.example\\Pictures\\IMG_0042.jpg",
        "A close up of a sign Description automatically generated",
        "A close-up of a sign AI-generated content may be incorrect.",
        "image1.png",
        "Picture 3",
        "IMG_2034",
    ],
)
def test_what_a_program_wrote_is_no_description(described):
    parts = {"word/media/a.png": picture()}
    document = read(drawn("i", described=described), {"i": ("image", "media/a.png")}, parts)
    (image,) = (block for block in document.blocks if isinstance(block, Embedded))
    assert image.alt == ""
    assert remarks(document, "alt") == [described]


@pytest.mark.parametrize(
    "described", ["Jane feeds her baby.", "A chart of replies in 2023", "Logo"]
)
def test_what_a_person_wrote_is_a_description(described):
    parts = {"word/media/a.png": picture()}
    blocks = read(drawn("i", described=described), {"i": ("image", "media/a.png")}, parts).blocks
    assert [block.alt for block in blocks if isinstance(block, Embedded)] == [described]


def test_a_picture_elsewhere_and_one_in_an_old_drawing():
    vml = '<w:p><w:r><w:pict><v:shape alt="The ward"><v:imagedata r:id="i"/></v:shape></w:pict></w:r></w:p>'
    document = read(
        vml + drawn("k", at="r:link"),
        {"i": ("image", "media/a.png"), "k": ("image", "https://example.org/b.png")},
        {"word/media/a.png": picture()},
    )
    assert [b.alt for b in document.blocks if isinstance(b, Embedded)] == ["The ward"]
    assert remarks(document, "unread") == ["https://example.org/b.png"]


def test_words_own_table_of_contents_is_left_out():
    entry = (
        '<w:p><w:hyperlink w:anchor="_Toc{0}"><w:r><w:t>{1}</w:t></w:r><w:r><w:tab/></w:r>'
        "<w:r><w:t>{0}</w:t></w:r></w:hyperlink></w:p>"
    )
    rows = entry.format(2, "Before you start") + entry.format(3, "Afterwards")
    styled = p("Before you start 2", "TOC1") + p("Afterwards 3", "TOC1")
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('Contents')}{rows}</w:sdtContent></w:sdt>"
    )
    for contents in (p("Contents", "Heading1") + rows, p("Contents") + styled, control):
        document = read(contents + p("Before you start", "Heading1") + p("Wash your hands."))
        assert [block.text for block in document.blocks] == ["Before you start", "Wash your hands."]
        assert remarks(document, "contents") == ["Contents\nBefore you start 2\nAfterwards 3"]
        assert not remarks(document, "jump")


def test_a_formula_keeps_its_characters():
    fraction = "<m:f><m:num><m:r><m:t>deaths</m:t></m:r></m:num><m:den><m:r><m:t>births</m:t></m:r></m:den></m:f>"
    power = (
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    )
    body = f"<w:p><w:r><w:t>It is </w:t></w:r><m:oMath>{fraction}{power}</m:oMath></w:p>"
    assert lines(body) == ["It is deaths/birthsx^2"]


def test_diagrams_and_charts():
    frame = "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    point = "<dgm:pt modelId='{0}'><dgm:t><a:p><a:r><a:t>{1}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    diagram = (
        f"<dgm:dataModel {NAMES}><dgm:ptLst><dgm:pt modelId='0' type='doc'/>"
        f"{point.format(3, 'Ask')}{point.format(1, 'Listen first')}{point.format(2, 'Decide together')}"
        "</dgm:ptLst><dgm:cxnLst><dgm:cxn srcId='0' destId='1' srcOrd='0'/>"
        "<dgm:cxn srcId='0' destId='2' srcOrd='1'/><dgm:cxn srcId='1' destId='3' srcOrd='0'/>"
        "</dgm:cxnLst></dgm:dataModel>"
    )
    series = (
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Replies</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        "<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>May</c:v></c:pt></c:strCache></c:strRef></c:cat>"
        "<c:val><c:numRef><c:numCache><c:pt idx='0'><c:v>5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
    )
    chart = f"<c:chartSpace {NAMES}><c:title><a:p><a:r><a:t>Replies by month</a:t></a:r></a:p></c:title>{series}</c:chartSpace>"
    document = read(
        frame.format('<dgm:relIds r:dm="d"/>') + frame.format('<c:chart r:id="c"/>'),
        {"d": ("diagramData", "diagrams/data1.xml"), "c": ("chart", "charts/chart1.xml")},
        {"word/diagrams/data1.xml": diagram, "word/charts/chart1.xml": chart},
    )
    items = [(block.level, block.text) for block in document.blocks if block.text]
    assert items == [(0, "Listen first"), (1, "Ask"), (0, "Decide together")]
    assert remarks(document, "chart") == ["Replies by month\nReplies: May 5"]


def test_hidden_and_struck_out_words_are_no_text():
    body = (
        p("Seen") + p("Hidden name", run="<w:vanish/>") + p("Too", run='<w:rStyle w:val="Secret"/>')
    )
    body += "<w:p><w:del><w:r><w:t>Struck out</w:t></w:r></w:del><w:ins><w:r><w:t>Put in</w:t></w:r></w:ins></w:p>"
    document = read(body)
    assert [block.text for block in document.blocks if block.text] == ["Seen", "Put in"]
    assert remarks(document, "hidden") == ["Hidden name", "Too"]
    assert not any("Struck" in words for _, words in document.words)


@pytest.mark.parametrize("looks", ["", '<w:rPr><w:rStyle w:val="Platzhaltertext"/></w:rPr>'])
def test_prompts_in_any_language_are_no_text(looks):
    body = (
        "<w:p><w:r><w:t>Name: </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"<w:r>{looks}<w:t>Klicken Sie hier, um Text einzugeben.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    (paragraph,) = read(body).blocks
    assert [(run.text, run.is_prompt) for run in paragraph.runs] == [
        ("Name: ", False),
        ("Klicken Sie hier, um Text einzugeben.", True),
    ]


def test_lists_count_as_word_shows_them():
    numbering = (
        f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='4'/>"
        "<w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt "
        "w:val='lowerLetter'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride "
        "w:val='9'/></w:lvlOverride></w:num></w:numbering>"
    )
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{1}'/><w:numId w:val='{0}'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    body = "".join(
        item.format(*which) for which in ((1, 0), (1, 1), (1, 1), (1, 0), (2, 0), (2, 0))
    )
    found = read(body, {"n": ("numbering", "numbering.xml")}, {"word/numbering.xml": numbering})
    assert [(block.level, block.number) for block in found.blocks] == [
        (0, 4), (1, 1), (1, 2), (0, 5), (0, 9), (0, 10),
    ]  # fmt: skip


def test_alternate_content_is_read_once_in_either_branch():
    box = "<w:txbxContent>{}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback>"
        "<w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    both = body.format(box.format(p("In the box")), box.format(p("In the box")))
    assert lines(both) == ["In the box"]
    assert lines(body.format("", box.format(p("Only here")))) == ["Only here"]


def test_files_that_were_inserted_become_text():
    inner = word(p("From another file") + p("Second line"))
    relations = {
        "a": ("aFChunk", "chunk.docx"),
        "b": ("aFChunk", "chunk.html"),
        "c": ("aFChunk", "chunk.rtf"),
    }
    parts = {
        "word/chunk.docx": inner,
        "word/chunk.html": "<html><body><h2>Heading</h2><ul><li>Item</li></ul></body></html>",
        "word/chunk.rtf": "%PDF-1.4 lost",
    }
    body = "".join(f'<w:altChunk r:id="{key}"/>' for key in relations)
    document = read(body, relations, parts)
    assert [block.text for block in document.blocks if block.text] == [
        "From another file",
        "Second line",
        "Heading",
        "Item",
    ]
    assert remarks(document, "unread") == ["word/chunk.rtf"]


def test_merged_cells_tables_in_cells_and_their_links():
    body = (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p>{LINK}</w:p></w:tc>"
        f"<w:tc>{p('Right')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc>"
        f"<w:tc><w:tbl>{row('Inside')}</w:tbl>{p('')}</w:tc></w:tr></w:tbl>"
    )
    (table,) = read(body, {"k": ("hyperlink", "https://example.org/kit")}).blocks
    assert isinstance(table, Table)
    first, second = table.rows
    assert first[0].paragraphs[0].runs[0].href == "https://example.org/kit"
    assert [cell.is_covered for cell in second] == [True, False]
    assert second[1].blocks[0].texts == [["Inside"]]


def test_strict_files_and_tags_that_libreoffice_mixes_up():
    assert [block.text for block in read_word_document(strict(word(p("Words")))).blocks] == [
        "Words"
    ]
    mixed = "<w:p><w:hyperlink r:id='k'><w:sdt><w:sdtContent><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:sdtContent></w:sdt></w:p>"
    assert lines(mixed) == ["Words"]


@pytest.mark.parametrize(
    "part", [b"", b"<x/>", b"no xml", word(p("Words"))[:200], b"<w:document><w:body>"]
)
def test_only_a_file_without_a_body_is_unreadable(part):
    with pytest.raises(UnreadablePackage):
        read_word_document(word("", parts={"word/document.xml": part}))


def test_its_own_words_are_counted_apart_from_the_reading():
    body = p("One two") + f"<w:tbl>{row('three', 'four')}</w:tbl>"
    body += "<w:p><m:oMath><m:r><m:t>five</m:t></m:r></m:oMath><w:r><w:instrText>SIX</w:instrText></w:r></w:p>"
    words = [text for _, text in read(body).words]
    assert words == ["One two", "three", "four", "five"]


def test_a_large_first_letter_belongs_to_its_word():
    drop = (
        '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>'
        "<w:p><w:pPr/><w:r><w:t>nce a month</w:t></w:r></w:p>"
    )
    found = read_word_document(word(drop + p("More")))
    assert [block.text for block in found.blocks] == ["Once a month", "More"]
    assert [words for _, words in found.words] == ["Once a month", "More"]


def gone(text: str, mark: str = "del") -> str:
    """A paragraph whose end tracked changes deleted or moved away."""
    return p(text).replace("<w:p>", f"<w:p><w:pPr><w:rPr><w:{mark}/></w:rPr></w:pPr>", 1)


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_paragraphs_whose_border_was_deleted_are_one(mark):
    between = '<w:bookmarkStart w:id="1" w:name="x"/>'
    body = gone("Co-", mark) + between + gone("pro", mark) + p("duction", "Heading1") + p("Next")
    found = read(body + gone("Last", mark) + f"<w:tbl>{row('A', 'B')}</w:tbl>")
    lines = [(each.text, each.heading) for each in found.blocks if isinstance(each, Paragraph)]
    assert lines == [("Co-production", 1), ("Next", 0), ("Last", 0)]
    assert [words for _, words in found.words][:2] == ["Co-production", "Next"]


def test_so_they_are_in_notes():
    note = f'<w:footnotes {NAMES}><w:footnote w:id="1">{gone("A foot")}{p("note")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = read(body, {"n": ("footnotes", "footnotes.xml")}, {"word/footnotes.xml": note})
    assert [each.text for each in found.notes["footnote 1"]] == ["A footnote"]
