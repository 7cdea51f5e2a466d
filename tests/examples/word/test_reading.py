"""Forms as people send them: every word ends in a field, beside the fields, or is the form's own."""

from __future__ import annotations

import io

import pytest
from docx import Document

from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS
from examples.word.document import read_document
from examples.word.matching import matched
from tests.examples.word.forms import (
    ANSWERS,
    NAMESPACES,
    OLDER_ROWS,
    changed,
    read_whole,
    saved,
    with_part,
    word_file,
    xml,
)


def test_an_older_form_is_read_whole():
    read = read_whole(
        word_file(
            "Co-production good or promising practice example – projects & programmes", OLDER_ROWS
        )
    )
    assert read.template is PROJECTS
    assert read.answers == ANSWERS
    assert read.unplaced == []
    assert read.reworded == {}


@pytest.mark.pack
def test_the_real_filled_example_comes_in_with_every_cell_placed(real_pack):
    data = (real_pack / "example-sussex-personalised-care.docx").read_bytes()
    read = read_whole(data)
    (table,) = Document(io.BytesIO(data)).tables
    assert read.template is PROJECTS
    assert list(read.answers.values()) == [
        row.cells[1].text for row in table.rows if row.cells[1].text
    ]
    assert list(read.answers) == [
        "project_title", "aims", "scope", "date_commenced", "date_completed", "stakeholders",
    ]  # fmt: skip
    assert read.unplaced == []


@pytest.mark.pack
@pytest.mark.parametrize(
    ("file", "template"),
    [
        ("template-projects-and-programmes.docx", PROJECTS),
        ("template-business-as-usual.docx", BUSINESS_AS_USUAL),
    ],
)
def test_the_real_empty_forms_hold_only_the_forms_own_words(real_pack, file, template):
    read = read_whole((real_pack / file).read_bytes())
    assert read.template is template
    assert read.answers == {}
    assert read.unplaced == []


def test_rows_in_another_order_change_nothing():
    assert read_whole(word_file(list(reversed(OLDER_ROWS)))).answers == ANSWERS


def test_a_split_table_changes_nothing():
    read = read_whole(word_file(OLDER_ROWS[:3], "", OLDER_ROWS[3:7], "", OLDER_ROWS[7:]))
    assert read.answers == ANSWERS
    assert read.unplaced == []


def test_an_answer_goes_on_in_the_next_table():
    read = read_whole(word_file(OLDER_ROWS[:7], [("", "And on Fridays.")], OLDER_ROWS[7:]))
    assert read.answers["description"] == "We met on Tuesdays.\nRain or shine.\nAnd on Fridays."


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("What were your aims?", "aims"),
        ("When did you start?", "date_commenced"),
        ("Who was involved?", "stakeholders"),
        ("Stakeholers", "stakeholders"),
        ("Lessons learnt", "learning_points"),
        ("What happens next", "future_plans"),
        ("Evalution & impact", "evaluation"),
        ("Main outcomes", "evaluation"),
        ("Target group", "scope"),
        ("Additional info", "description"),
    ],
)
def test_reworded_labels_are_guessed_and_said_to_be(label, key):
    rows = [row for row in OLDER_ROWS if not row[0].startswith(OLDER_LABELS[key])]
    read = read_whole(word_file([*rows, (label, "what I say")]))
    assert read.answers[key] == "what I say"
    assert read.reworded == {key: label}


OLDER_LABELS = {
    "aims": "Aims",
    "date_commenced": "Date commenced",
    "stakeholders": "Stakeholders",
    "learning_points": "Learning",
    "future_plans": "Future",
    "evaluation": "Evaluation",
    "scope": "Scope",
    "description": "Description",
}


@pytest.mark.parametrize(
    "label", ["Budget", "Contact details", "Region", "Comments", "Names of the MVP", "Who", "Date"]
)
def test_extra_rows_are_shown_with_their_label(label):
    read = read_whole(word_file([*OLDER_ROWS[:4], (label, "what I say"), *OLDER_ROWS[4:]]))
    assert read.answers == ANSWERS
    (extra,) = read.unplaced
    assert (extra.where, extra.label, extra.text) == ("Table 1, row 5", label, "what I say")


def test_prompts_as_rows_of_their_own_stay_in_the_answer():
    read = read_whole(
        word_file([*OLDER_ROWS[:9], ("What went well?", "Biscuits."), ("Future plans", "More.")])
    )
    assert read.answers["learning_points"] == "What went well?\nBiscuits."


