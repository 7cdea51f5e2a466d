"""The knowledge base's own periodic duties, each a function that may run again without harm."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from knowledge.access.roles import ROLE_GROUPS, sync_groups
from knowledge.access.routing import page_scopes_of
from knowledge.caching.stamp import fold_stamps
from knowledge.contracts import scheduler
from knowledge.documents import extract
from knowledge.importing import runs
from knowledge.jobs import background
from knowledge.mail.duties import prune_mail, send_queued_mail
from knowledge.mail.soon import SEND
from knowledge.models import Feedback, PoolHandover, RegionRole
from knowledge.moderation import mails, review_clock, schedule
from knowledge.moderation.decisions import record
from knowledge.moderation.models import (
    Decision,
    RegionCheckTask,
    RegionReviewTask,
)
from knowledge.moderation.queue import pages_of, reviewers_of_pages
from knowledge.users.models import User

KEEP_TASK_RESULTS_DAYS = 14


def register_duties() -> None:
    """Declare them all; called once, when the app is ready."""
    minute = timedelta(minutes=1)
    scheduler.register("publish scheduled pages", schedule.publish_what_is_due, minute)
    scheduler.register(SEND, send_queued_mail, minute / 2)
    scheduler.register("ask the worker for a sign of life", background.ask_worker, minute)
    scheduler.register("put stuck tasks back", background.put_stuck_tasks_back, 5 * minute)
    scheduler.register("fold the stamps", fold_stamps, minute)
    scheduler.register("hand over to the national pool", hand_over_to_pool, 60 * minute)
    scheduler.register("send digests", mails.send_digests, 60 * minute)
    scheduler.register("remind of reviews", review_clock.remind_of_reviews, timedelta(days=1))
    scheduler.register("read documents that were missed", extract.read_what_was_missed, 5 * minute)
    scheduler.register("end roles", end_roles, 60 * minute)
    scheduler.register("prune", prune, timedelta(days=1))
    scheduler.register("forget import previews", runs.forget_previews, timedelta(days=1))


def hand_over_to_pool() -> int:
    """Items that nobody of their region can decide go to the national pool after some days.

    Returns how many. Each is logged on its page and mailed to the pool's moderators.
    """
    waited_since = timezone.now() - timedelta(days=settings.HUB_NATIONAL_POOL_AFTER_DAYS)
    waiting = list(
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            started_at__lte=waited_since,
            task__content_type__in=ContentType.objects.get_for_models(
                RegionCheckTask, RegionReviewTask
            ).values(),
        ).select_related("workflow_state", "task")
    )
    pages = pages_of(waiting)
    page_scopes = page_scopes_of(pages.values())
    reviewers = {
        step: reviewers_of_pages(pages.values(), step=step) for step in ("check", "decide")
    }
    handed = 0
    for state in waiting:
        page = pages.get(int(state.workflow_state.object_id))
        if page is None or reviewers[state.task.specific.step][page.pk]:
            continue
        if not page_scopes[page.pk].regions or page_scopes[page.pk].is_handed_to_pool:
            continue
        with transaction.atomic():
            PoolHandover.objects.create(page=page)
            record(
                Decision.Kind.HANDED_TO_POOL, page.specific, None,
                workflow_state=state.workflow_state,
            )  # fmt: skip
            log(
                instance=page.specific,
                action="knowledge.hand_to_pool",
                data={"days": settings.HUB_NATIONAL_POOL_AFTER_DAYS},
            )
        mails.mail_reviewers(state.pk, None, template="review_handed_to_pool", only_pool=True)
        handed += 1
    return handed


def end_roles() -> None:
    """Whoever's roles have ended loses their groups."""
    ended = RegionRole.objects.filter(until__lt=timezone.localdate()).values("user_id")
    for user in User.objects.filter(pk__in=ended, groups__name__in=ROLE_GROUPS).distinct():
        sync_groups(user)


def prune() -> None:
    """Delete what is no longer needed: results of tasks, sessions, delivered mail, readers' addresses."""
    if background.uses_database():
        call_command(
            "prune_db_task_results",
            queue_name="*",
            min_age_days=KEEP_TASK_RESULTS_DAYS,
            verbosity=0,
        )
    call_command("clearsessions", verbosity=0)
    prune_mail()
    Feedback.objects.filter(handled_at__isnull=False).exclude(email="").update(email="")
