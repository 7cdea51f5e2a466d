"""Whether those who shared an example were asked, a year later, what came of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class FollowUp(models.Model):
    """One invitation to add outcomes: asked once, reminded once, answered or declined."""

    submission = models.OneToOneField(
        "examples.Submission", on_delete=models.CASCADE, related_name="follow_up"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Follow-up of {self.submission_id}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answered_at is None and self.declined_at is None
