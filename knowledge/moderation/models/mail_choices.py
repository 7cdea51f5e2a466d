"""Which of the mails that are not needed a person wants, and how often."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from knowledge.users.models import User


class MailChoice(models.Model):
    """One person's choice; without a row everything comes at once."""

    class Reviews(models.TextChoices):
        AT_ONCE = "at_once", "One mail for each, at once"
        DAILY = "daily", "One mail a day with all that waits"
        NEVER = "never", "None"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    reviews = models.CharField(
        "mails about what waits for a decision",
        max_length=20,
        choices=Reviews,
        default=Reviews.AT_ONCE,
    )
    reminders = models.BooleanField(
        "reminders",
        default=True,
        help_text="That a page of yours is due for review, or that we would like to hear how an example went on.",
    )
    digest_sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Mail choices of {self.user_id}"

    @classmethod
    def of(cls, user: User) -> MailChoice:
        """The person's choice, or the usual one, unsaved."""
        return cls.objects.filter(user=user).first() or cls(user=user)
