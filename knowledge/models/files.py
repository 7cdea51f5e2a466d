"""Images and documents. Who may see one is decided in `knowledge.documents.files.visibility`, nowhere else."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class HubImage(AbstractImage):
    """An image; its description is the text that people who cannot see it get."""

    is_listed = models.BooleanField(
        "public on its own",
        default=False,
        help_text="Tick to let everyone see this image even when no published page uses it.",
    )

    admin_form_fields = (*Image.admin_form_fields, "is_listed")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        permissions = [("choose_image", "Can choose image")]


class HubRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class HubDocument(AbstractDocument):
    """A file: worksheet, handout, video, captions, Word template, original of an import."""

    is_listed = models.BooleanField(
        "public on its own",
        default=False,
        help_text="Tick to let everyone open this file even when no published page uses it.",
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="What it is, in one sentence; shown beside its link."
    )

    admin_form_fields = (*Document.admin_form_fields, "is_listed", "note")

    was_replaced = False
    """Whether its last saving put another file in the place of one that was there."""

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail's forms say what the file is; what code makes must say it too, for search and
        # extraction go by the hash.
        is_new_file = bool(self.file and not self.file._committed)
        if is_new_file:
            self._set_document_file_metadata()
        self.was_replaced = is_new_file and self.pk is not None
        super().save(*args, **kwargs)
