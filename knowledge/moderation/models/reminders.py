"""Which reminders have been sent, so that nobody gets the same one every day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReviewReminder(models.Model):
    """The last mail to a page's owner or deputy that its review is due."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    due = models.DateField(help_text="The day of the check that it was about.")
    late_since = models.DateTimeField(
        null=True, help_text="When the person was first told that this check is late."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "user"], name="knowledge_one_reminder_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.page}, reminded {self.sent_at:%d %B %Y}"
