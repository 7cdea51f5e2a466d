"""Put a suspicious example aside, release it to the moderators, or refuse it as spam; many at once.

Its author sees it as received, and may take it back. Refused, the text stays theirs, and they read
that it was not taken. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from examples.models import HeldExample, Submission
from examples.submissions.start_review import start_review
from knowledge.moderation import mails
from knowledge.people.organisations.regional import decides_for_region, moderators_for
from knowledge.users.models import User

Outcome = HeldExample.Outcome
Act = Callable[[HeldExample, User], bool]
"""`release` or `refuse`."""


def hold(submission: Submission, reasons: Sequence[str]) -> HeldExample:
    """Put it aside; within the transaction of `submit`, which saves the submission.

    The region's moderators are mailed when nothing of theirs waited before; a daily duty does the rest.
    """
    others = HeldExample.objects.waiting().filter(submission__region=submission.region_id)
    is_first = not others.exclude(submission=submission).exists()
    held, _ = HeldExample.objects.get_or_create(
        submission=submission, outcome="", defaults={"reasons": list(reasons)}
    )
    if is_first:
        transaction.on_commit(partial(mail_moderators, submission.region_id), robust=True)
    return held


@transaction.atomic
def release(held: HeldExample, by: User) -> bool:
    """To the moderators, as if it had just been sent; whether this did it.

    PermissionDenied unless it is theirs; NotAcceptedNow when the hub itself cannot take it.
    """
    submission = _waiting(held, by)
    if submission is None:
        return False
    _decide(held, by, Outcome.RELEASED)
    start_review(submission, submission.owner)
    submission.state = Submission.State.SENT
    submission.save()
    log(instance=submission, action="examples.quarantine.release", user=by)
    return True


@transaction.atomic
def refuse(held: HeldExample, by: User) -> bool:
    """As spam; whether this did it. PermissionDenied unless it is theirs."""
    submission = _waiting(held, by)
    if submission is None:
        return False
    _decide(held, by, Outcome.REFUSED)
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.REFUSED)
    log(instance=submission, action="examples.quarantine.refuse", user=by)
    return True


def sweep(rows: Iterable[HeldExample], by: User, act: Act) -> int:
    """An act on many, each in a transaction of its own; returns how many it was done to."""
    return sum(act(row, by) for row in rows)


def end_hold(submission: Submission) -> None:
    """Its author has taken it back: nobody need look at it any more."""
    HeldExample.objects.waiting().filter(submission=submission).update(
        outcome=Outcome.WITHDRAWN, decided_at=timezone.now()
    )


def _waiting(held: HeldExample, by: User) -> Submission | None:
    submission = Submission.objects.select_for_update().get(pk=held.submission_id)
    if not decides_for_region(by, submission.region_id) or submission.owner_id == by.pk:
        raise PermissionDenied
    is_waiting = HeldExample.objects.waiting().filter(pk=held.pk).exists()
    return submission if is_waiting and submission.state == Submission.State.HELD else None


def _decide(held: HeldExample, by: User, outcome: HeldExample.Outcome) -> None:
    HeldExample.objects.filter(pk=held.pk).update(
        outcome=outcome, decided_by=by, decided_at=timezone.now()
    )


def mail_moderators(region_pk: int | None) -> int:
    """Tell those who can sweep how many wait; returns how many were told."""
    waiting = HeldExample.objects.waiting().filter(submission__region=region_pk).count()
    if not waiting:
        return 0
    return mails.send(
        "quarantine_waiting",
        moderators_for(region_pk),
        waiting=waiting,
        address=settings.HUB_BASE_URL + reverse("quarantine"),
    )


def remind_of_quarantine() -> int:
    """Once a day, of what has waited since before today; returns how many people were told."""
    before = timezone.now() - timedelta(hours=20)
    regions = (
        HeldExample.objects.waiting()
        .filter(held_at__lt=before)
        .order_by()
        .values_list("submission__region", flat=True)
        .distinct()
    )
    return sum(mail_moderators(region) for region in regions)
