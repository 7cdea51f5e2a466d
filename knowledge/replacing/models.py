"""What waits to take a document's place, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class FileReplacement(models.Model):
    """A file that somebody wants in the place of a document's."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "In its place"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken-back", "Taken back"

    document = models.ForeignKey(
        "knowledge.HubDocument", on_delete=models.CASCADE, related_name="replacements"
    )
    replaced_hash = models.CharField(
        max_length=40, blank=True, help_text="Of the content that it is to replace."
    )
    file = models.FileField(
        upload_to="replacements", blank=True, help_text="Deleted when it is decided."
    )
    file_name = models.CharField(max_length=255)
    why = models.CharField(max_length=500)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "replacement of a file"
        verbose_name_plural = "replacements of files"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state="waiting"),
                name="replacing_one_waits_for_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} in the place of {self.document}"
