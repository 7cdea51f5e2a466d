"""The edges of the state machine of an example: who moves it from where to where. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from examples.submissions.states import (
    CORRECTABLE,
    PUBLIC,
    REOPENABLE,
    UNSENT,
    WAITING,
    WITHDRAWABLE,
    WITHDRAWABLE_FROM_PUBLIC,
    S,
    SubmissionStatus,
)


@dataclass(frozen=True)
class Move:
    """An edge of the state machine."""

    by: str
    does: str
    before: frozenset[SubmissionStatus]
    after: frozenset[SubmissionStatus]


def _one(*submission_statuses: SubmissionStatus) -> frozenset[SubmissionStatus]:
    return frozenset(submission_statuses)


CONTRIBUTOR, REGION, HUB = "the contributor", "the region's people", "the hub"
MOVES: tuple[Move, ...] = (
    Move(CONTRIBUTOR, "sends", UNSENT, _one(S.WITH_MODERATOR, S.HELD)),
    Move(CONTRIBUTOR, "sends again", _one(S.CHANGES_ASKED), _one(S.WITH_MODERATOR)),
    Move(
        CONTRIBUTOR,
        "sends a correction",
        _one(S.CORRECTING, S.CORRECTION_CHANGES_ASKED),
        _one(S.CORRECTION_WITH_MODERATOR),
    ),
    Move(
        CONTRIBUTOR,
        "takes back",
        WITHDRAWABLE - PUBLIC,
        _one(S.WITHDRAWN, S.WITHDRAWN_FROM_PUBLIC),
    ),
    Move(CONTRIBUTOR, "takes a correction back", WITHDRAWABLE & PUBLIC, _one(S.CORRECTING)),
    Move(CONTRIBUTOR, "takes up again", REOPENABLE, _one(S.DRAFT)),
    Move(CONTRIBUTOR, "begins a correction", CORRECTABLE, _one(S.CORRECTING)),
    Move(CONTRIBUTOR, "drops a correction", _one(S.CORRECTING), _one(S.PUBLISHED)),
    Move(
        CONTRIBUTOR,
        "withdraws from the public",
        WITHDRAWABLE_FROM_PUBLIC,
        _one(S.WITHDRAWN_FROM_PUBLIC),
    ),
    Move(REGION, "release from quarantine", _one(S.HELD), _one(S.WITH_MODERATOR)),
    Move(REGION, "refuse as spam", _one(S.HELD), _one(S.REFUSED)),
    Move(REGION, "request changes", _one(S.WITH_MODERATOR), _one(S.CHANGES_ASKED)),
    Move(
        REGION,
        "request changes of a correction",
        _one(S.CORRECTION_WITH_MODERATOR),
        _one(S.CORRECTION_CHANGES_ASKED),
    ),
    Move(REGION, "approve", WAITING, _one(S.PUBLISHED, S.APPROVED)),
    Move(REGION, "close as not suitable", _one(S.WITH_MODERATOR), _one(S.NOT_SUITABLE)),
    Move(
        REGION,
        "close a correction as not suitable",
        _one(S.CORRECTION_WITH_MODERATOR),
        _one(S.CORRECTING),
    ),
    Move(REGION, "stop the review", _one(S.WITH_MODERATOR, S.CHANGES_ASKED), _one(S.STOPPED)),
    Move(
        REGION,
        "stop the review of a correction",
        _one(S.CORRECTION_WITH_MODERATOR, S.CORRECTION_CHANGES_ASKED),
        _one(S.CORRECTING),
    ),
    Move(REGION, "hide", PUBLIC, _one(S.TAKEN_DOWN)),
    Move(REGION, "show again", _one(S.TAKEN_DOWN), _one(S.PUBLISHED, S.CORRECTING)),
    Move(
        REGION,
        "delete the page",
        frozenset(SubmissionStatus) - {S.DRAFT, S.HELD, S.REFUSED, S.REMOVED, S.WITHDRAWN},
        _one(S.REMOVED, S.WITHDRAWN),
    ),
    Move(HUB, "publishes on the set day", _one(S.APPROVED), _one(S.PUBLISHED)),
)
"""Every edge. What is not here does not happen; a test walks at random and holds it to that."""


def is_legal(before: SubmissionStatus, after: SubmissionStatus) -> bool:
    """Whether one move, or none, leads from one to the other."""
    return before is after or any(before in move.before and after in move.after for move in MOVES)
