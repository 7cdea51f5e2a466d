"""What came of opening a file, once per content, whatever documents or images share it."""

from __future__ import annotations

from django.db import models

MOST_ATTEMPTS = 2
"""How often a file that stopped its reader is tried."""


class DocumentText(models.Model):
    """What was read from a file with that content, or why nothing could be."""

    class Status(models.TextChoices):
        READ = "read", "Read"
        NO_TEXT = "no-text", "No text in it (scanned?)"
        ENCRYPTED = "encrypted", "Protected by a password"
        BROKEN = "broken", "Could not be read"
        TOO_BIG = "too-big", "Too big to read"
        MISSING = "missing", "The file is not in the store"

    file_hash = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20, choices=Status)
    passages = models.JSONField(
        default=list, help_text="List of {text, heading, anchor, place}, in reading order."
    )
    hyperlinks = models.JSONField(
        default=list, help_text="Addresses that its words lead to, in the file's order."
    )
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    extracted_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "text of a document"
        verbose_name_plural = "texts of documents"

    def __str__(self) -> str:
        return f"{self.file_hash[:8]}: {self.get_status_display()}"

    def is_final(self, most_attempts: int) -> bool:
        """Whether reading the same content once more would tell nothing new."""
        if self.status == self.Status.BROKEN:
            return self.attempts >= most_attempts
        return self.status != self.Status.MISSING
