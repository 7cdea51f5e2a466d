"""What partnerships were asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Commission(models.Model):
    """Something that the hub lacks, asked of the partnerships of a region; once, until it is closed."""

    region = models.ForeignKey(
        "knowledge.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind": "region"},
    )
    key = models.CharField(max_length=350, help_text="What is lacking, for comparing.")
    words = models.CharField(max_length=200)
    note = models.TextField(blank=True, max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    mailed = models.PositiveIntegerField(default=0, help_text="How many people were mailed.")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "request to partnerships"
        verbose_name_plural = "requests to partnerships"
        default_permissions = ("add",)
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"],
                condition=models.Q(closed_at=None),
                name="coverage_asked_once",
            )
        ]

    def __str__(self) -> str:
        return self.words
