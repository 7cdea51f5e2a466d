"""Mails about decisions: to those of the region who may decide, and to editors who sent something in.

People without access to the admin get nothing from here: their mails, with links to the public
side, are sent by the app through which they contribute.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from knowledge.models import RegionReviewTask
from knowledge.moderation.queue import reviewers_of

if TYPE_CHECKING:
    from knowledge.models.people import User

logger = logging.getLogger(__name__)


def send(template: str, recipients: Iterable[User], **context: Any) -> int:
    """Mail templates/emails/<template>.txt to each recipient; its first line is the subject.

    Returns how many were handed over. One address that cannot be written to stops no other.
    """
    sent = 0
    for person in recipients:
        text = render_to_string(
            f"emails/{template}.txt",
            {
                "person": person,
                "site_name": settings.HUB_SITE_NAME,
                "base_url": settings.HUB_BASE_URL,
                **context,
            },
        )
        subject, _, body = text.strip().partition("\n")
        try:
            sent += send_mail(subject.strip(), body.lstrip("\n"), None, [person.email])
        except Exception:
            logger.exception("A mail of %s to person %s could not be queued", template, person.pk)
    return sent


def wants(person: User, notification: str) -> bool:
    """Whether the person left this notification on in their account."""
    return bool(getattr(UserProfile.get_for_user(person), f"{notification}_notifications"))


def edit_address(page: Page) -> str:
    """Where the page is read and decided about, with host."""
    return settings.HUB_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])


def on_task_submitted(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Something new waits for a decision."""
    if not isinstance(instance.task.specific, RegionReviewTask):
        return
    transaction.on_commit(partial(mail_reviewers, instance.pk, user.pk if user else None))


def mail_reviewers(
    task_state_pk: int, sent_by_pk: int | None, *, template: str = "review_waiting",
    only_pool: bool = False,
) -> int:  # fmt: skip
    """Tell those who may decide about it, except the one who sent it; returns how many were told."""
    state = TaskState.objects.select_related("workflow_state__requested_by").get(pk=task_state_pk)
    page = Page.objects.filter(pk=state.workflow_state.object_id).first()
    if page is None:
        return 0
    people = [
        person
        for person in reviewers_of(page, only_pool=only_pool)
        if person.pk != sent_by_pk and person.email and wants(person, "submitted")
    ]
    return send(
        template,
        people,
        page=page.specific,
        title=page.specific.get_admin_display_title(),
        sent_by=state.workflow_state.requested_by,
        address=edit_address(page),
    )


class _OnlyPeopleOfTheAdmin:
    """Of Wagtail's recipients, those whom a link to the admin is of use."""

    def get_recipient_users(self, workflow_state: WorkflowState, **kwargs: Any) -> set[User]:
        people = super().get_recipient_users(workflow_state, **kwargs)  # type: ignore[misc]
        return {person for person in people if person.has_perm("wagtailadmin.access_admin")}


class ApprovalNotifier(_OnlyPeopleOfTheAdmin, WorkflowStateApprovalEmailNotifier):
    """Wagtail's mail on approval."""


class RejectionNotifier(_OnlyPeopleOfTheAdmin, WorkflowStateRejectionEmailNotifier):
    """Wagtail's mail when changes are requested."""


on_workflow_approved = ApprovalNotifier()
on_workflow_rejected = RejectionNotifier()


def connect() -> None:
    """Connect ours, in the place of two of Wagtail's.

    A second handler with a known `dispatch_uid` is ignored, whichever app is ready first; so theirs
    is taken away if it came first, and finds its place taken if it comes later.
    """
    task_submitted.connect(on_task_submitted, dispatch_uid="knowledge.review_waiting")
    for signal, handler, uid in (
        (workflow_approved, on_workflow_approved, "workflow_state_approved_email_notification"),
        (workflow_rejected, on_workflow_rejected, "workflow_state_rejected_email_notification"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(handler, sender=WorkflowState, dispatch_uid=uid)
