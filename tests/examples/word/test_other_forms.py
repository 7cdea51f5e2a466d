"""Forms that others made: other labels, headings, one column, numbers, ticks, LibreOffice's format."""

from __future__ import annotations

import pytest
from docx import Document

from examples.template_fields import PROJECTS
from examples.word.reading import read_word_form
from tests.examples.word.forms import read_whole, saved, word_file
from tests.knowledge.documents.office_files import legacy, open_text, p, row, word


def test_a_cell_left_of_a_label_is_shown_as_unplaced():
    read = read_whole(
        word_file(
            [
                ("Quokka ward", "Aims and objectives", "Kinder letters"),
                ("Wombat ward", "Evaluation", "Fewer complaints"),
                ("", "Learning points", "Ask early"),
            ]
        )
    )
    assert read.answers == {
        "aims": "Kinder letters",
        "evaluation": "Fewer complaints",
        "learning_points": "Ask early",
    }
    assert [(each.where, each.text) for each in read.unplaced] == [
        ("Table 1, row 1", "Quokka ward"),
        ("Table 1, row 2", "Wombat ward"),
    ]


OWN_LABELS = [
    ("Project name", "project_title", "Baby café"),
    ("Impact / benefits", "evaluation", "Twelve families came back."),
    ("Key learning", "learning_points", "Bring biscuits."),
    ("Partners", "stakeholders", "Parents and two midwives."),
]


def test_labels_in_other_words_in_a_table():
    read = read_whole(word_file([(label, text) for label, _, text in OWN_LABELS]))
    assert read.answers == {key: text for _, key, text in OWN_LABELS}
    assert read.template is not None


def test_one_column_with_questions_and_answers_numbered():
    rows = []
    for number, (label, _, text) in enumerate(OWN_LABELS, start=1):
        rows += [(f"{number}. {label}",), (text,)]
    assert read_whole(word_file(rows)).answers == {key: text for _, key, text in OWN_LABELS}


@pytest.mark.parametrize("way", ["heading", "bold", "plain"])
def test_a_form_of_headings(way):
    document = Document()
    for label, _, text in OWN_LABELS:
        if way == "heading":
            document.add_heading(label, 2)
        else:
            document.add_paragraph().add_run(label).bold = way == "bold"
        document.add_paragraph(text)
    assert read_whole(saved(document)).answers == {key: text for _, key, text in OWN_LABELS}


def test_what_was_ticked_and_chosen_is_told_from_what_was_not():
    boxes = "".join(
        f"<w:p>{legacy(data, code)}<w:r><w:t> {text}</w:t></w:r></w:p>"
        for data, code, text in (
            ('<w:checkBox><w:checked/></w:checkBox>', "FORMCHECKBOX", "Consent was given"),
            ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX", "Consent was refused"),
            (
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="London"/>'
                '<w:listEntry w:val="South East"/></w:ddList>',
                "FORMDROPDOWN",
                "",
            ),
        )
    )  # fmt: skip
    table = f"<w:tbl><w:tr><w:tc>{p('Learning points')}</w:tc><w:tc>{boxes}</w:tc></w:tr></w:tbl>"
    assert read_word_form("form.docx", word(table)).answers == {
        "learning_points": "☒ Consent was given\n☐ Consent was refused\nSouth East"
    }


def test_a_prompt_in_another_language_is_no_answer():
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{p('Cliquez ici pour entrer du texte.')}</w:sdtContent></w:sdt>"
    )
    rows = "".join(
        f"<w:tr><w:tc>{p(label)}</w:tc><w:tc>{cell}</w:tc></w:tr>"
        for label, cell in (("Aims", control), ("Learning points", p("Ask early.")))
    )
    read = read_word_form("form.docx", word(f"<w:tbl>{rows}</w:tbl>"))
    assert read.answers == {"learning_points": "Ask early."}
    assert "Cliquez ici pour entrer du texte." in read.form_words


BOX = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
OPEN_BOX = (
    '<loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:'
    'xmlns:loext:1.0" loext:showing-place-holder="true">{}</loext:content-control>'
)
IN_BOXES = {
    "Aims": "To listen to families.",
    "Scope": "Skriv din text i rutan",
    "Training": "Skriv din text i rutan",
    "Future plans": "Click here to enter text",
}


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_may_be_an_answer_behind_libreoffices_mark_is_shown_and_prompts_are_not(kind):
    if kind == "docx":
        rows = "".join(
            f"<w:tr><w:tc>{p(label)}</w:tc><w:tc>{BOX.format(p(text))}</w:tc></w:tr>"
            for label, text in IN_BOXES.items()
        )
        data = word(f"<w:tbl>{rows}</w:tbl>")
    else:
        cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
        rows = "".join(
            f"<table:table-row>{cell.format(label)}{cell.format(OPEN_BOX.format(text))}</table:table-row>"
            for label, text in IN_BOXES.items()
        )
        data = open_text(f"<table:table>{rows}</table:table>")
    read = read_word_form(f"form.{kind}", data, PROJECTS)
    assert read.answers == {}
    assert [each.text for each in read.unplaced] == ["To listen to families."]
    assert set(read.form_words) >= {*IN_BOXES.values()} - {"To listen to families."}


