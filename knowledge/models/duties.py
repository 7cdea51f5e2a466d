"""What background work has been done, and signs that it is alive."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class DutyRecord(models.Model):
    """When a periodic duty (see `knowledge.contracts.scheduler`) was last done, and how it ended."""

    name = models.CharField(max_length=100, unique=True)
    last_started = models.DateTimeField(null=True, blank=True)
    last_finished = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="How often in a row it has failed.")
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="A process is doing it and has until then."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """A sign of life of the worker or of the scheduler."""

    WORKER = "worker"
    SCHEDULER = "scheduler"

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, {self.beat_at:%d %B %Y %H:%M}"

    @classmethod
    def beat(cls, name: str) -> None:
        """Say that `name` is alive now."""
        cls.objects.update_or_create(name=name, defaults={"beat_at": timezone.now()})
