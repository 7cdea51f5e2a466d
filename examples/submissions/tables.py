"""The state machine and the permission table as Markdown, for docs/submissions.md. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from examples.submissions.moves import MOVES
from examples.submissions.permissions import Action, Role, may
from examples.submissions.states import SubmissionStatus

INTRODUCTION = """# How an example can stand, and who may do what with it

This page is written by `manage.py document_submissions` from `examples/submissions/` (`states.py`, `moves.py`, `permissions.py`).
A test holds the two together, one walks the states at random, and one asks for every cell of the table over HTTP.
What it means for editors: [practice examples](editing/practice-examples.md).
"""


def whole_page() -> str:
    """All of docs/submissions.md."""
    return "\n".join([INTRODUCTION, *_statuses(), *_moves(), *_permissions(), ""])


def _statuses() -> list[str]:
    rows = [(each.name, each.words.label, each.words.explanation) for each in SubmissionStatus]
    return ["## States", "", *_table(("State", "The contributor reads", "It means"), rows), ""]


def _moves() -> list[str]:
    rows = [(move.by, move.does, _names(move.before), _names(move.after)) for move in MOVES]
    return [
        "## Moves",
        "",
        "Nothing else moves an example. Saving, answering a comment, taking, giving and checking leave it where it is.",
        "",
        *_table(("Who", "What", "From", "To"), rows),
        "",
    ]


def _permissions() -> list[str]:
    roles = list(Role)
    rows = [
        (
            action.words,
            _names(action.submission_statuses),
            *("yes" if role in action.roles else "no" for role in roles),
        )
        for action in Action
    ]
    return [
        "## Permissions",
        "",
        "Each role may do what its column allows while the example stands in one of the states named; in every other",
        "state nobody may. “Any” is every state. The region is the example's own. The national pool has what was handed",
        "to it, with the rights of a moderator. At the decision, after the editor check, only those who may approve may",
        "also take it or request changes. Whoever wrote, sent or changed the text never checks or decides.",
        "",
        *_table(("Action", "In", *(role.value for role in roles)), rows),
        "",
    ]


def _names(submission_statuses: Iterable[SubmissionStatus]) -> str:
    chosen = set(submission_statuses)
    if chosen == set(SubmissionStatus):
        return "any"
    return ", ".join(each.name for each in SubmissionStatus if each in chosen)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def cells() -> list[tuple[Role, SubmissionStatus, Action, bool]]:
    """Every cell of the permission table."""
    return [
        (role, submission_status, action, may(role, submission_status, action))
        for role in Role
        for submission_status in SubmissionStatus
        for action in Action
    ]
