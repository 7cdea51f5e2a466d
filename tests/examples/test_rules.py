"""The pure rules: how a submission stands, what it needs, and what its title is."""

from __future__ import annotations

import itertools

import pytest

from examples.submissions.completeness import what_is_missing
from examples.submissions.draft_text import DraftText
from examples.submissions.states import EDITABLE, Standing, standing_from
from examples.submissions.timeline import words_for
from examples.titles import SUMMARY_LENGTH, TITLE_LENGTH, short_summary, short_title


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"state": "draft", "has_page": False}, Standing.DRAFT),
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
            "PUBLISHED",
        ),
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
def test_standing(facts, standing):
    wanted = standing if isinstance(standing, Standing) else Standing[standing]
    assert standing_from(**facts) is wanted


def test_every_combination_has_a_standing_with_words():
    for state, page, live, was, scheduled, status in itertools.product(
        ("draft", "sent", "withdrawn"),
        (True, False),
        (True, False),
        (True, False),
        (True, False),
        ("", "in_progress", "needs_changes", "approved", "cancelled"),
    ):
        standing = standing_from(
            state=state,
            has_page=page,
            is_live=live,
            was_published=was,
            is_scheduled=scheduled,
            workflow_status=status,
        )
        assert standing.words.label
        if live:
            assert standing not in EDITABLE


def test_what_is_missing_for_sending():
    empty = DraftText("projects", {})
    assert set(what_is_missing(empty, has_agreed=False)) == {
        "project_title",
        "aims",
        "region",
        "licence",
    }
    enough = DraftText("business-as-usual", {"topic_description": "T", "scope": "S"}, region_id=1)
    assert what_is_missing(enough, has_agreed=True) == {}
    blank = DraftText("projects", {"project_title": "  \n", "aims": "A"}, region_id=1)
    assert set(what_is_missing(blank, has_agreed=True)) == {"project_title"}


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
