"""A gap analysis: two at once lose nothing, and its questions stay what they were."""

from __future__ import annotations

import io
import threading

import pytest
from django.db import connection
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from knowledge.booklets.models import Booklet
from knowledge.workspaces.models import Answer, AssessmentPage, Round
from knowledge.workspaces.results import Results
from tests.knowledge.workspaces.conftest import Group, area, fields_of

pytestmark = pytest.mark.django_db


def page_of(response) -> str:
    return response.content.decode()


def test_the_statements_can_be_read_without_starting(client, assessment):
    page = page_of(client.get(assessment.get_url()))
    for words in ("We share the agenda", "Look at We share the money.", "Sometimes", "Listening"):
        assert words in page
    assert f"/workspaces/start/gap-analysis/{assessment.pk}/" in page
    assert assessment.passages()[-1].heading == "Listening"
    assert "Everybody is heard" in assessment.passages()[-1].text


def test_a_group_answers_area_by_area_and_goes_on_elsewhere(group):
    response = group.send(group.form(), s1_score="2", s2_score="0", s2_what="Ask for a budget")
    assert response["Location"] == group.address("gap_area", number=1, at=2)
    other = group.other()
    page = page_of(other.client.get(other.address("gap_analysis")))
    assert "2 of 3 statements are answered" in page
    form = other.form()
    assert (form["s1-score"], form["s2-score"], form["s2-what"]) == ("2", "0", "Ask for a budget")
    response = other.send(other.form(at=2), at=2, s1_score="1")
    assert response["Location"] == group.address("gap_results", number=1)
    response = other.send(other.form(at=2), at=2, stay="1")
    assert response["Location"] == group.address("gap_analysis")


def test_what_nobody_changed_is_not_written(group):
    group.send(group.form(), s1_score="2")
    group.send(group.form())
    assert [(row.score, row.version) for row in group.answers()] == [(2, 1)]


def test_an_answer_can_be_taken_back(group):
    group.send(group.form(), s1_score="0")
    assert group.answers()[0].score == 0
    group.send(group.form(), s1_score="")
    assert group.answers()[0].score is None


def test_two_at_once_on_different_statements_lose_nothing(group):
    mine, theirs = group.form(), group.other().form()
    group.send(mine, s1_score="2")
    assert group.other().send(theirs, s2_score="1").status_code == 302
    assert [row.score for row in group.answers()] == [2, 1]


def test_two_at_once_on_one_statement_see_both_and_choose(group):
    mine, theirs = group.form(), group.other().form()
    group.send(mine, s1_score="2", s1_evidence="Our minutes say so", s1_priority="low")
    response = group.other().send(
        theirs, s1_score="0", s1_evidence="I was never asked", s2_score="1"
    )
    page = page_of(response)
    assert response.status_code == 200
    for words in ("two versions", "Our minutes say so", "I was never asked", "Low", "Always"):
        assert words in page
    first, second = group.answers()
    assert (first.score, first.evidence, first.version) == (2, "Our minutes say so", 1)
    assert second.score == 1  # what is in no conflict is saved
    shown = fields_of(response)
    # One who chooses the other version drops what was typed; one who saves replaces it.
    assert group.other().send(shown, **{"s1_keep_other": "on"}).status_code == 302
    assert group.answers()[0].evidence == "Our minutes say so"
    assert group.other().send(shown).status_code == 302
    assert group.answers()[0].evidence == "I was never asked"
    assert group.answers()[0].version == 2


@pytest.mark.parametrize("comes_back", ["a conflict", "an error"])
def test_what_was_saved_meanwhile_is_not_erased_by_a_form_that_came_back(group, comes_back):
    mine = group.form()
    group.other().send(group.form(), s2_score="1", s2_evidence="Our budget, page 2")
    if comes_back == "a conflict":
        group.other().send(group.form(), s1_score="0")
        response = group.send(mine, s1_score="2")
    else:
        response = group.send(mine, s1_score="2", s1_evidence="Ask jo@example.org")
    assert response.status_code == 200
    again = fields_of(response)
    assert (again["s2-score"], again["s2-evidence"]) == ("1", "Our budget, page 2")
    assert group.send(again, s1_score="2", s1_evidence="Ask the chair").status_code == 302
    first, second = sorted(group.answers(), key=lambda row: row.evidence)
    assert (first.score, first.evidence) == (2, "Ask the chair")
    assert (second.score, second.evidence, second.version) == (1, "Our budget, page 2", 1)


