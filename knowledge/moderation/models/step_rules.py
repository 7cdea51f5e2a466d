"""The rules that the workflows' tasks ask. Tasks are models, and rules are made from models: so the
rules are installed when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db.models import QuerySet
from wagtail.models import Page, Task, TaskState

if TYPE_CHECKING:
    from knowledge.users.models import User


class StepRules(Protocol):
    """Who may take a step of a review, and what is put on record of it."""

    def user_edits_for(self, user: User, page: Page) -> bool:
        """Whether the page is of the person's region, or of none and they have a role."""

    def user_decides_for(self, user: User, page: Page) -> bool:
        """Whether decisions about the page are the person's to make, whoever wrote it."""

    def user_wrote_what_waits(self, user: User, page: Page) -> bool:
        """Whether the person wrote or sent in what waits for a decision."""

    def user_can_check(self, user: User, page: Page) -> bool:
        """Whether the person may take the first step."""

    def user_can_review(self, user: User, page: Page) -> bool:
        """Whether the person may take the second."""

    def reviewable_by(self, user: User, waiting: QuerySet[TaskState], step: str) -> list[int]:
        """Ids of those of the waiting task states whose step this person may take."""

    def record(
        self, task: Task, task_state: TaskState, page: Page, user: User, action: str, words: str
    ) -> None:
        """Put on record that the step was taken."""


_installed: list[StepRules] = []


def install(rules: StepRules) -> None:
    """Let these rules hold; called from the app's `ready()`."""
    _installed[:] = [rules]


def step_rules() -> StepRules:
    """The rules that hold."""
    return _installed[0]
