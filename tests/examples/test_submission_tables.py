"""docs/submissions.md is what the code says."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from examples.submissions.moves import MOVES
from examples.submissions.permissions import Action
from examples.submissions.states import SubmissionStatus
from examples.submissions.tables import whole_page


def test_the_docs_are_written_from_the_code():
    path = Path(settings.BASE_DIR) / "docs" / "submissions.md"
    assert path.read_text(encoding="utf-8") == whole_page(), "manage.py document_submissions"


def test_every_state_can_be_reached_and_left():
    reached = {SubmissionStatus.DRAFT}
    while (
        more := {after for move in MOVES if move.before & reached for after in move.after} - reached
    ):
        reached |= more
    assert reached == set(SubmissionStatus)
    left = {before for move in MOVES for before in move.before}
    assert left == set(SubmissionStatus) - {SubmissionStatus.REFUSED}


def test_every_state_offers_its_author_something():
    for submission_status in SubmissionStatus:
        assert submission_status.words.next_step
        assert submission_status in Action.FOLLOW.submission_statuses
