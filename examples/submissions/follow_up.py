"""A year after publication its authors are asked what came of it: one invitation, one reminder.

Until then an example without outcomes says that they are awaited. A no is taken for good.
"""

from __future__ import annotations

import datetime
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from examples.models import FollowUp, PracticeExamplePage, Submission
from examples.submissions import messages
from examples.submissions.errors import NotEditable
from examples.submissions.reading import status_of

REMIND_AFTER = timedelta(days=28)


def follow_up_day(published_at: datetime.datetime) -> datetime.date:
    """When the authors of something published then are asked. Pure but for the setting."""
    day = timezone.localtime(published_at).date()
    return day + relativedelta(months=settings.HUB_FOLLOW_UP_MONTHS)


def outcomes_awaited_until(page: PracticeExamplePage) -> datetime.date | None:
    """The day on which outcomes of an example are asked for; None where none are awaited.

    What is not public yet counts from now, so that a preview shows what the page will.
    """
    if page.evaluation.strip() or not page.contributor_id:
        return None
    declined = FollowUp.objects.filter(submission__page=page.pk, declined_at__isnull=False)
    if page.pk and declined.exists():
        return None
    return follow_up_day(page.first_published_at or timezone.now())


def ask_for_outcomes() -> int:
    """Invite those whose day has come, and remind once those who did not answer; returns how many."""
    return _ask() + _remind()


def _ask() -> int:
    since = timezone.now() - relativedelta(months=settings.HUB_FOLLOW_UP_MONTHS)
    due = Submission.objects.filter(
        page__live=True, page__first_published_at__lte=since, follow_up__isnull=True
    )
    asked = 0
    for submission in due.select_related("page", "owner", "region"):
        with transaction.atomic():
            _, is_new = FollowUp.objects.get_or_create(submission=submission)
            if is_new and submission.page:
                messages.ask_for_outcomes(submission, submission.page.first_published_at)
                asked += 1
    return asked


def _remind() -> int:
    due = FollowUp.objects.filter(
        asked_at__lte=timezone.now() - REMIND_AFTER,
        reminded_at=None,
        answered_at=None,
        declined_at=None,
        submission__page__live=True,
    )
    reminded = 0
    for follow_up in due.select_related("submission__page", "submission__owner"):
        with transaction.atomic():
            changed = FollowUp.objects.filter(pk=follow_up.pk, reminded_at=None).update(
                reminded_at=timezone.now()
            )
            submission = follow_up.submission
            if changed and submission.page:
                messages.ask_for_outcomes(
                    submission, submission.page.first_published_at, is_reminder=True
                )
                reminded += 1
    return reminded


def decline_follow_up(submission: Submission) -> None:
    """They have nothing to add and are not asked again. Raises NotEditable unless it is public."""
    if not status_of(submission).is_public:
        raise NotEditable
    FollowUp.objects.filter(submission=submission, declined_at=None).update(
        declined_at=timezone.now()
    )
