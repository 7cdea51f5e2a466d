"""Both blank forms are accessible Word files, and empty ones as far as the reader can tell."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from examples.template_fields import TEMPLATES
from examples.word import wording
from examples.word.blank import blank_word
from examples.word.document import read_document
from examples.word.matching import matched

BOTH = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())


@pytest.fixture
def word(template):
    return Document(io.BytesIO(blank_word(template)))


@BOTH
def test_says_its_title_and_its_language(word, template):
    assert word.core_properties.title == wording.form_title(template)
    assert word.core_properties.language == "en-GB"
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


@BOTH
def test_headings_go_down_without_a_gap(word, template):
    levels = [
        int(paragraph.style.name[-1])
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert levels == [1, 2, 2, 2]


@BOTH
def test_table_has_two_columns_and_repeats_its_head(word, template):
    (table,) = word.tables
    assert len(table.columns) == 2
    assert len(table.rows) == len(template.fields) + 1
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    for row in table.rows:
        assert len(row._tr.findall(qn("w:tc"))) == 2


@BOTH
def test_every_field_has_a_control_that_shows_its_prompts(word, template):
    controls = list(word.element.body.iter(qn("w:sdt")))
    assert len({each.find(f".//{qn('w:id')}").get(qn("w:val")) for each in controls}) == len(
        controls
    )
    for control, field in zip(controls, template.fields, strict=True):
        properties = control.find(qn("w:sdtPr"))
        assert properties.find(qn("w:tag")).get(qn("w:val")) == field.key
        assert properties.find(qn("w:alias")).get(qn("w:val")) == field.label
        assert properties.find(qn("w:showingPlcHdr")) is not None
        said = "".join(each.text for each in control.iter(qn("w:t")))
        assert said == wording.placeholder(field)
        assert all(prompt in said for prompt in field.prompts)


@BOTH
def test_label_help_and_prompts_stay_visible_beside_the_box(word, template):
    for row, field in zip(word.tables[0].rows[1:], template.fields, strict=True):
        lines = [paragraph.text for paragraph in row.cells[0].paragraphs]
        assert lines == [field.label, field.help, *field.prompts]


@BOTH
def test_reads_back_as_empty(template):
    read = matched(read_document(blank_word(template, "https://hub.example/share/")))
    assert read.template is template
    assert read.answers == {}
    assert read.unplaced == []
    assert read.reworded == {}
