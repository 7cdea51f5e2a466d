"""What a contributor brings along: pictures and files, and Word forms with what fitted no field.

All of it is private. A picture or file becomes a Wagtail image or document when the example is sent.
"""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import PurePath

from django.db import models, transaction
from django.utils import timezone

SHOWN_SIDE = 1000
"""The longer side of a picture where a page shows it, as of those in a published example."""


def private_path(upload: SubmissionFile, name: str) -> str:
    """Below MEDIA_ROOT, where nothing is served but what `knowledge.files` knows; unguessable besides."""
    return f"submissions/{uuid.uuid4().hex}{PurePath(name).suffix.lower()[:8]}"


class SubmissionFileQuerySet(models.QuerySet["SubmissionFile"]):
    """Uploads by how they stand."""

    def attached(self) -> SubmissionFileQuerySet:
        """Those that were not taken out again, in the order of the page."""
        return self.filter(removed_at=None).order_by("position", "pk")


class SubmissionFile(models.Model):
    """A picture (made anew, without position, time or maker) or a document beside an example.

    The row stays when the file is taken out again: by it we know that a picture of the page was theirs.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", "Picture"
        DOCUMENT = "document", "File"

    submission = models.ForeignKey(
        "examples.Submission", on_delete=models.CASCADE, related_name="files"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    file = models.FileField(upload_to=private_path, blank=True)
    smaller = models.FileField(
        upload_to=private_path,
        blank=True,
        help_text="Of a large picture, in the size of a page; shown in the form and the preview.",
    )
    name = models.CharField(max_length=200, help_text="As the contributor called it.")
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    token = models.UUIDField(
        default=uuid.uuid4, help_text="Of the upload, so that one sent twice is there once."
    )
    image = models.ForeignKey(
        "knowledge.HubImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        "knowledge.HubDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionFileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "token"], name="examples_one_file_an_upload"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def forget_content(self) -> None:
        """Delete the stored bytes once the transaction holds."""
        for each in (self.file, self.smaller):
            if each and each.name:
                transaction.on_commit(partial(each.storage.delete, each.name))

    def size_to_show(self) -> tuple[int, int]:
        """Width and height of the picture where a page shows it."""
        most = max(self.width, self.height, 1)
        factor = min(1.0, SHOWN_SIDE / most)
        return max(1, round(self.width * factor)), max(1, round(self.height * factor))

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the page, and needs a description."""
        return self.kind == self.Kind.PICTURE

    @property
    def extension(self) -> str:
        """Without the dot, lower case."""
        return PurePath(self.name).suffix.lower().lstrip(".")


class WordReading(models.Model):
    """A Word form as it was read, until the contributor has confirmed what goes where."""

    submission = models.ForeignKey(
        "examples.Submission", on_delete=models.CASCADE, related_name="word_readings"
    )
    file_name = models.CharField(max_length=200)
    practice_template = models.CharField(max_length=40, blank=True)
    answers = models.JSONField(default=dict, help_text="Field key → text.")
    unplaced = models.JSONField(
        default=list, help_text="[where, label, text] of what fits nowhere."
    )
    reworded = models.JSONField(default=dict, help_text="Field key → the label in the file.")
    pictures = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was put into the form, or put aside."
    )

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.file_name


class UnplacedText(models.Model):
    """Words of a Word form that belong to no field: shown beside the form until dealt with."""

    submission = models.ForeignKey(
        "examples.Submission", on_delete=models.CASCADE, related_name="unplaced_texts"
    )
    file_name = models.CharField(max_length=200)
    where = models.CharField(max_length=200)
    label = models.TextField(blank=True)
    text = models.TextField(blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.file_name}: {self.where}"
