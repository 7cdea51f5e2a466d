"""Content controls name their field whatever became of the labels, and labels do where controls are gone."""

from __future__ import annotations

from docx.oxml.ns import qn

from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS
from examples.word.blank import blank_word
from examples.word.filled import filled_word
from tests.examples.word.forms import ANSWERS, changed, read_whole, word_file, xml


def test_our_form_with_its_controls_stripped_is_read_by_its_labels():
    def strip(document):
        for control in list(document.element.body.iter(qn("w:sdt"))):
            place = control.getparent()
            for block in list(control.find(qn("w:sdtContent"))):
                place.insert(place.index(control), block)
            place.remove(control)

    read = read_whole(changed(filled_word(PROJECTS, ANSWERS), strip))
    assert read.answers == ANSWERS
    assert read.unplaced == []
    empty = read_whole(changed(blank_word(PROJECTS), strip))
    assert (empty.template, empty.answers, empty.unplaced) == (PROJECTS, {}, [])


def test_our_form_with_its_labels_rewritten_is_read_by_its_controls():
    def rewrite(document):
        for number, row in enumerate(document.tables[0].rows[1:]):
            for paragraph in row.cells[0].paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
            row.cells[0].text = f"Cwestiwn {number}"

    read = read_whole(changed(filled_word(PROJECTS, ANSWERS), rewrite))
    assert read.answers == ANSWERS
    assert [each.text for each in read.unplaced] == [
        f"Cwestiwn {n}" for n in range(len(PROJECTS.fields))
    ]


def test_text_beside_a_control_and_behind_a_prompt_is_kept():
    def write(document):
        cell = document.tables[0].rows[2].cells[1]._tc
        cell.append(xml("<w:p><w:r><w:t>outside the box</w:t></w:r></w:p>"))
        hint = next(document.tables[0].rows[3].cells[1]._tc.iter(qn("w:t")))
        hint.text += " Everybody."

    read = read_whole(changed(blank_word(PROJECTS), write))
    assert read.answers == {"aims": "outside the box", "scope": "Everybody."}


def test_controls_outside_any_table():
    def write(document):
        body = document.element.body
        for key, text in (("aims", "To listen"), ("how_it_works", "Weekly")):
            body.insert(
                0,
                xml(
                    f'<w:p><w:r><w:t xml:space="preserve">Aims: </w:t></w:r><w:sdt><w:sdtPr>'
                    f'<w:tag w:val="{key}"/></w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r>'
                    "</w:sdtContent></w:sdt></w:p>"
                ),
            )

    read = read_whole(changed(word_file("x"), write))
    assert read.template is BUSINESS_AS_USUAL
    assert read.answers == {"aims": "To listen", "how_it_works": "Weekly"}


def test_a_field_of_the_other_template_is_not_lost():
    def add(document):
        document.element.body.insert(
            0,
            xml(
                '<w:p><w:sdt><w:sdtPr><w:tag w:val="how_it_works"/></w:sdtPr><w:sdtContent><w:r>'
                "<w:t>Weekly</w:t></w:r></w:sdtContent></w:sdt></w:p>"
            ),
        )

    read = read_whole(changed(filled_word(PROJECTS, ANSWERS), add))
    assert read.template is PROJECTS
    assert [each.text for each in read.unplaced] == ["Weekly"]
    assert "other template" in read.unplaced[0].where