def test_a_prompt_that_the_file_itself_tells_is_not_shown():
    styled = p("Teipiwch yma", run='<w:rStyle w:val="Platzhaltertext"/>')
    cells = f"<w:tc>{p('Aims')}</w:tc><w:tc>{BOX.format(styled)}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr>{row('Scope', 'All families')}</w:tbl>"
    read = read_word_form("form.docx", word(table))
    assert (read.answers, read.unplaced) == ({"scope": "All families"}, [])


def test_what_somebody_wrote_over_our_own_prompt_is_an_answer_whatever_mark_stayed():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="aims"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        f"{p('To listen.')}</w:sdtContent></w:sdt>"
    )
    assert read_word_form("form.docx", word(control)).answers == {"aims": "To listen."}


def test_a_form_saved_by_libreoffice_in_its_own_format():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(label)}{cell.format(text)}</table:table-row>"
        for label, text in (
            ("Aims", "One<text:line-break/>two<text:tab/>three"),
            ("Learning points", "<text:span>Ask</text:span> early"),
        )
    )
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struck out</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    read = read_word_form("form.odt", open_text(f"{changes}<table:table>{rows}</table:table>"))
    assert read.answers == {"aims": "One\ntwo\tthree", "learning_points": "Ask early"}
    assert not read.unplaced


WRITTEN_BEHIND = [
    ("What were your aims?\nTo be kinder", "aims", "What were your aims?", "To be kinder"),
    ("Aims (what we hoped for): To be kinder", "aims", "Aims (what we hoped for)", "To be kinder"),
    ("Stakeholers\n- Parents\n- Midwives", "stakeholders", "Stakeholers", "- Parents\n- Midwives"),
]


@pytest.mark.parametrize(("cell", "key", "label", "answer"), WRITTEN_BEHIND)
def test_what_was_written_behind_a_label_in_other_words_is_an_answer(cell, key, label, answer):
    known = [("Title of project/programme", "Walks"), ("Evaluation", "Good")]
    for beside, all_of_it in (("", answer), ("And on Tuesdays", f"{answer}\nAnd on Tuesdays")):
        read = read_whole(word_file([*known, (cell, beside)]))
        assert read.answers[key] == all_of_it
        assert read.reworded[key] == label


def test_words_under_a_merged_cell_are_read_and_those_of_a_deleted_one_are_not():
    cells = (
        ("<w:vMerge w:val='restart'/>", "Aims and objectives"),
        ("", "To listen"),
        ("<w:vMerge/>", "zqunder"),
        ("<w:cellDel w:id='1' w:author='A'/>", "zqgone"),
    )
    first, answer, under, gone = (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>" for properties, text in cells
    )
    body = f"<w:tbl><w:tr>{first}{answer}</w:tr><w:tr>{under}{answer}{gone}</w:tr></w:tbl>"
    read = read_word_form("form.docx", word(body))
    said = str((read.answers, read.unplaced))
    assert "zqunder" in said
    assert "zqgone" not in said


@pytest.mark.parametrize("left", ["Quokka ward", "3.", ""])
def test_cells_left_of_a_label_in_other_words(left):
    rows = [(left, label, text) for label, _, text in OWN_LABELS]
    read = read_whole(word_file(rows))
    assert read.answers == {key: text for _, key, text in OWN_LABELS}
    said = [each.text for each in read.unplaced]
    # The number of a question is the form's, a ward's name is not.
    assert said == (["Quokka ward"] * len(rows) if left == "Quokka ward" else [])


def test_a_name_of_a_field_may_be_an_answer():
    rows = [("Title", "Training"), ("Aims", "Partners"), ("Scope", "All")]
    read = read_whole(word_file(rows))
    assert read.answers == {"project_title": "Training", "aims": "Partners", "scope": "All"}


def test_two_pairs_in_a_row_in_other_words():
    read = read_whole(word_file([("Project name", "Baby café", "Key learning", "Bring biscuits.")]))
    assert read.answers == {"project_title": "Baby café", "learning_points": "Bring biscuits."}


@pytest.mark.parametrize("between", [": ", " – ", ":\n", "\n"])
@pytest.mark.parametrize("in_table", [True, False])
def test_question_and_answer_on_one_line_or_in_one_cell(between, in_table):
    texts = [f"{at}. {label}{between}{text}" for at, (label, _, text) in enumerate(OWN_LABELS, 1)]
    if in_table:
        data = word_file([(each,) for each in texts])
    else:
        document = Document()
        for text in texts:
            document.add_paragraph(text)
        data = saved(document)
    assert read_whole(data).answers == {key: text for _, key, text in OWN_LABELS}


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Background / context", "description"),
        ("Name of the project / initiative", "project_title"),
        ("Stakeholders / partners", "stakeholders"),
        ("Evaluation & outcome measures", "evaluation"),
        ("Section 7: Evaluation", "evaluation"),
        ("a) Scope", "scope"),
        ("(iv) Next steps and sustainability", "future_plans"),
        ("Part 2.1 Who did you work with?", "stakeholders"),
        ("How do you know it worked?", "evaluation"),
        ("Advice for others", "learning_points"),
    ],
)
def test_more_names_and_numbers_of_labels(label, key):
    read = read_whole(word_file([("Aims", "Kinder letters"), (label, "Quokka")]))
    assert read.answers == {"aims": "Kinder letters", key: "Quokka"}