def test_a_round_stays_as_it_is_once_the_next_has_begun(group):
    stale = group.form()
    group.send(group.form(), s1_score="2")
    group.client.post(group.address("gap_again"), {"number": "2"})
    response = group.other().send(stale, s1_score="0", s2_evidence="Typed too late")
    page = page_of(response)
    assert response.status_code == 200
    assert "Your group has begun the next round" in page
    assert "Typed too late" in page
    assert 'type="submit"' not in page.split("<main")[1].split("</main")[0]
    saved = Answer.objects.get()
    assert (saved.round.number, saved.score) == (1, 2)
    assert group.client.get(group.address("gap_area", number=1, at=1)).status_code == 302


def test_a_third_version_is_noticed_as_well(group):
    stale = group.form()
    group.send(group.form(), s1_score="1")
    shown = group.other().send(stale, s1_score="2").context["forms"][0]
    base = shown["base"].value()
    group.send(group.form(), s1_score="0")
    response = group.other().send({**stale, "s1-base": base}, s1_score="2")
    assert "two versions" in page_of(response)
    assert group.answers()[0].score == 0


def test_a_row_that_says_the_same_is_no_conflict(group):
    stale = group.form()
    group.send(group.form(), s1_score="1")
    assert group.other().send(stale, s1_score="1").status_code == 302


@pytest.mark.parametrize(
    "words", ["Ask jo@example.org", "Her NHS number is 943 476 5919", "Ring 07700 900123"]
)
def test_personal_data_is_told_and_not_kept(group, words):
    response = group.send(group.form(), s1_evidence=words, s2_score="1")
    page = page_of(response)
    assert "This looks like personal data" in page
    assert [row.score for row in group.answers()] == [1]
    assert not Answer.objects.exclude(evidence="").exists()
    # It stays in the form, and may be kept by who has checked.
    form = {form.add_prefix("base"): form["base"].value() for form in response.context["forms"]}
    sent = group.send({**form, "s1-evidence": words, "s2-score": "2"}, s1_is_nobody="on")
    assert sent.status_code == 302
    assert [(row.score, row.evidence) for row in group.answers()] == [(2, ""), (None, words)]


def test_an_edited_assessment_leaves_answers_as_they_were(group, assessment):
    group.send(group.form(), s1_score="2")
    statement = assessment.areas.raw_data[0]["value"]["statements"][0]["id"]
    edited = AssessmentPage.objects.get(pk=assessment.pk)
    raw = list(edited.areas.raw_data)
    raw[0]["value"]["statements"][0]["value"]["text"] = "We write the agenda together"
    edited.areas = [raw[0], area("New area", ["A new statement"], [])]
    edited.levels = "No\nYes"
    edited.save_revision().publish()
    page = page_of(group.client.get(group.address("gap_results", number=1)))
    assert "We share the agenda" in page
    assert "We write the agenda together" not in page
    assert "2.0 of 2" in page
    group.client.post(group.address("gap_again"), {"number": "2"})
    assert "We write the agenda together" in page_of(
        group.client.get(group.address("gap_area", number=2, at=1))
    )
    group.send(group.form(number=2), number=2, s1_score="1")
    assert Answer.objects.filter(statement=statement).count() == 2
    now = Results(group.round)
    assert [(each.change) for each in now.areas] == ["as last time", "not asked last time"]


def test_a_deleted_assessment_takes_no_answers_along(group, assessment):
    group.send(group.form(), s1_score="2")
    AssessmentPage.objects.get(pk=assessment.pk).delete()
    assert "We share the agenda" in page_of(
        group.client.get(group.address("gap_results", number=1))
    )
    group.client.post(group.address("gap_again"), {"number": "2"})
    assert group.round.questions.title == "How do we co-produce?"


def test_doing_it_again_twice_begins_one_round(group):
    for each in (group, group.other()):
        response = each.client.post(each.address("gap_again"), {"number": "2"})
        assert response["Location"] == group.address("gap_area", number=2, at=1)
    assert Round.objects.count() == 2


