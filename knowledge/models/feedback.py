"""What readers tell us: about a page, what they could not find, what they suggest, what was useful."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


def private_path(feedback: Feedback, name: str) -> str:
    """Below MEDIA_ROOT, where nothing is served but what the library knows; unguessable besides."""
    return f"suggestions/{uuid.uuid4().hex}{PurePath(name).suffix.lower()[:8]}"


class Feedback(models.Model):
    """A reader's message, kept until somebody has dealt with it."""

    class Kind(models.TextChoices):
        PAGE = "page", "About a page"
        MISSING = "missing", "Something not found by searching"
        RESOURCE = "resource", "Suggested resource"
        USEFUL = "useful", "“Was this page useful?”"
        TAKE_DOWN = "take-down", "Request to take something down"
        CONTACT = "contact", "General message"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PAGE)
    message = models.TextField(
        max_length=5000, blank=True, help_text="Of a suggestion: why it helps."
    )
    email = models.EmailField(
        blank=True, help_text="Only if the reader wants an answer; deleted when it is handled."
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    query = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=200, blank=True, help_text="Of a suggested resource.")
    link = models.URLField(
        max_length=500, blank=True, help_text="Of a suggested resource; never opened by the server."
    )
    file = models.FileField(
        upload_to=private_path,
        blank=True,
        help_text="Of a suggested resource; deleted when it is handled.",
    )
    file_name = models.CharField(max_length=200, blank=True)
    was_useful = models.BooleanField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    form_token = models.UUIDField(
        unique=True, help_text="Of the form it came from, so that a double click sends one message."
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that was begun with it.",
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

    def forget_file(self) -> None:
        """Name no file any more, and delete its bytes once the transaction holds."""
        if self.file:
            transaction.on_commit(partial(self.file.storage.delete, str(self.file.name)))
        self.file = ""
