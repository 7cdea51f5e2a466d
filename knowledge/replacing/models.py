"""What waits to take the place of a document's file or an image's, and what became of it."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from knowledge.documents.files.visibility import LibraryFile
from knowledge.models import HubDocument, HubImage


class FileReplacement(models.Model):
    """A file that somebody wants in the place of a document's or an image's."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "In its place"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken-back", "Taken back"

    document = models.ForeignKey(
        HubDocument, null=True, blank=True, on_delete=models.CASCADE, related_name="replacements"
    )
    image = models.ForeignKey(
        HubImage, null=True, blank=True, on_delete=models.CASCADE, related_name="replacements"
    )
    replaced_hash = models.CharField(
        max_length=40, blank=True, help_text="Of the content that it is to replace."
    )
    file = models.FileField(
        upload_to="replacements", blank=True, help_text="Deleted when it is decided."
    )
    file_name = models.CharField(max_length=255)
    why = models.CharField(max_length=500)
    description = models.CharField(
        max_length=255, blank=True, help_text="Of a picture: what the new one shows."
    )
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    # That something waits for a file does not make the file used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "replacement of a file"
        verbose_name_plural = "replacements of files"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, image__isnull=True)
                | Q(document__isnull=True, image__isnull=False),
                name="replacing_a_document_or_an_image",
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind],
                    condition=Q(state="waiting"),
                    name=f"replacing_one_waits_for_each_{kind}",
                )
                for kind in ("document", "image")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} in the place of {self.library_file}"

    @property
    def library_file(self) -> LibraryFile:
        """The document or image whose file it is to replace."""
        return cast(LibraryFile, self.document or self.image)

    @property
    def admin_url(self) -> str:
        """Where it is decided."""
        return replace_url(self.library_file)


def kind_of(file: LibraryFile) -> str:
    """The name of its link here and of its address: "document" or "image"."""
    return "image" if isinstance(file, HubImage) else "document"


def replace_url(file: LibraryFile) -> str:
    """Where another file is sent and decided."""
    return reverse(f"replace_{kind_of(file)}", args=[file.pk])
