"""“Reviewed, no change”: somebody of the page's region has read it and all of it is right.

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

from knowledge.models.base import KnowledgePage, review_due
from knowledge.moderation.permissions import user_edits_for
from knowledge.users.models import User

CHECKED = "knowledge.checked"


def user_can_check_off(user: User, page: Page) -> bool:
    """Whether the page is public and of the person's region."""
    return isinstance(page, KnowledgePage) and page.live and user_edits_for(user, page)


def next_check(page: KnowledgePage, today: datetime.date) -> datetime.date:
    """As many months from today as the page is given between checks."""
    return review_due(today, page.review_months)


@transaction.atomic
def check_off(page: KnowledgePage, user: User, note: str = "") -> None:
    """Put on record that the page was read and is right. PermissionDenied unless the person may."""
    if not user_can_check_off(user, page):
        raise PermissionDenied
    today = timezone.localdate()
    was_due = page.next_review
    dates = {"last_reviewed": today, "next_review": next_check(page, today)}
    type(page)._default_manager.filter(pk=page.pk).update(**dates)
    may_come = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.select_for_update().filter(may_come):
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
    return list(
        PageLogEntry.objects.filter(page=page.pk, action=CHECKED).order_by("-timestamp")[:10]
    )