def test_text_behind_the_label_in_one_cell():
    rows = [
        ("Title of project/programme or service area:\nWalking group", ""),
        ("Aims and objectives\n- hear more families\n- act on it", ""),
        (f"{OLDER_ROWS[5][0]}\nMums and dads", ""),
        ("Date commenced: May 2021", ""),
    ]
    read = read_whole(word_file(rows))
    assert read.answers == {
        "project_title": "Walking group",
        "aims": "- hear more families\n- act on it",
        "date_commenced": "May 2021",
        "stakeholders": "Mums and dads",
    }


def test_a_single_column_of_labels_and_texts():
    cells = [(text,) for row in OLDER_ROWS for text in row if text]
    assert read_whole(word_file(cells)).answers == ANSWERS


def test_labels_above_their_texts():
    read = read_whole(
        word_file(
            OLDER_ROWS[:3],
            [("Date commenced", "Date completed"), ("May 2020", "June 2021")],
            OLDER_ROWS[5:],
        )
    )
    assert read.answers["date_commenced"] == "May 2020"
    assert read.answers["date_completed"] == "June 2021"


def test_two_pairs_in_a_row():
    read = read_whole(
        word_file(OLDER_ROWS[:3], [("Date commenced", "May 2020", "Date completed", "June 2021")])
    )
    assert read.answers["date_commenced"] == "May 2020"
    assert read.answers["date_completed"] == "June 2021"


def test_more_columns_belong_to_the_answer():
    rows = [(label, text, "a note") for label, text in OLDER_ROWS[:3]]
    read = read_whole(word_file(rows))
    assert read.answers["aims"] == f"{ANSWERS['aims']}\na note"


@pytest.mark.parametrize(
    ("first", "one", "two"),
    [("", "2023", "2024"), ("Year", "2023", "2024"), ("", "Before", "After")],
)
def test_columns_of_answers_keep_their_heads(first, one, two):
    rows = [
        (first, one, two),
        ("Aims", "To listen", "To write it down"),
        ("Scope", "", "All families"),
        ("", "With siblings", ""),
        ("Future plans", "Go on", "Stop"),
    ]
    read = read_whole(word_file(rows), PROJECTS)
    assert read.answers == {
        "aims": f"{one}: To listen\n{two}: To write it down",
        "scope": f"{two}: All families\n{one}: With siblings",
        "future_plans": f"{one}: Go on\n{two}: Stop",
    }
    assert not read.unplaced


def test_a_first_row_that_is_no_head_is_shown_as_it_stands():
    read = read_whole(
        word_file([("Colour", "Ada Example", "Ward 3"), ("Aims", "A", "B")]), PROJECTS
    )
    assert read.answers == {"aims": "A\nB"}
    (colour,) = read.unplaced
    assert (colour.label, colour.text) == ("Colour", "Ada Example\nWard 3")


def test_no_table_at_all():
    parts = [text for row in OLDER_ROWS for text in row if text]
    read = read_whole(word_file("Dear editors, here is ours.", *parts))
    assert read.answers == ANSWERS
    (letter,) = read.unplaced
    assert letter.text == "Dear editors, here is ours."


def test_a_heading_above_a_box_of_its_own():
    read = read_whole(
        word_file("Aims and objectives", [("To listen.",)], "Future plans", [("To go on.",)]),
        PROJECTS,
    )
    assert read.answers == {"aims": "To listen.", "future_plans": "To go on."}


def test_text_around_the_tables_is_shown():
    read = read_whole(
        word_file("Sent by Ann", OLDER_ROWS[:4], "Call me", OLDER_ROWS[4:], "Bye", "now")
    )
    assert read.answers == ANSWERS
    assert [(each.where, each.text) for each in read.unplaced] == [
        ("Above the table", "Sent by Ann"),
        ("Below table 1", "Call me"),
        ("Below table 2", "Bye\nnow"),
    ]


def test_merged_cells():
    def merge(document):
        table = document.tables[0]
        table.cell(6, 0).merge(table.cell(7, 0))
        table.cell(8, 0).merge(table.cell(8, 1))

    read = read_whole(changed(word_file(OLDER_ROWS), merge))
    assert read.answers["evaluation"] == ANSWERS["evaluation"]
    assert read.answers["description"] == ANSWERS["description"]


def test_a_table_inside_an_answer_is_part_of_it():
    def nest(document):
        cell = document.tables[0].cell(8, 1)
        inner = cell.add_table(rows=2, cols=2)
        for place, text in enumerate(("Families", "12", "Staff", "3")):
            inner.cell(*divmod(place, 2)).text = text

    read = read_whole(changed(word_file(OLDER_ROWS), nest))
    assert read.answers["evaluation"] == f"{ANSWERS['evaluation']}\nFamilies | 12\nStaff | 3"


