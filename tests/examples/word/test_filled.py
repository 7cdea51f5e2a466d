"""What goes out as Word comes in again: every character that a Word file can hold."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.template_fields import PROJECTS, TEMPLATES
from examples.word import wording
from examples.word.document import read_document
from examples.word.filled import filled_word
from examples.word.matching import matched
from knowledge.typesetting.word_files import tidy

lines = st.one_of(
    st.text(max_size=60),
    st.text(max_size=30).map(lambda text: f"- {text}"),
    st.sampled_from(
        [
            "",
            "  - deeper item",
            "1. First",
            "She said: “we’re heard” & 'seen' <at last>",
            "£1,200 for crèche & travel; 50% back",
            "👶🏽 family 👩‍👩‍👧 flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
            "مرحبا بالأمهات والآباء",
            "\tindented\twith tabs ",
            "a  b   c",
            "line\u2028separator and next\x85line",
            "]]> &amp; <!-- x --> <w:t>",
        ]
    ),
)
texts = st.lists(lines, max_size=8).map("\n".join)


def answers_for(template):
    return st.fixed_dictionaries({}, optional=dict.fromkeys(template.keys, texts))


def read_back(template, answers, **about):
    return matched(read_document(filled_word(template, answers, **about)))


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_round_trip_keeps_every_text(template, data):
    answers = data.draw(answers_for(template))
    read = read_back(template, answers)
    said = {key: tidy(text) for key, text in answers.items()}
    assert read.answers == {key: said[key] for key in template.keys if said.get(key)}
    assert read.template is template
    assert read.unplaced == []


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_round_trip_keeps_texts_that_look_like_labels(template):
    answers = dict(
        zip(template.keys, [field.label for field in reversed(template.fields)], strict=True)
    )
    read = read_back(template, answers)
    assert read.answers == answers
    assert read.unplaced == []


def test_round_trip_keeps_a_very_long_text():
    text = "\n".join(f"- point {number} of a very long story" for number in range(3000))
    assert read_back(PROJECTS, {"description": text}).answers == {"description": text}


def test_line_breaks_of_windows_and_control_characters_do_no_harm():
    answers = {"aims": "one\r\ntwo\rthree\x00\x0b\ud800\ufffe end"}
    assert read_back(PROJECTS, answers).answers == {"aims": "one\ntwo\nthree end"}


def test_list_items_are_a_real_list():
    word = Document(io.BytesIO(filled_word(PROJECTS, {"aims": "Two:\n- a\n- b"})))
    xml = word.tables[0].rows[2].cells[1]._tc.xml
    assert xml.count('w:val="ListBullet"') == 2


def test_title_credit_and_address_are_there():
    data = filled_word(
        PROJECTS,
        {"project_title": "Bump and baby café\nmore"},
        beside={
            "Shared by": "Parents of Hove & friends",
            "Published at": "https://hub.example/examples/cafe/",
        },
    )
    word = Document(io.BytesIO(data))
    assert word.core_properties.title == "Bump and baby café"
    said = [paragraph.text for paragraph in word.paragraphs]
    assert "Shared by: Parents of Hove & friends" in said
    assert "Published at: https://hub.example/examples/cafe/" in said
    assert wording.INSTRUCTIONS_HEADING not in said


def test_credit_and_address_come_back_beside_the_answers():
    read = read_back(PROJECTS, {"aims": "x"}, beside={"Shared by": "Parents of Hove"})
    assert [each.text for each in read.unplaced] == ["Shared by: Parents of Hove"]
    assert read.unplaced[0].where == "Below table 1"
