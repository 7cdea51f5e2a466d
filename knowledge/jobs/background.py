"""Whether background work is alive: signs of life, stuck tasks, failures, and the banner's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Email

from knowledge.models import DutyRecord, Heartbeat

STUCK_AFTER = timedelta(minutes=30)
"""No task of ours takes that long: reading a file and importing have shorter limits of their own."""
MOST_ATTEMPTS = 3


def uses_database() -> bool:
    """Whether tasks are rows for a worker, and not done at once as in tests."""
    return isinstance(task_backends["default"], DatabaseBackend)


@task(queue_name="default", priority=50)
def show_sign_of_life() -> None:
    """Done by the worker: proves that scheduler, queue and worker all do their part."""
    Heartbeat.beat(Heartbeat.WORKER)


def ask_worker() -> None:
    """Queue one sign of life, unless one still waits: a stopped worker finds no heap of them."""
    waiting = DBTaskResult.objects.filter(
        task_path=show_sign_of_life.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        show_sign_of_life.enqueue()


def put_stuck_tasks_back() -> int:
    """Tasks left running by a killed worker run again; one that keeps killing workers is given up.

    Returns how many were put back or given up. Tasks are written so that running twice does no harm.
    """
    before = timezone.now() - STUCK_AFTER
    touched = 0
    for row in DBTaskResult.objects.running().filter(started_at__lt=before):
        # Only if still as seen: the worker may be finishing it at this moment.
        same = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) < MOST_ATTEMPTS:
            touched += same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            touched += same.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                traceback=f"Given up: {len(row.worker_ids)} workers began it and none finished.",
            )
    return touched


def failed_tasks() -> QuerySet[DBTaskResult]:
    """Tasks that failed in the last week."""
    return DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - timedelta(days=7))


def failing_duties() -> QuerySet[DutyRecord]:
    """Duties that failed when they were last tried."""
    return DutyRecord.objects.exclude(last_error="")


def failed_mails() -> QuerySet:
    """Mails that could not be delivered after every attempt."""
    return Email.objects.filter(status=STATUS.failed)


@dataclass(frozen=True)
class Silence:
    """A part of background work that has given no sign of life for too long."""

    name: str
    since: datetime | None


def silences(beats: Mapping[str, datetime], *, now: datetime, allowed: timedelta) -> list[Silence]:
    """Of worker and scheduler, those whose last sign of life is too old or was never seen. Pure."""
    return [
        Silence(name, beats.get(name))
        for name in (Heartbeat.SCHEDULER, Heartbeat.WORKER)
        if name not in beats or now - beats[name] > allowed
    ]


WHAT_STOPS = {
    Heartbeat.SCHEDULER: "Scheduled publishing, mail and reminders have stopped.",
    Heartbeat.WORKER: "Search updates, imports and reading of files have stopped.",
}
HOW_TO_START = {
    Heartbeat.SCHEDULER: "Start “manage.py run_due --loop”.",
    Heartbeat.WORKER: "Start “manage.py db_worker --queue-name '*'”.",
}


@dataclass(frozen=True)
class Trouble:
    """What holds up other people's work, and what an administrator can do about it."""

    words: str
    remedy: str
    is_of_a_duty: bool = False
    """Whether the list of duties says why."""


def troubles() -> list[Trouble]:
    """Silent processes and failing duties. Single tasks and mails that failed have lists, where they are counted."""
    found = []
    beats = dict(Heartbeat.objects.values_list("name", "beat_at"))
    allowed = timedelta(minutes=settings.HUB_WORKER_SILENT_MINUTES)
    for silence in silences(beats, now=timezone.now(), allowed=allowed):
        since = (
            f"since {date_format(timezone.localtime(silence.since), 'j F Y, H:i')}"
            if silence.since
            else "since the site was set up"
        )
        words = (
            f"Background work ({silence.name}) has been silent {since}. {WHAT_STOPS[silence.name]}"
        )
        found.append(Trouble(words, HOW_TO_START[silence.name]))
    for duty in failing_duties():
        times = f"{duty.failures} time{'s' * (duty.failures != 1)} in a row"
        words = f"“{duty.name}” failed, {times}. It is tried again by itself."
        found.append(Trouble(words, "The list of duties says why", is_of_a_duty=True))
    return found
