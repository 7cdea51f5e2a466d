"""What the worker does for somebody who waits, with how far it has come."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone

STALLED_AFTER = timedelta(minutes=5)
SIGN_OF_LIFE_SECONDS = 5


class Work(models.Model):
    """Something that the worker does, with how far it has come."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for its turn"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    state = models.CharField(max_length=20, choices=State, default=State.QUEUED)
    progress = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        """Whether somebody watching should look again in a moment."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def is_stalled(self) -> bool:
        """Whether it is being made and has shown no sign of life for long."""
        silent = timezone.now() - self.changed_at > STALLED_AFTER
        return self.state == self.State.RUNNING and silent


def begin(mine: models.QuerySet, words: str) -> bool:
    """Take a piece of work that waits, or whose worker fell silent; False where there is nothing to take."""
    now = timezone.now()
    silent = models.Q(state=Work.State.RUNNING, changed_at__lt=now - STALLED_AFTER)
    waiting = mine.filter(models.Q(state=Work.State.QUEUED) | silent)
    return bool(waiting.update(state=Work.State.RUNNING, progress=words, changed_at=now))


def fail(mine: models.QuerySet, sentence: str) -> None:
    """It came to nothing; the sentence is for whoever waits."""
    mine.filter(state=Work.State.RUNNING).update(
        state=Work.State.FAILED, progress=sentence[:200], changed_at=timezone.now()
    )


def keep_made(mine: models.QuerySet, file: FieldFile, name: str, made: Path) -> None:
    """Store what was made as the row's `file`, and its `size`, in place of what was there before.

    Nothing stays where nobody waits any more.
    """
    before = str(file.name or "")
    with made.open("rb") as content:
        file.save(name, File(content), save=False)
    kept = mine.filter(state=Work.State.RUNNING).update(
        state=Work.State.DONE,
        progress="",
        file=file.name,
        size=made.stat().st_size,
        changed_at=timezone.now(),
    )
    gone = before if kept else str(file.name)
    if gone and before != file.name:
        file.storage.delete(gone)


class Stopped(Exception):
    """It was cancelled, or asked for anew."""


class Steps:
    """Notes how far a piece of work has come; raises Stopped once nobody waits for it any more."""

    def __init__(self, mine: models.QuerySet) -> None:
        self.mine = mine.filter(state=Work.State.RUNNING)
        self._said, self._at = "", 0.0

    def __call__(self, words: str) -> None:
        now = time.monotonic()
        if now - self._at < (1 if words != self._said else SIGN_OF_LIFE_SECONDS):
            return
        self._said, self._at = words, now
        if not self.mine.update(progress=words[:200], changed_at=timezone.now()):
            raise Stopped
