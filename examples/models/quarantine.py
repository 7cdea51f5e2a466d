"""Examples that were sent in a suspicious way and wait for a moderator to say that they are real.

Nothing is lost: the text stays its author's, and a moderator releases or refuses each, many at once.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class HeldExampleQuerySet(models.QuerySet["HeldExample"]):
    """Held examples by whether somebody has decided."""

    def waiting(self) -> HeldExampleQuerySet:
        """Those that nobody has decided about."""
        return self.filter(outcome="")


class HeldExample(models.Model):
    """One sending of an example that was put aside, with the reasons."""

    class Outcome(models.TextChoices):
        RELEASED = "released", "Released to the moderators"
        REFUSED = "refused", "Refused as spam"
        WITHDRAWN = "withdrawn", "Taken back by its author"

    submission = models.ForeignKey(
        "examples.Submission", on_delete=models.CASCADE, related_name="holds"
    )
    reasons = models.JSONField(default=list, help_text="Why, as keys of `examples.suspicion`.")
    held_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = HeldExampleQuerySet.as_manager()

    class Meta:
        ordering = ["held_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(outcome=""),
                name="examples_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}, held {self.held_at:%d %B %Y}"
