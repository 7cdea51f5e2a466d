"""The pure rules: how a submission stands, what it needs, and what its title is."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from examples.consent import with_content_note
from examples.draft_text import DraftText
from examples.safety_check import answered_only, public_words, spots_in
from examples.submissions.completeness import what_is_missing
from examples.submissions.states import StatusFacts, SubmissionStatus, status_from
from examples.submissions.timeline import words_for
from examples.titles import SUMMARY_LENGTH, TITLE_LENGTH, short_summary, short_title
from tests.examples.conftest import CONSENT


@pytest.mark.parametrize(
    ("facts", "submission_status"),
    [
        ({"state": "draft", "has_page": False}, SubmissionStatus.DRAFT),
        ({"state": "withdrawn", "has_page": True, "workflow_status": "cancelled"}, "WITHDRAWN"),
        ({"state": "sent", "has_page": True, "workflow_status": "in_progress"}, "WITH_MODERATOR"),
        ({"state": "sent", "has_page": True, "workflow_status": "needs_changes"}, "CHANGES_ASKED"),
        ({"state": "sent", "has_page": True, "workflow_status": "cancelled"}, "STOPPED"),
        (
            {
                "state": "sent",
                "has_page": True,
                "workflow_status": "approved",
                "is_scheduled": True,
            },
            "APPROVED",
        ),
        ({"state": "sent", "has_page": True, "is_live": True}, "PUBLISHED"),
        (
            {"state": "sent", "has_page": True, "is_live": True, "workflow_status": "in_progress"},
            "CORRECTION_WITH_MODERATOR",
        ),
        (
            {
                "state": "sent",
                "has_page": True,
                "is_live": True,
                "workflow_status": "in_progress",
                "is_theirs": False,
            },
            "PUBLISHED",
        ),
        ({"state": "correcting", "has_page": True, "is_live": True}, "CORRECTING"),
        ({"state": "correcting", "has_page": True, "was_published": True}, "TAKEN_DOWN"),
        (
            {
                "state": "sent",
                "has_page": True,
                "workflow_status": "cancelled",
                "is_not_suitable": True,
            },
            "NOT_SUITABLE",
        ),
        ({"state": "withdrawn", "has_page": True, "was_published": True}, "WITHDRAWN_FROM_PUBLIC"),
        (
            {
                "state": "sent",
                "has_page": True,
                "was_published": True,
                "workflow_status": "approved",
            },
            "TAKEN_DOWN",
        ),
        ({"state": "sent", "has_page": False}, "REMOVED"),
    ],
)
def test_status(facts, submission_status):
    wanted = (
        submission_status
        if isinstance(submission_status, SubmissionStatus)
        else SubmissionStatus[submission_status]
    )
    assert status_from(StatusFacts(**facts)) is wanted


def test_every_combination_has_a_status_with_words():
    for state, page, live, was, scheduled, status in itertools.product(
        ("draft", "sent", "withdrawn"),
        (True, False),
        (True, False),
        (True, False),
        (True, False),
        ("", "in_progress", "needs_changes", "approved", "cancelled"),
    ):
        submission_status = status_from(
            StatusFacts(
                state=state,
                has_page=page,
                is_live=live,
                was_published=was,
                is_scheduled=scheduled,
                workflow_status=status,
            )
        )
        assert submission_status.words.label
        if live:
            assert submission_status.is_public


def test_what_is_missing_for_sending():
    empty = DraftText("projects", {})
    assert set(what_is_missing(empty, has_agreed=False)) == {
        "project_title",
        "aims",
        "region",
        "agreed_by",
        "identifiable",
        "children",
        "sensitive",
        "licence",
    }
    enough = DraftText(
        "business-as-usual",
        {"topic_description": "T", "scope": "S"},
        details={"region_id": 1},
        consent=CONSENT,
    )
    assert what_is_missing(enough, has_agreed=True) == {}
    blank = replace(enough, answers={"topic_description": "  \n", "scope": "A"})
    assert set(what_is_missing(blank, has_agreed=True)) == {"topic_description"}


def test_pictures_need_a_description_and_consent():
    text = DraftText("projects", {"project_title": "T", "aims": "A"}, {"region_id": 1}, CONSENT)
    assert set(what_is_missing(text, has_agreed=True, pictures=[7])) == {"alt-7", "photos"}
    described = replace(
        text, file_words={"7": {"alt": "A tea pot"}}, consent={**CONSENT, "photos": "nobody"}
    )
    assert what_is_missing(described, has_agreed=True, pictures=[7]) == {}


def test_what_tells_who_somebody_is_waits_for_an_answer():
    text = DraftText(
        "projects",
        {"project_title": "T", "aims": "Her number was 943 476 5919."},
        {"region_id": 1, "credit_line": "Write to amina@example.org"},
        consent=CONSENT,
    )
    missing = what_is_missing(text, has_agreed=True)
    assert set(missing) == {"aims", "credit_line"}
    assert "943 476 5919" in missing["aims"][0]
    spots = spots_in(public_words(text), {})
    reasons = {spot.finding.identity: "The hub’s own test number" for spot in spots}
    assert what_is_missing(replace(text, reasons=reasons), has_agreed=True) == {}
    # An answer to something that is gone is not kept.
    assert answered_only(public_words(replace(text, answers={})), reasons) == {
        spots[1].finding.identity: "The hub’s own test number"
    }


def test_a_contact_that_is_to_be_shown_is_no_finding():
    text = DraftText("projects", {}, {"contact": "amina@example.org", "contact_is_public": True})
    assert spots_in(public_words(text), {}) == []


@pytest.mark.parametrize(
    ("consent", "sensitive", "note", "after"),
    [
        ({}, False, "", {}),
        ({"sensitive": "yes"}, True, "", {"sensitive": "yes"}),
        ({"sensitive": "no"}, True, "Loss.", {"sensitive": "yes", "content_note": "Loss."}),
        ({"sensitive": "yes"}, False, "", {"sensitive": "no", "content_note": ""}),
    ],
)
def test_a_moderator_may_decide_that_it_is_hard_to_read(consent, sensitive, note, after):
    assert with_content_note(consent, sensitive, note) == after


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("\n\n  Bumps together \nmore", "Bumps together"),
        ("x" * 500, "x" * TITLE_LENGTH + "…"),
        ("word " * 100, ("word " * 24).strip() + "…"),
    ],
)
def test_short_title(text, title):
    assert short_title(text) == title


def test_short_summary_ends_at_a_sentence():
    text = "We listened. " * 40
    summary = short_summary(text)
    assert len(summary) <= SUMMARY_LENGTH
    assert summary.endswith("We listened.")
    assert short_summary("Short\n\ntext") == "Short text"


def test_words_of_the_log():
    assert words_for("wagtail.workflow.cancel", is_theirs=True) == "You took it back"
    assert "stopped" in words_for("wagtail.workflow.cancel", is_theirs=False)
    assert words_for("wagtail.lock", is_theirs=False) == ""
    assert words_for("wagtail.edit", is_theirs=True) == ""
