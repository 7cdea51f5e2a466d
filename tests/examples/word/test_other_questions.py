"""Questions that no field asks end the answer above them; ways of setting off a question and its answer."""

from __future__ import annotations

import pytest

from tests.examples.word.forms import read_whole, word_file
from tests.knowledge.documents.office_files import p, row, word

BOLD = "<w:b/>"


@pytest.mark.parametrize(
    ("label", "other"),
    [
        (p("Key learning", "Heading2"), p("Consent to publish", "Heading2")),
        (p("Key learning", run=BOLD), p("Consent to publish", run=BOLD)),
        (p("1. What did you learn?"), p("2. Consent to publish")),
        (p("Q1. What did you learn?"), p("Q2. May we publish this?")),
        (p("Key learning"), p("Do you consent to publication?")),
    ],
)
def test_a_question_of_another_form_ends_the_answer(label, other):
    rest = p("Next steps") + p("A second group")
    read = read_whole(word(label + p("Ask early") + other + p("No") + rest))
    assert read.answers == {"learning_points": "Ask early", "future_plans": "A second group"}
    assert [each.text.splitlines()[-1] for each in read.unplaced] == ["No"]


def test_a_question_of_another_form_in_a_row_of_its_own():
    read = read_whole(
        word_file([("Key learning",), ("Ask early",), ("Do you consent to publication?",), ("No",)])
    )
    assert read.answers == {"learning_points": "Ask early"}
    assert [each.text for each in read.unplaced] == ["Do you consent to publication?", "No"]


def test_a_line_of_label_and_answer_that_no_field_has():
    read = read_whole(word_file("Key learning: Ask early", "Consent: refused", "Next steps: More"))
    assert read.answers == {"learning_points": "Ask early", "future_plans": "More"}
    assert [each.text for each in read.unplaced] == ["Consent: refused"]


def test_a_line_with_a_colon_in_a_longer_answer_is_part_of_it():
    read = read_whole(word_file("Key learning: Ask early", "Always.", "Result: better letters."))
    assert read.answers == {"learning_points": "Ask early\nAlways.\nResult: better letters."}


def boxed(*texts: str) -> str:
    """A text box with these paragraphs."""
    inside = "".join(map(p, texts))
    return (
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def test_boxes_drawn_below_their_labels_hold_the_answers():
    body = p("Project name") + boxed("Baby café") + p("Aims") + boxed("To hear", "To act")
    read = read_whole(word(body))
    assert read.answers == {"project_title": "Baby café", "aims": "To hear\nTo act"}


def test_a_box_beside_an_answer_is_none():
    read = read_whole(word(p("Aims") + boxed("Page of our newsletter") + p("To hear families")))
    assert read.answers == {"aims": "To hear families"}
    assert [each.text for each in read.unplaced] == ["Page of our newsletter"]


@pytest.mark.parametrize(
    "line",
    [
        "What did families say?",
        "1. Ask early",
        "4. Bring biscuits",
        "What went well?",
        "They told us: begin sooner.",
    ],
)
def test_what_an_answer_may_hold(line):
    read = read_whole(word_file("Key learning", "Ask early", line, "Listen"))
    assert read.answers == {"learning_points": f"Ask early\n{line}\nListen"}


def test_headings_below_a_label_are_part_of_its_answer():
    body = (
        p("Key learning", "Heading1") + p("For staff", "Heading2") + p("Ask early")
        + p("Next steps", "Heading1") + p("A second group")
    )  # fmt: skip
    assert read_whole(word(body)).answers == {
        "learning_points": "For staff\nAsk early", "future_plans": "A second group",
    }  # fmt: skip


def test_marks_of_question_and_answer():
    read = read_whole(
        word_file(
            "Q: What did you learn?", "A: Ask early", "Q: What are your next steps?", "Answer: More"
        )
    )
    assert read.answers == {"learning_points": "Ask early", "future_plans": "More"}


def test_a_bold_label_or_a_tab_sets_off_the_answer():
    bold = (
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Aims </w:t></w:r>'
        "<w:r><w:t>To hear families</w:t></w:r></w:p>"
    )
    tab = "<w:p><w:r><w:t>Key learning</w:t><w:tab/><w:t>Ask early</w:t></w:r></w:p>"
    assert read_whole(word(bold + tab)).answers == {
        "aims": "To hear families", "learning_points": "Ask early",
    }  # fmt: skip


def test_the_line_to_write_on_is_no_answer():
    read = read_whole(
        word_file("Project name: ____Baby café____", "Aims: ________", "Key learning: Ask......")
    )
    assert read.answers == {"project_title": "Baby café", "learning_points": "Ask"}


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("What is the name of your project?", "project_title"),
        ("What were you trying to achieve?", "aims"),
    ],
)
def test_more_questions(question, key):
    assert read_whole(word_file(question, "Quokka")).answers == {key: "Quokka"}


@pytest.mark.parametrize("title", [p("Section 2: What happened"), p("What happened", run=BOLD)])
def test_a_title_across_the_table_is_no_more_of_the_answer_above(title):
    across = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{title}</w:tc></w:tr>'
    rows = row("Project name", "Baby café") + across + row("Key learning", "Ask early")
    read = read_whole(word(f"<w:tbl>{rows}</w:tbl>"))
    assert read.answers == {"project_title": "Baby café", "learning_points": "Ask early"}
    assert [each.text.endswith("What happened") for each in read.unplaced] == [True]


def test_an_answer_across_the_table_goes_on_with_the_one_above():
    across = (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("And more of it.")}</w:tc></w:tr>'
    )
    read = read_whole(word(f"<w:tbl>{row('Aims', 'To hear')}{across}</w:tbl>"))
    assert read.answers == {"aims": "To hear\nAnd more of it."}


def test_yes_is_no_date():
    read = read_whole(
        word_file([("Does the project have an end date?", "Yes"), ("Date completed", "May 2024")])
    )
    assert read.answers == {"date_completed": "May 2024"}


def test_a_label_with_a_limit_in_square_brackets():
    read = read_whole(word_file([("Key learning [max 100 words]", "Ask early")]))
    assert read.answers == {"learning_points": "Ask early"}
