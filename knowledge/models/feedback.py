"""What readers tell us about a page, or about what they could not find."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Feedback(models.Model):
    """A reader's message, kept until somebody has dealt with it."""

    class Kind(models.TextChoices):
        PAGE = "page", "About a page"
        MISSING = "missing", "Something not found by searching"
        TAKE_DOWN = "take-down", "Request to take something down"
        CONTACT = "contact", "General message"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PAGE)
    message = models.TextField(max_length=5000)
    email = models.EmailField(
        blank=True, help_text="Only if the reader wants an answer; deleted when it is handled."
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    query = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    form_token = models.UUIDField(
        unique=True, help_text="Of the form it came from, so that a double click sends one message."
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_note = models.TextField(blank=True, help_text="What was done about it.")

    class Meta:
        ordering = ["-sent_at"]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.sent_at:%d %B %Y}"
