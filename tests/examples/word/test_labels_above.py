"""Tables with labels in one row and the answers in the row below."""

from __future__ import annotations

import pytest

from examples.rewordings import field_called
from examples.template_fields import BUSINESS_AS_USUAL, FIELDS, PROJECTS
from examples.word.reading import read_word_form
from tests.examples.word.forms import changed, read_whole, word_file
from tests.knowledge.documents.office_files import open_text, p, row, word

TWO = [("Project name", "Aims"), ("Our project", "To do X")]
TWO_READ = {"project_title": "Our project", "aims": "To do X"}


def test_two_labels_above_their_answers():
    assert read_whole(word_file(TWO)).answers == TWO_READ


def test_labels_above_tell_which_template_it_is():
    rows = [("Aims", "Partner organisations", "Project start date"), ("To do X", "All", "2020")]
    read = read_whole(word_file(rows), BUSINESS_AS_USUAL)
    assert read.template == PROJECTS
    assert read.answers == {"aims": "To do X", "stakeholders": "All", "date_commenced": "2020"}


@pytest.mark.parametrize(
    "labels",
    [
        ("Project name", "Aims", "Who was involved?"),
        ("Title", "What were your aims?", "Partners"),
        ("Stakeholers", "Project title", "Aims and objectives"),
    ],
)
def test_three_labels_in_any_words(labels):
    said = {"Stakeholers": "Parents", "Who was involved?": "Parents", "Partners": "Parents"}
    said |= {"Aims": "To do X", "What were your aims?": "To do X", "Aims and objectives": "To do X"}
    texts = tuple(said.get(label, "Our project") for label in labels)
    read = read_whole(word_file([labels, texts]))
    assert read.answers == TWO_READ | {"stakeholders": "Parents"}


def test_blocks_of_labels_and_answers_with_pairs_between():
    read = read_whole(
        word_file(
            [
                ("Evaluation", "It went well."),
                *TWO,
                ("", "And Y"),
                ("What did you learn?", "Ask early."),
                ("Start date", "End date"),
                ("", ""),
                ("Scope", "Partners"),
                ("All families", "Midwives"),
            ]
        )
    )
    assert read.answers == {
        **TWO_READ,
        "aims": "To do X\nAnd Y",
        "scope": "All families",
        "stakeholders": "Midwives",
        "evaluation": "It went well.",
        "learning_points": "Ask early.",
    }
    assert read.unplaced == []


def test_an_answer_may_resemble_another_label():
    read = read_whole(word_file([TWO[0], ("Peer support training", "To improve training")]))
    assert read.answers == {
        "project_title": "Peer support training",
        "aims": "To improve training",
    }


def test_a_label_that_nobody_knows_is_shown_with_its_answer():
    read = read_whole(
        word_file([("Project name", "Aims", "Budget"), ("Our project", "To do X", "£100")])
    )
    assert read.answers == TWO_READ
    assert [(each.label, each.text) for each in read.unplaced] == [("Budget", "£100")]


def test_a_cell_above_the_rows_names_is_no_label():
    rows = [("", "Project name", "Aims"), ("Your answer", "Our project", "To do X")]
    read = read_whole(word_file(rows))
    assert (read.answers, read.unplaced) == (TWO_READ, [])


def test_merged_labels_and_merged_answers():
    def merge(document):
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(0, 3))
        table.cell(1, 0).merge(table.cell(1, 1))
        table.cell(1, 2).merge(table.cell(1, 3))
        table.cell(2, 1).merge(table.cell(2, 2))
        table.cell(3, 3).merge(table.cell(4, 3))

    rows = [
        ("About it", "", "", ""),
        ("Project name", "", "Aims", ""),
        ("Our", "project", "", "To do X"),
        ("Scope", "Start date", "End date", "Partners"),
        ("All", "2020", "2021", ""),
    ]
    read = read_whole(changed(word_file(rows), merge))
    assert read.answers["project_title"] == "Our\nproject"
    assert read.answers["aims"] == "To do X"


