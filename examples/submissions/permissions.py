"""Who may do what with an example in which state: the permission table. Pure.

The verbs ask the sets of `states` that this table is made of; a test asks every cell over HTTP.
"""

from __future__ import annotations

from enum import Enum

from examples.submissions.states import (
    ALL,
    ANSWERABLE,
    CHANGES,
    CORRECTABLE,
    DROPPABLE,
    EDITABLE,
    PUBLIC,
    REOPENABLE,
    WAITING,
    WITHDRAWABLE,
    WITHDRAWABLE_FROM_PUBLIC,
    SubmissionStatus,
)


class Role(Enum):
    """Who a person is to one example; the region is the example's own."""

    VISITOR = "Visitor"
    OTHER_CONTRIBUTOR = "Another contributor"
    OWNER = "Owner"
    COAUTHOR = "Co-author"
    EDITOR = "Editor of the region"
    MODERATOR = "Moderator of the region"
    DEPUTY = "Deputy of the region"
    OTHER_EDITOR = "Editor of another region"
    OTHER_MODERATOR = "Moderator of another region"
    POOL = "Moderator of the national pool"
    ADMINISTRATOR = "Administrator"


R = Role
AUTHORS = frozenset({R.OWNER, R.COAUTHOR})
READERS = frozenset({R.EDITOR, R.MODERATOR, R.DEPUTY, R.ADMINISTRATOR})
DECIDERS = frozenset({R.MODERATOR, R.DEPUTY, R.ADMINISTRATOR})
EVERYBODY = frozenset(Role)


class Action(Enum):
    """Everything that can be done with an example: words, when it is possible, and by whom.

    The national pool has what was handed to it, with the rights of a moderator of the region.
    """

    READ_PAGE = ("Read its public page", PUBLIC, EVERYBODY)
    FOLLOW = ("See how it stands", ALL, AUTHORS)
    PREVIEW = ("Read what is saved", ALL, AUTHORS)
    SAVE = ("Save", EDITABLE, AUTHORS)
    SEND = ("Send", EDITABLE, AUTHORS)
    TAKE_BACK = ("Take back", WITHDRAWABLE, AUTHORS)
    REOPEN = ("Take up again", REOPENABLE, AUTHORS)
    CORRECT = ("Begin a correction", CORRECTABLE, AUTHORS)
    DROP_CORRECTION = ("Drop the correction", DROPPABLE, AUTHORS)
    WITHDRAW = ("Withdraw from the public", WITHDRAWABLE_FROM_PUBLIC, AUTHORS)
    ANSWER = ("Answer a comment", ANSWERABLE, AUTHORS)
    DECLINE_FOLLOW_UP = ("Say that there are no outcomes to add", PUBLIC, AUTHORS)
    OPEN_REVIEW = ("Open its review", WAITING | CHANGES, READERS)
    TAKE = ("Take the review", WAITING, READERS)
    CHECK = ("Pass the editor check", WAITING, READERS)
    REQUEST_CHANGES = ("Request changes", WAITING, READERS)
    ASSIGN = ("Give the review to somebody", WAITING, DECIDERS)
    SET_DUE = ("Set the expected day", WAITING, DECIDERS)
    APPROVE = ("Approve", WAITING, DECIDERS)
    DECLINE = ("Close as not suitable", WAITING, DECIDERS)
    INVITE_GUEST = ("Invite a guest reviewer", WAITING, DECIDERS)
    HIDE = ("Hide from the public", PUBLIC, DECIDERS)
    SHOW_AGAIN = ("Show to the public again", frozenset({SubmissionStatus.TAKEN_DOWN}), DECIDERS)

    def __init__(
        self, words: str, submission_statuses: frozenset[SubmissionStatus], roles: frozenset[Role]
    ) -> None:
        self.words = words
        self.submission_statuses = submission_statuses
        self.roles = roles


def may(role: Role, submission_status: SubmissionStatus, action: Action) -> bool:
    """The permission table: whether this person may do this with an example that stands so.

    While it waits for the editor check; at the decision an editor has nothing to do.
    """
    return submission_status in action.submission_statuses and role in action.roles
