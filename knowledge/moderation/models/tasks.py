"""The tasks of the workflows: a check, and a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from wagtail.models import Task, TaskState

from knowledge.moderation.models.step_rules import step_rules

if TYPE_CHECKING:
    from wagtail.models import Page

    from knowledge.users.models import User


class RegionTask(Task):
    """What both tasks share: only people of the page's region, and nobody in their own work."""

    class Meta:
        abstract = True

    step = ""
    approve_label = ""

    def user_may_act(self, page: Page, user: User) -> bool:
        """Whether this step is the person's to do."""
        raise NotImplementedError

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return not self.locked_for_user(obj, user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """While it waits, only the region's people can edit it, and of them nobody who wrote it:
        nobody approves unseen changes."""
        return not self.user_can_access_editor(obj, user) or step_rules().user_wrote_what_waits(
            user, obj
        )

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        if not self.user_may_act(obj, user):
            return []
        return [
            ("reject", "Request changes", True),
            ("approve", self.approve_label, False),
            ("approve", f"{self.approve_label} with comment", True),
        ]

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: object
    ) -> None:
        """Asked again here: what the menu offered may be out of date by the time it is pressed."""
        page = task_state.workflow_state.content_object
        if not self.user_may_act(page, user):
            raise PermissionDenied
        # What is decided about is what stands there now, whoever saved it last.
        task_state.revision = page.get_latest_revision()
        task_state.save(update_fields=["revision"])
        step_rules().record(
            self, task_state, page.specific, user, action_name, str(kwargs.get("comment", ""))
        )
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: object) -> models.QuerySet:
        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.filter(pk__in=step_rules().reviewable_by(user, waiting, self.step))


class RegionCheckTask(RegionTask):
    """A first look by an editor of the page's region: complete, readable, nobody to be recognised."""

    step = "check"
    approve_label = "Check passed"

    class Meta:
        verbose_name = "check by the region's editors"
        verbose_name_plural = "checks by the region's editors"

    @classmethod
    def get_description(cls) -> str:
        return (
            "An editor or moderator of the page's region, who did not write it, looks it through."
        )

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return step_rules().user_edits_for(user, obj)

    def user_may_act(self, page: Page, user: User) -> bool:
        return step_rules().user_can_check(user, page)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """Whoever may decide need not press twice: their approval is the check too."""
        if not step_rules().user_can_review(user, obj):
            return super().get_actions(obj, user)
        return [
            ("reject", "Request changes", True),
            ("approve", "Approve", False),
            ("approve", "Approve with comment", True),
            ("pass", "Pass the check only", False),
        ]

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: object
    ) -> None:
        state = task_state.workflow_state
        if action_name == "approve" and step_rules().user_can_review(user, state.content_object):
            super().on_action(task_state, user, "approve")
            state.refresh_from_db()
            decision = state.current_task_state
            decision.task.specific.on_action(decision, user, "approve", **kwargs)
        else:
            name = "approve" if action_name == "pass" else action_name
            super().on_action(task_state, user, name, **kwargs)


class RegionReviewTask(RegionTask):
    """Review by a moderator of the page's region who did not write it."""

    step = "decide"
    approve_label = "Approve"

    class Meta:
        verbose_name = "review by the region's moderators"
        verbose_name_plural = "reviews by the region's moderators"

    @classmethod
    def get_description(cls) -> str:
        return "A moderator of the page's region, who did not write it, approves it or asks for changes."

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return step_rules().user_decides_for(user, obj)

    def user_may_act(self, page: Page, user: User) -> bool:
        return step_rules().user_can_review(user, page)