def test_a_form_inside_a_cell_is_read_as_a_form():
    def nest(document):
        inner = document.tables[0].cell(0, 0).add_table(rows=2, cols=2)
        for place, text in enumerate(("Aims and objectives", "To listen", "Future plans", "More")):
            inner.cell(*divmod(place, 2)).text = text

    read = read_whole(changed(word_file([("",)]), nest), PROJECTS)
    assert read.answers == {"aims": "To listen", "future_plans": "More"}


def test_lists_in_an_answer_keep_their_marks():
    def write(document):
        cell = document.tables[0].cell(6, 1)
        cell.text = "We did:"
        for text, style in (
            ("walks", "List Bullet"),
            ("by the sea", "List Bullet 2"),
            ("talks", "List Bullet"),
            ("plan", "List Number"),
            ("do", "List Number"),
        ):
            cell.add_paragraph(text, style=style)

    read = matched(read_document(changed(word_file(OLDER_ROWS), write)))
    assert read.answers["description"] == (
        "We did:\n- walks\n  - by the sea\n- talks\n1. plan\n2. do"
    )


def test_tracked_changes_inserted_words_count_and_deleted_ones_do_not():
    def track(document):
        paragraph = document.tables[0].cell(1, 1).paragraphs[0]._p
        for markup in (
            '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve"> And quickly.</w:t></w:r></w:ins>',
            '<w:del w:id="2" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del>',
            '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom>',
        ):
            paragraph.append(xml(markup))

    read = read_whole(changed(word_file(OLDER_ROWS), track))
    assert read.answers["aims"] == f"{ANSWERS['aims']} And quickly."


BOX = (
    "<w:r><mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_on_the_page_is_shown_once():
    data = changed(
        word_file("Hello", OLDER_ROWS), lambda word: word.paragraphs[0]._p.append(xml(BOX))
    )
    read = read_whole(data)
    assert ("A text box", "Boxed words") in [(each.where, each.text) for each in read.unplaced]


def test_a_text_box_in_an_answer_belongs_to_it():
    data = changed(
        word_file(OLDER_ROWS),
        lambda word: word.tables[0].cell(1, 1).paragraphs[0]._p.append(xml(BOX)),
    )
    assert read_whole(data).answers["aims"] == f"{ANSWERS['aims']}\nBoxed words"


def test_notes_stand_where_they_are_called():
    def call(document):
        for key in ("2", "9"):
            document.tables[0].cell(1, 1).paragraphs[0]._p.append(
                xml(f'<w:r><w:footnoteReference w:id="{key}"/></w:r>')
            )

    notes = (
        f"<w:footnotes {NAMESPACES}>"
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Survey of 2021</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>Nobody calls me</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    data = with_part(
        changed(word_file(OLDER_ROWS), call),
        "footnotes.xml",
        "footnotes",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes,
    )
    read = read_whole(data)
    assert read.answers["aims"] == f"{ANSWERS['aims']} (Survey of 2021)"
    assert [(each.where, each.text) for each in read.unplaced] == [
        ("A footnote", "Nobody calls me")
    ]


def test_headers_footers_and_comments_are_shown():
    def write(document):
        document.sections[0].header.paragraphs[0].text = "Hove MVP"
        document.sections[0].footer.paragraphs[0].text = "Page 3 of 4"
        run = document.tables[0].cell(1, 1).paragraphs[0].runs[0]
        document.add_comment(run, text="Is this right?", author="B", initials="B")

    read = read_whole(changed(word_file(OLDER_ROWS), write))
    assert [(each.where, each.text) for each in read.unplaced] == [
        ("The top of the pages", "Hove MVP"),
        ("A comment in the margin", "Is this right?"),
    ]


def test_a_letter_without_any_field_is_kept_whole():
    read = read_whole(word_file("We would like to share something.", "It went well."), PROJECTS)
    assert read.template is PROJECTS
    assert read.answers == {}
    assert read.unplaced[0].text == "We would like to share something.\nIt went well."
    assert read_whole(word_file("Hello")).template is None


def test_only_emoji_is_something_said():
    rows = [*OLDER_ROWS[:2], ("Future plans", "👍")]
    assert read_whole(word_file("🎉", rows)).answers["future_plans"] == "👍"


def test_pictures_are_counted():
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document = Document(io.BytesIO(word_file(OLDER_ROWS)))
    document.tables[0].cell(6, 1).paragraphs[0].add_run().add_picture(picture)
    assert matched(read_document(saved(document))).pictures == 1
