"""Who may decide for which region, and the one task of the one workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Task, TaskState

if TYPE_CHECKING:
    from wagtail.models import Page

    from knowledge.models.people import User


class RegionRoleQuerySet(models.QuerySet["RegionRole"]):
    """Roles by whether they hold now."""

    def in_force(self) -> RegionRoleQuerySet:
        """Roles accepted and not ended, of people who can sign in."""
        return self.filter(user__is_active=True).filter(
            models.Q(until__isnull=True) | models.Q(until__gte=timezone.localdate())
        )


class RegionRole(models.Model):
    """A person is editor, moderator or deputy moderator of a region, or of the national pool."""

    class Role(models.TextChoices):
        EDITOR = "editor", "Regional editor"
        MODERATOR = "moderator", "Moderator"
        DEPUTY = "deputy", "Deputy moderator"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="region_roles"
    )
    region = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roles",
        limit_choices_to={"kind": "region"},
        help_text="Empty means the national pool.",
    )
    role = models.CharField(max_length=20, choices=Role)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(
        null=True, blank=True, help_text="Last day of the role; empty means until it is taken away."
    )

    objects = RegionRoleQuerySet.as_manager()

    class Meta:
        ordering = ["region__name", "role", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region", "role"], name="knowledge_one_role_a_region"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(region__isnull=True),
                name="knowledge_one_role_in_pool",
            ),
        ]

    def __str__(self) -> str:
        where = self.region.name if self.region else "national pool"
        return f"{self.user}: {self.get_role_display()}, {where}"

    @property
    def is_in_force(self) -> bool:
        """The same rule as `in_force()`, for one role."""
        return self.user.is_active and (self.until is None or self.until >= timezone.localdate())


class PoolHandoverQuerySet(models.QuerySet["PoolHandover"]):
    """Handovers by whether they still matter."""

    def open(self) -> PoolHandoverQuerySet:
        """Those whose page is neither published nor withdrawn from review since."""
        return self.filter(ended_at__isnull=True)


class PoolHandover(models.Model):
    """A page that the national pool may decide about because nobody of its region could."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PoolHandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(ended_at__isnull=True),
                name="knowledge_one_open_handover",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}, handed to the national pool {self.at:%d %B %Y}"


class RegionReviewTask(Task):
    """Review by a moderator of the page's region who did not write it."""

    class Meta:
        verbose_name = "review by the region's moderators"
        verbose_name_plural = "reviews by the region's moderators"

    @classmethod
    def get_description(cls) -> str:
        return "A moderator of the page's region, who did not write it, approves it or asks for changes."

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        from knowledge.permissions import user_decides_for

        return user_decides_for(user, obj)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """While it waits, only those who may decide can edit it: nobody approves unseen changes."""
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return self.user_can_access_editor(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        from knowledge.permissions import user_can_review

        if not user_can_review(user, obj):
            return []
        return [
            ("reject", "Request changes", True),
            ("approve", "Approve", False),
            ("approve", "Approve with comment", True),
        ]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Asked again here: what the menu offered may be out of date by the time it is pressed."""
        from knowledge.moderation.sameness import what_it_says
        from knowledge.permissions import user_can_review

        page = task_state.workflow_state.content_object
        if not user_can_review(user, page):
            raise PermissionDenied
        latest = page.get_latest_revision()
        if latest.pk != task_state.revision_id and what_it_says(latest.content) == what_it_says(
            task_state.revision.content
        ):
            # The editor saves as it approves, because it rewrites rich text or holds a comment.
            # The decision is about the same words; without this the review would begin anew.
            task_state.revision = latest
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet:
        from knowledge.moderation.queue import reviewable_by

        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.filter(pk__in=reviewable_by(user, waiting))
