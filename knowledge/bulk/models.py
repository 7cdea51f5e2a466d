"""Spreadsheets that were sent, as far as their rows are needed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class ResourceSheet(models.Model):
    """The rows of a spreadsheet, looked at and perhaps made into drafts, once."""

    file_name = models.CharField(max_length=255)
    rows = models.JSONField(
        default=list, help_text="[number, cells] of each row, the header first."
    )
    below = models.ForeignKey(
        "knowledge.ResourceIndexPage", on_delete=models.CASCADE, related_name="+"
    )
    region = models.ForeignKey(
        "knowledge.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    pages: models.ManyToManyField[Page, Page] = models.ManyToManyField(Page, related_name="+")

    class Meta:
        verbose_name = "spreadsheet of resources"
        verbose_name_plural = "spreadsheets of resources"
        default_permissions = ("add",)
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.file_name