def test_answers_under_labels_of_two_rows():
    def merge(document):
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(1, 0))

    rows = [("Dates", "Start date", "End date"), ("", "2020", "2021"), ("Aims", "To do X", "")]
    read = read_whole(changed(word_file(rows), merge))
    assert read.answers == {
        "date_commenced": "2020",
        "date_completed": "2021",
        "aims": "To do X",
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("Title", "Training"), ("Aims", "Partners"), ("Scope", "All")],
        [("Scope", "All"), ("Aims", "Training")],
        [("Scope", "All"), ("Aims", "To improve training"), ("Budget", "£100")],
    ],
)
def test_a_row_of_label_and_answer_stays_one(rows):
    read = read_whole(word_file(rows))
    found = [key for row in rows for key, text in read.answers.items() if text == row[1]]
    assert len(found) == sum(row[0] != "Budget" for row in rows)


def test_a_ward_a_label_and_an_answer_that_is_a_name_of_a_field():
    rows = [("Quokka ward", "Aims", "Training"), ("Wombat ward", "Evaluation", "Good")]
    read = read_whole(word_file(rows))
    assert read.answers == {"aims": "Training", "evaluation": "Good"}


def test_a_book_in_a_cell_is_no_label():
    book = " and ".join(["Aims"] * 200)
    assert field_called("Aims and aims") == FIELDS["aims"]
    assert field_called(book) is None
    read = read_whole(word_file([TWO[0], ("Our project", book)]))
    assert read.answers == TWO_READ | {"aims": book}


def spanning(text: str, columns: int = 2) -> str:
    """A row of one cell under several columns."""
    return f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p(text)}</w:tc></w:tr>'


def test_one_answer_under_two_labels_is_shown_with_both():
    table = "".join(
        (
            row("Date commenced", "Date completed"), row("May", "June"), row("Aims", "Scope"),
            spanning("All of this"), row("Learning points", "Ask early"),
        )
    )  # fmt: skip
    read = read_whole(word(f"<w:tbl>{table}</w:tbl>"))
    assert read.answers == {
        "date_commenced": "May", "date_completed": "June", "learning_points": "Ask early",
    }  # fmt: skip
    assert [(each.label, each.text) for each in read.unplaced] == [("Aims / Scope", "All of this")]


def test_one_answer_under_two_labels_in_an_open_document():
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    across = ' table:number-columns-spanned="2"'
    rows = (
        cell.format("", "Aims") + cell.format("", "Scope"),
        cell.format(across, "All of this") + "<table:covered-table-cell/>",
        cell.format("", "Learning points") + cell.format("", "Ask early"),
    )
    table = "".join(f"<table:table-row>{each}</table:table-row>" for each in rows)
    read = read_word_form("form.odt", open_text(f"<table:table>{table}</table:table>"))
    assert read.answers == {"learning_points": "Ask early"}
    assert [(each.label, each.text) for each in read.unplaced] == [("Aims / Scope", "All of this")]


def test_a_wide_cell_that_is_a_label_leaves_label_and_answer_above_as_they_are():
    table = row("Theme", "Evaluation") + spanning("Learning points") + spanning("Ask early")
    read = read_whole(word(f"<w:tbl>{table}</w:tbl>"))
    assert read.answers == {"topic_description": "Evaluation", "learning_points": "Ask early"}


def test_labels_at_the_end_of_a_table_stand_over_the_next():
    first = [("Title of project", "Baby café"), ("Aims", "Scope")]
    second = [("To hear families", "Hove"), ("Learning points", "Ask early")]
    expected = {
        "project_title": "Baby café", "aims": "To hear families", "scope": "Hove",
        "learning_points": "Ask early",
    }  # fmt: skip
    assert read_whole(word_file(first, "", second)).answers == expected
    between = read_whole(word_file(first, "Please turn over", second))
    assert between.answers["aims"] == "Scope"
