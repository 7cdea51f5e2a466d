"""The review clock's mails: to the owner of a page before and after its check is due, then to the deputy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TypeGuard

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models

from knowledge.models.base import KnowledgePage
from knowledge.moderation import mails
from knowledge.moderation.mail_choices import REMINDERS
from knowledge.moderation.models import MailChoice, ReviewReminder
from knowledge.moderation.permissions import user_edits_for
from knowledge.users.models import User

REMIND_EVERY = timedelta(days=14)


def remind_of_reviews() -> int:
    """Mail the owner of each live page that is due within a fortnight or was, once a fortnight, and the
    deputy of a late one once, some days after its owner; returns how many mails."""
    reminding = Reminding()
    return sum(
        reminding.remind_owner(page) + reminding.ask_deputy(page)
        for page in _due_by(timezone.localdate() + REMIND_EVERY)
    )


def _due_by(day: date) -> Iterator[KnowledgePage]:
    for model in get_page_models():
        if issubclass(model, KnowledgePage):
            due = model.objects.live().filter(next_review__lte=day, alias_of=None)
            yield from due.select_related("content_owner", "content_deputy")


class Reminding:
    """One round over the pages that are due, with what was mailed before."""

    def __init__(self) -> None:
        self.now: datetime = timezone.now()
        self.wait = timedelta(days=settings.HUB_REVIEW_DEPUTY_AFTER_DAYS)
        self.reminded = {(row.page_id, row.user_id): row for row in ReviewReminder.objects.all()}
        self.unwilling = set(
            MailChoice.objects.filter(reminders=False).values_list("user_id", flat=True)
        )

    def remind_owner(self, page: KnowledgePage) -> int:
        """Once a fortnight, from a fortnight before the day."""
        owner = page.content_owner
        if not self._gets_mail(owner):
            return 0
        before = self.reminded.get((page.pk, owner.pk))
        if before and before.sent_at > self.now - REMIND_EVERY:
            return 0
        return self._mail(page, owner, "review_due")

    def ask_deputy(self, page: KnowledgePage) -> int:
        """Once for each day that a check was due and not made, where the owner is silent."""
        deputy = page.content_deputy
        if not page.is_review_overdue or not self._gets_mail(deputy):
            return 0
        before = self.reminded.get((page.pk, deputy.pk))
        if before and before.due == page.next_review and before.late_since:
            return 0
        if not self._is_owner_silent(page) or not user_edits_for(deputy, page):
            return 0
        return self._mail(page, deputy, "review_due_deputy", owner=page.content_owner)

    def _is_owner_silent(self, page: KnowledgePage) -> bool:
        if not self._gets_mail(page.content_owner):
            return page.next_review <= timezone.localdate() - self.wait
        asked = self.reminded.get((page.pk, page.content_owner_id))
        return bool(
            asked
            and asked.due == page.next_review
            and asked.late_since
            and asked.late_since <= self.now - self.wait
        )

    def _gets_mail(self, person: User | None) -> TypeGuard[User]:
        return person is not None and person.is_active and person.pk not in self.unwilling

    def _mail(self, page: KnowledgePage, person: User, template: str, **context: object) -> int:
        sent = mails.send(
            template,
            [person],
            kind=REMINDERS,
            title=page.title,
            due=page.next_review,
            is_late=page.is_review_overdue,
            may_check_off=person.has_perm("wagtailadmin.access_admin"),
            address=_address_for(person, page),
            **context,
        )
        before = self.reminded.get((page.pk, person.pk))
        was_late = before.late_since if before and before.due == page.next_review else None
        late_since = (was_late or self.now) if page.is_review_overdue else None
        self.reminded[page.pk, person.pk], _ = ReviewReminder.objects.update_or_create(
            page=page,
            user=person,
            defaults={"sent_at": self.now, "due": page.next_review, "late_since": late_since},
        )
        return sent


def _address_for(person: User, page: Page) -> str:
    """Where it is checked off for people of the admin, the public page for everybody else."""
    if person.has_perm("wagtailadmin.access_admin"):
        return settings.HUB_BASE_URL + reverse("page_checked", args=[page.pk])
    return page.full_url or settings.HUB_BASE_URL
