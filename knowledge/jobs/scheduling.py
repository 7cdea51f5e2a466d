"""Does the registered duties that are due.

A duty runs once at a time, however many processes call `run()`. One that fails stops no other, is
recorded with its error, and is tried again soon.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from knowledge.contracts.scheduler import Duty, duties
from knowledge.models import DutyRecord, Heartbeat

logger = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=5)
"""A failed duty is tried again after this long, or at its next turn if that comes first."""


@dataclass(frozen=True)
class Outcome:
    """What became of a duty in one run."""

    name: str
    error: str = ""


def is_due(
    duty: Duty, *, started: datetime | None, failed: bool, claimed_until: datetime | None,
    now: datetime,
) -> bool:  # fmt: skip
    """Whether the duty is to be done now: never done, its time has come, or it failed a while ago."""
    if claimed_until and claimed_until > now:
        return False
    if started is None:
        return True
    wait = min(duty.every, RETRY_AFTER) if failed else duty.every
    return started + wait <= now


def run(names: Iterable[str] | None = None) -> list[Outcome]:
    """Do everything that is due, or the named duties whether due or not; returns what was done."""
    if names is None:  # Whoever asks for one duty is not the scheduler.
        Heartbeat.beat(Heartbeat.SCHEDULER)
    wanted = None if names is None else set(names)
    chosen = [duty for duty in duties() if wanted is None or duty.name in wanted]
    known = set(DutyRecord.objects.values_list("name", flat=True))
    DutyRecord.objects.bulk_create(
        [DutyRecord(name=duty.name) for duty in chosen if duty.name not in known],
        ignore_conflicts=True,
    )
    outcomes = []
    for duty in chosen:
        record = DutyRecord.objects.get(name=duty.name)
        if wanted is None and not is_due(
            duty,
            started=record.last_started,
            failed=bool(record.last_error),
            claimed_until=record.claimed_until,
            now=timezone.now(),
        ):
            continue
        if _claim(duty, record.last_started):
            outcomes.append(_do(duty))
    return outcomes


def _claim(duty: Duty, seen_started: datetime | None) -> bool:
    """Take the duty for this process: one conditional UPDATE, so that only one caller gets it."""
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    # Whoever else decided on the same reading of the row comes second and finds it changed.
    unchanged = (
        Q(last_started__isnull=True) if seen_started is None else Q(last_started=seen_started)
    )
    rows = DutyRecord.objects.filter(free, unchanged, name=duty.name)
    return bool(rows.update(last_started=now, claimed_until=now + duty.at_most) == 1)


def _do(duty: Duty) -> Outcome:
    row = DutyRecord.objects.filter(name=duty.name)
    try:
        duty.function()
    except Exception as error:
        logger.exception("The duty %s failed", duty.name)
        row.update(
            claimed_until=None,
            last_error="".join(traceback.format_exception(error))[-4000:],
            failures=F("failures") + 1,
        )
        return Outcome(duty.name, error=f"{type(error).__name__}: {error}")
    row.update(claimed_until=None, last_finished=timezone.now(), last_error="", failures=0)
    return Outcome(duty.name)