def test_results_show_the_weakest_first_with_what_helps_and_the_last_time(group, helpful):
    group.send(group.form(), s1_score="2", s2_score="1")
    group.send(
        group.form(at=2), at=2, s1_score="0", s1_priority="high", s1_what="Hold a listening event"
    )
    response = group.client.get(group.address("gap_results", number=1))
    page = page_of(response)
    assert [each.area.name for each, _ in response.context["weakest"]] == ["Listening", "Power"]
    assert helpful.get_url() in page
    assert "1.5 of 2" in page
    assert "Hold a listening event" in page
    group.client.post(group.address("gap_again"), {"number": "2"})
    group.send(group.form(at=2, number=2), at=2, number=2, s1_score="1")
    page = page_of(group.client.get(group.address("gap_results", number=2)))
    assert "better than last time" in page
    assert "0.0 of 2" in page
    assert "not answered this time" in page
    helpful.unpublish()
    assert "Listening guide" not in page_of(
        group.client.get(group.address("gap_results", number=1))
    )


def file_of(group: Group, extension: str) -> io.BytesIO:
    response = group.reader().client.get(
        group.reader().address("gap_file", number=1, extension=extension)
    )
    assert "attachment" in response["Content-Disposition"]
    return io.BytesIO(response.content)


def filled(group: Group) -> None:
    """Words that a file could misread."""
    group.send(
        group.form(), s1_score="0", s1_evidence="=1+1\x0b & <b>", s1_priority="high", s1_who="Chair"
    )


def test_the_word_file_has_headings_and_tables_with_a_repeated_head(group):
    filled(group)
    document = Document(file_of(group, "docx"))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        "How do we co-produce?",
        "Scores",
        "Where to begin",
        "Power (0.0 of 2)",
        "Action plan",
        "All answers",
        "Power",
        "Listening",
    ]
    assert document.core_properties.language == "en-GB"
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert [cell.text for cell in document.tables[1].rows[1].cells][1:] == ["High", "", "Chair", ""]
    assert "=1+1 & <b>" in [p.text for p in document.paragraphs]


def test_the_word_file_names_what_helps(group, helpful, settings):
    group.send(group.form(at=2), at=2, s1_score="0")
    words = [p.text for p in Document(file_of(group, "docx")).paragraphs]
    assert f"Listening guide: {settings.HUB_BASE_URL}{helpful.get_url()}" in words


def test_the_spreadsheet_holds_words_as_words(group):
    filled(group)
    book = load_workbook(file_of(group, "xlsx"))
    assert book.sheetnames == ["Scores", "Answers", "Plan"]
    assert book["Scores"]["B2"].value == 0
    assert book["Scores"]["B3"].value is None
    cell = book["Answers"]["E2"]
    assert (cell.value, cell.data_type) == ("=1+1 & <b>", "s")


def test_wrong_numbers_are_not_found(group):
    for name, arguments in (
        ("gap_area", {"number": 2, "at": 1}),
        ("gap_area", {"number": 1, "at": 0}),
        ("gap_area", {"number": 1, "at": 3}),
        ("gap_results", {"number": 9}),
        ("gap_file", {"number": 1, "extension": "exe"}),
    ):
        assert group.client.get(group.address(name, **arguments)).status_code == 404


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_many_devices_at_one_moment_lose_nothing(group):
    """Six devices open the form, then all save the same statement at once: one wins, five are told."""
    forms = [group.other().form() for _ in range(6)]
    barrier, told = threading.Barrier(6), []

    def save(number: int) -> None:
        try:
            barrier.wait()
            response = Group(group.key, Client()).send(
                forms[number], s1_evidence=f"Device {number}"
            )
            told.append((response.status_code, f"Device {number}" in page_of(response)))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [(200, True)] * 5 + [(302, False)]
    (row,) = group.answers()
    assert row.version == 1


@pytest.mark.django_db
def test_a_file_of_the_results_has_no_labels_of_small_screens(group: Group):
    group.send(group.form(), s1_score="1", s1_what="Hold an event")
    group.client.post(group.address("gap_booklet", number=1), {"form": "pdf"})
    (part,) = Booklet.objects.get().parts
    assert '<th scope="col">Score</th>' in part["html"]
    assert "<td>Power</td>" in part["html"]
    assert "<td>Hold an event</td>" in part["html"]
