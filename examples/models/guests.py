"""A reviewer without an account: one link to one example, for some days, and the advice it brought."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class GuestReview(models.Model):
    """An invitation to read one example in review. The link itself is stored nowhere, only its hash."""

    class Advice(models.TextChoices):
        GOOD = "good", "It is fine as it is"
        CHANGES = "changes", "It needs the changes I describe"
        NOT_SUITABLE = "not_suitable", "It should not be published"
        CANNOT_SAY = "cannot_say", "I cannot say"

    page = models.ForeignKey(
        "examples.PracticeExamplePage", on_delete=models.CASCADE, related_name="guest_reviews"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=150, help_text="Who is asked, such as “Consultant midwife”.")
    email = models.EmailField("e-mail address")
    question = models.TextField(
        blank=True, help_text="What you would like to know from them. They read it on the page."
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(null=True, help_text="The revision they advised on.")
    comments = models.JSONField(default=dict, help_text="Field key → what they wrote about it.")
    advice = models.CharField(max_length=20, choices=Advice, blank=True)
    words = models.TextField(blank=True)
    advised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} on {self.page}"

    @property
    def is_open(self) -> bool:
        """Whether the link still opens the example."""
        return self.revoked_at is None and self.expires_at > timezone.now()
