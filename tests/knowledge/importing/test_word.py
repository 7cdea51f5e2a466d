"""Word files are read whole: nested tables, boxes, notes, controls, headers, tracked changes, links."""

from __future__ import annotations

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from examples.models import PracticeExamplePage, PracticeTemplatePage
from knowledge.importing.items import Paragraph, Table
from knowledge.importing.runs import import_files, open_file
from knowledge.importing.word import read_word
from knowledge.models import SectionPage
from tests.knowledge.importing import deck_builder
from tests.knowledge.importing.deck_builder import PROJECT_LABELS, saved, word_file


@pytest.fixture
def document():
    """An empty document."""
    return Document()


def read(document):
    """The document, read."""
    return read_word(saved(document), "guide.docx")


def texts(source) -> list[str]:
    """Every paragraph below the headings."""
    return [
        part.text
        for section in source.sections
        for part in section.parts
        if isinstance(part, Paragraph)
    ]


def add_xml(document, xml: str) -> None:
    """An element at the end of the body."""
    document.element.body.insert(-1, parse_xml(xml))


def test_headings_open_sections(document):
    document.add_heading("A guide", 0)
    document.add_heading("First", 1)
    document.add_paragraph("One.")
    document.add_heading("Below", 2)
    document.add_paragraph("Two.", style="List Bullet")
    document.add_paragraph("Three.", style="List Number")

    source = read(document)
    assert source.title == "A guide"
    assert [(section.level, section.title) for section in source.sections] == [
        (1, "First"),
        (2, "Below"),
    ]
    assert [part.list_kind for part in source.sections[1].parts] == ["bullet", "number"]


def test_tables_in_tables_and_merged_cells(document):
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Tall"
    table.cell(0, 1).text = "Right"
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "Inside"

    tables = [part for part in read(document).sections[0].parts if isinstance(part, Table)]
    assert [cell for found in tables for row in found.texts for cell in row if cell] == [
        "Tall",
        "Right",
        "Inside",
    ]


def test_a_text_box_counts_once(document):
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        f"<w:p {nsdecls('w')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>Outside</w:t></w:r><w:r>'
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )

    assert texts(read(document)) == ["Outside", "In the box"]


def test_controls_and_tracked_changes(document):
    add_xml(
        document,
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    add_xml(
        document,
        f"<w:p {nsdecls('w')}><w:r><w:t>Kept </w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>and added</w:t></w:r></w:ins></w:p>',
    )

    assert texts(read(document)) == ["Controlled", "Kept and added"]


def test_links_in_their_three_spellings(document):
    key = document.part.relate_to(
        "https://a.example/guide", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    add_xml(
        document,
        f"<w:p {nsdecls('w', 'r')}><w:hyperlink r:id='{key}'><w:r><w:t>A</w:t></w:r></w:hyperlink>"
        "<w:fldSimple w:instr=' HYPERLINK \"https://b.example/guide\" '><w:r><w:t>B</w:t></w:r>"
        "</w:fldSimple>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://c.example/guide" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>C</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>D</w:t></w:r>'
        "<w:hyperlink w:anchor='below'><w:r><w:t>E</w:t></w:r></w:hyperlink></w:p>",
    )

    source = read(document)
    (paragraph,) = source.sections[0].parts
    assert [(run.text, run.href) for run in paragraph.runs] == [
        ("A", "https://a.example/guide"),
        ("B", "https://b.example/guide"),
        ("C", "https://c.example/guide"),
        ("DE", None),
    ]
    assert [odd.text for odd in source.warnings] == ["E"]


def test_headers_footers_and_footnotes(document):
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Body.")
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>A footnote.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    source = read(document)
    assert texts(source) == ["Body.", "A footnote."]
    assert {odd.text for odd in source.warnings} == {"Confidential", "Page 1"}


def test_split_runs_join(document):
    paragraph = document.add_paragraph("By the 31")
    paragraph.add_run("st").font.superscript = True
    paragraph.add_run(" of March")
    assert texts(read(document)) == ["By the 31st of March"]


def test_an_empty_form_is_the_template_and_a_filled_one_an_example(importer):
    blank = open_file("blank.docx", word_file("Practice example template", PROJECT_LABELS))
    values = deck_builder.EXAMPLES[0]
    filled = open_file("filled.docx", word_file("Practice example", PROJECT_LABELS, values))

    import_files([blank, filled], importer, update=False)

    template = PracticeTemplatePage.objects.get()
    assert (template.practice_template, template.live) == ("projects", False)
    example = PracticeExamplePage.objects.get()
    assert example.title == values[0]
    assert sum(bool(text) for _, text in example.answers()) == 6
    assert not SectionPage.objects.exists()


def test_a_word_example_is_the_decks_own(importer):
    import_files([open_file("a.pptx", deck_builder.build_deck())], importer, update=False)
    values = deck_builder.EXAMPLES[0]

    ((_, plan),) = import_files(
        [open_file("b.docx", word_file("Practice example", PROJECT_LABELS, values))],
        importer,
        update=True,
    )

    assert not plan.changes_hub
    assert PracticeExamplePage.objects.count() == 3


@pytest.mark.pack
def test_the_real_word_files(real_pack, importer):
    for name, kind in (
        ("template-projects-and-programmes.docx", PracticeTemplatePage),
        ("template-business-as-usual.docx", PracticeTemplatePage),
        ("example-sussex-personalised-care.docx", PracticeExamplePage),
    ):
        before = kind.objects.count()
        opened = open_file(name, (real_pack / name).read_bytes())
        import_files([opened], importer, update=False)
        assert kind.objects.count() == before + 1
    assert not SectionPage.objects.exists()


def test_any_document_becomes_sections(importer):
    document = Document()
    document.add_heading("How we listen", 0)
    for number in (1, 2):
        document.add_heading(f"Part {chr(64 + number)}", 1)
        document.add_paragraph(f"Something about part {number} that matters.")
    table = document.add_table(0, 3)
    for values in (("Who", "When", "Where"), ("Ada", "May", "Town"), ("Ben", "June", "Ward")):
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = text

    import_files([open_file("g.docx", saved(document))], importer, update=False)

    assert list(SectionPage.objects.values_list("title", flat=True)) == ["Part A", "Part B"]
    (rows,) = (
        block.value
        for block in SectionPage.objects.get(title="Part B").body
        if block.block_type == "element_list"
    )
    assert (rows["heading"], [element["title"] for element in rows["elements"]]) == (
        "Who",
        ["Ada", "Ben"],
    )
