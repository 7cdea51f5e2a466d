"""Why a verb was refused. Nothing has been changed when one of these is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examples.models import Submission


class SubmissionError(Exception):
    """Base of them."""


class StaleVersion(SubmissionError):
    """Somebody (the same person in another window, mostly) saved in the meantime."""

    def __init__(self, saved: Submission) -> None:
        super().__init__("The example was saved somewhere else in the meantime.")
        self.saved = saved


class NotEditable(SubmissionError):
    """It is with a moderator, or published."""


class Incomplete(SubmissionError):
    """Something needed for sending is missing: field name → what to do."""

    def __init__(self, missing: dict[str, list[str]]) -> None:
        super().__init__("Something is missing.")
        self.missing = missing


class NotAcceptedNow(SubmissionError):
    """The hub itself cannot take it: no list of examples, no workflow, or the page is locked."""
