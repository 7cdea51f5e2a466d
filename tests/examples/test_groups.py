"""Every example stands in exactly one group of "My examples", whatever has become of it."""

from __future__ import annotations

from examples.submissions.groups import GROUPS, OTHERS, group_of, grouped
from examples.submissions.states import SubmissionStatus


def test_every_standing_has_a_group():
    groups = {
        submission_status.name: group_of(submission_status.name).title
        for submission_status in SubmissionStatus
    }
    assert groups["DRAFT"] == "Drafts"
    assert groups["HELD"] == groups["WITH_MODERATOR"] == "In review"
    assert groups["CHANGES_ASKED"] == "Changes requested"
    assert groups["PUBLISHED"] == "Published"
    assert groups["WITHDRAWN"] == groups["REFUSED"] == OTHERS.title
    listed = [name for group in GROUPS for name in group.submission_statuses]
    assert len(listed) == len(set(listed))


def test_what_waits_for_the_person_comes_first_and_nothing_is_missing():
    rows = [("PUBLISHED", 1), ("no such standing", 2), ("CHANGES_ASKED", 3), ("PUBLISHED", 4)]
    assert [(group.title, found) for group, found in grouped(rows)] == [
        ("Changes requested", [3]),
        ("Published", [1, 4]),
        (OTHERS.title, [2]),
    ]
