"""The groups of "My examples", in the order in which they ask something of the person. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Group:
    """A heading, and the names of the standings that stand below it."""

    title: str
    explanation: str
    submission_statuses: frozenset[str]


GROUPS = (
    Group(
        "Changes requested",
        "A moderator has asked you to change something.",
        frozenset({"CHANGES_ASKED", "CORRECTION_CHANGES_ASKED"}),
    ),
    Group("Drafts", "Not sent yet. Only those who write them can see them.", frozenset({"DRAFT"})),
    Group(
        "In review",
        "With the moderators. We mail you when there is news.",
        frozenset({"WITH_MODERATOR", "HELD", "APPROVED"}),
    ),
    Group(
        "Published",
        "Everybody can read them.",
        frozenset({"PUBLISHED", "CORRECTING", "CORRECTION_WITH_MODERATOR"}),
    ),
)
OTHERS = Group(
    "Taken back or not published",
    "Nobody else can see them. Your text is kept.",
    frozenset(),
)
"""Whatever no group names, so that nothing can be missing from the page."""


def group_of(submission_status: str) -> Group:
    """Where an example with this status (by its name) is listed."""
    return next(
        (group for group in GROUPS if submission_status in group.submission_statuses), OTHERS
    )


def grouped(rows: Iterable[tuple[str, Row]]) -> list[tuple[Group, list[Row]]]:
    """(standing's name, row) → groups that have rows, in their order; the rows keep theirs."""
    found: dict[str, list[Row]] = {}
    for submission_status, row in rows:
        found.setdefault(group_of(submission_status).title, []).append(row)
    return [(group, found[group.title]) for group in (*GROUPS, OTHERS) if group.title in found]
