"""“Reviewed, no change”: somebody who may edit the page has read it and all of it is right.

The dates are no text that anybody has to approve, so they change at once: on the page, and in versions
of it that may yet be published, which would bring the old ones back.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry
from wagtail.query import PageQuerySet

from knowledge.access.regions import pages_seen_inside
from knowledge.models.aliases import aliases_of
from knowledge.models.base import KnowledgePage, review_due
from knowledge.models.page_lock import lock_page
from knowledge.moderation.permissions import user_edits_for
from knowledge.users.models import User

CHECKED = "knowledge.checked"


def user_can_check_off(user: User, page: Page) -> bool:
    """Whether the page is public, and of the person's region or of none: who may edit it has read it.

    An alias is checked with its source.
    """
    is_theirs = isinstance(page, KnowledgePage) and page.live and page.alias_of_id is None
    return is_theirs and user_edits_for(user, page)


def pages_to_check_off(user: User) -> PageQuerySet:
    """All pages of which `user_can_check_off` is true; a test proves it."""
    return pages_seen_inside(user).live().filter(alias_of=None).type(KnowledgePage)


def next_check(page: KnowledgePage, today: datetime.date) -> datetime.date:
    """As many months from today as the page is given between checks."""
    return review_due(today, page.review_months)


class AlreadyCheckedOff(Exception):
    """Since the person looked, somebody has put on record that the page is right; `by` is that entry."""

    def __init__(self, by: PageLogEntry) -> None:
        self.by = by


@transaction.atomic
def check_off(page: KnowledgePage, user: User, note: str = "", *, seen: int | None = None) -> None:
    """Put on record that the page was read and is right. PermissionDenied unless the person may.

    `seen` is the newest record that they knew of; AlreadyCheckedOff if there is another by now.
    """
    newest = lock_page(page.pk).latest_revision_id
    may_come = Q(pk=newest) | Q(approved_go_live_at__isnull=False)
    revisions = list(page.revisions.select_for_update().filter(may_come))
    if not user_can_check_off(user, page):
        raise PermissionDenied
    last = last_record_of(page)
    if last and last.pk != seen:
        raise AlreadyCheckedOff(last)
    today = timezone.localdate()
    was_due = page.next_review
    dates = {"last_reviewed": today, "next_review": next_check(page, today)}
    type(page)._default_manager.filter(pk__in={page.pk, *aliases_of(page)}).update(**dates)
    for revision in revisions:
        for name, day in dates.items():
            # What a draft says of a later day is its own.
            revision.content[name] = max(str(revision.content.get(name) or ""), day.isoformat())
        revision.save(update_fields=["content"])
    log(
        instance=page, action=CHECKED, user=user,
        data={"note": note, "was_due": was_due.isoformat()},
    )  # fmt: skip


def record_of(page: Page) -> list[PageLogEntry]:
    """Who has read it and found it right, the newest first."""
    entries = PageLogEntry.objects.filter(page=page.pk, action=CHECKED)
    return list(entries.order_by("-timestamp", "-pk")[:10])


def last_record_of(page: Page) -> PageLogEntry | None:
    """The newest of them."""
    return next(iter(record_of(page)), None)
