"""What the clock does to pages: publishes what was scheduled for now, and takes down what has ended.

Wagtail's own command stops at the first page that cannot be saved, and ends whatever review is going
on. Here each thing is done by itself, what fails stops nothing else, and a newer text stays in review.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import DraftStateMixin, Page, Revision

from knowledge.models.page_lock import lock_page

logger = logging.getLogger(__name__)

PUBLISHED = "wagtail.publish.scheduled"
ENDED = "wagtail.unpublish.scheduled"


Due = TypeVar("Due", DraftStateMixin, Revision)


class ScheduleError(Exception):
    """Some of what was due could not be done; everything else was."""


class PublishOnItsDay(PublishPageRevisionAction):
    """Publishes what was scheduled; a newer text that waits for a decision goes on waiting."""

    def _after_publish(self) -> None:
        review = self.object.current_workflow_state
        waiting = review.current_task_state if review else None
        if waiting and waiting.revision_id and waiting.revision_id > self.revision.pk:
            # Where Wagtail's lists keep the reviews that they read beforehand: it finds none to end.
            self.object._current_workflow_states = []
        super()._after_publish()


def publish_what_is_due() -> None:
    """Do it all, one by one. ScheduleError, with a sentence for each, if something failed."""
    now = timezone.now()
    failures = [
        *_one_by_one(list(_ended(now)), _take_down),
        *_one_by_one(list(_due(now)), _publish),
    ]
    if failures:
        raise ScheduleError("\n".join(failures))


def _ended(now: datetime) -> Iterator[DraftStateMixin]:
    """Aliases are left out: they follow what they are aliases of."""
    yield from Page.objects.filter(live=True, expire_at__lt=now, alias_of=None).order_by(
        "expire_at"
    )
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield from model._default_manager.filter(live=True, expire_at__lt=now)


def _due(now: datetime) -> QuerySet[Revision]:
    return Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")


def _one_by_one(things: list[Due], act: Callable[[Due], None]) -> Iterator[str]:
    """Do it to each, in a transaction of its own; what is to be said of those that failed."""
    for thing in things:
        try:
            with transaction.atomic():
                act(thing)
        except Exception as error:
            name = thing.object_str if isinstance(thing, Revision) else str(thing)
            number = thing.object_id if isinstance(thing, Revision) else thing.pk
            logger.exception(
                "%s, number %s: what was scheduled failed", type(thing).__name__, number
            )
            yield f"“{name}” (number {number}): {_sentence(error)}"


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return f"{type(error).__name__}: {error}"


def _take_down(thing: DraftStateMixin) -> None:
    """Asked again: what was there when the list was made may have been changed since."""
    fresh = type(thing)._default_manager.select_for_update(no_key=True).get(pk=thing.pk)
    if fresh.live and fresh.expire_at and fresh.expire_at < timezone.now():
        fresh.unpublish(set_expired=True, log_action=ENDED)


def _publish(revision: Revision) -> None:
    if isinstance(revision.content_object, Page):
        lock_page(revision.content_object.pk)
    fresh = _due(timezone.now()).select_for_update().filter(pk=revision.pk).first()
    if fresh is None:
        return
    if isinstance(fresh.content_object, Page):
        PublishOnItsDay(fresh, log_action=PUBLISHED).execute()
    else:
        fresh.publish(log_action=PUBLISHED)
