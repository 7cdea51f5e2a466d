"""What was imported, when and by whom, and what came of it: the memory by which imports match and undo."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.importing.report import Group, grouped

STALLED_AFTER = timedelta(minutes=15)


def private_name(run: ImportRun, file_name: str) -> str:
    """A name nobody can guess. No address leads to it: only images and documents are served."""
    return f"imports/{secrets.token_urlsafe(24)}.{run.format}"


class ImportRun(models.Model):
    """One file that somebody imported, or looked at before importing it."""

    class State(models.TextChoices):
        PREVIEW = "preview", "Waiting for a yes"
        QUEUED = "queued", "Waiting for its turn"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed, nothing was made"
        UNDONE = "undone", "Undone"

    file = models.FileField("original file", upload_to=private_name)
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=20, choices=State, default=State.PREVIEW)
    wants_update = models.BooleanField(
        "update what earlier imports made",
        default=False,
        help_text="Drafts that somebody has edited since are left alone in any case.",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    progress = models.CharField(max_length=400, blank=True)
    report = models.JSONField(default=list, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = "import"

    def __str__(self) -> str:
        return f"{self.file_name}, {timezone.localtime(self.started_at):%d %B %Y %H:%M}"

    @property
    def is_under_way(self) -> bool:
        """Whether somebody watching should look again in a moment."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def is_stalled(self) -> bool:
        """Whether it is under way and has shown no sign of life for long."""
        return self.is_under_way and timezone.now() - self.changed_at > STALLED_AFTER

    @property
    def sections_of_report(self) -> list[Group]:
        """The report in its sections, as templates and the command show it."""
        return grouped(self.report)


class ImportedThing(models.Model):
    """A page or file that an import made or updated, as it stood then."""

    class Action(models.TextChoices):
        MADE = "made", "made"
        UPDATED = "updated", "updated"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="things")
    key = models.CharField(
        max_length=300, db_index=True, help_text="What it is in the source, whatever the format."
    )
    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=10, choices=Action)
    title = models.CharField(max_length=255)
    place = models.CharField(max_length=200, blank=True)
    pack = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The pack it belongs to; two packs may each have a section of one name.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        "knowledge.HubDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image = models.ForeignKey(
        "knowledge.HubImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, help_text="Of the source's words and links.")
    token_counts = models.CharField(
        max_length=64, help_text="Of its letters: the same in every format."
    )
    content = models.CharField(
        max_length=64, blank=True, help_text="Of the page as the import left it."
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_before = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True, help_text="Words for the speaker, for editors only.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} “{self.title}”"
