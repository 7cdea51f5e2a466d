"""Mails about reviews: to those of the region who may act, and to editors who sent something in.

Each is text with the same words as HTML, and leads only where its reader may go. What a person can
do without carries one-click unsubscribe (RFC 8058) and is sent as they chose: at once, daily, never.
People without access to the admin get no review mail from here: theirs, with links to the public
side, are sent by the app through which they contribute.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from knowledge.mail.sending import Words, never_in_the_way, queue_mail
from knowledge.moderation.authorship import declared_authors
from knowledge.moderation.mail_choices import REVIEWS, stop_address, stop_headers
from knowledge.moderation.models import MailChoice, Review
from knowledge.moderation.models.tasks import RegionTask
from knowledge.moderation.queue import reviewable_by, reviewers_of

if TYPE_CHECKING:
    from knowledge.users.models import User

DIGEST_EVERY = timedelta(hours=20)
"""A little less than a day, so that a duty that runs every hour keeps to about the same hour."""


def send(template: str, recipients: Iterable[User], *, kind: str = "", **context: object) -> int:
    """Mail templates/emails/<template>.txt to each recipient; its first line is the subject.

    `kind` is one of `mail_choices.KINDS` for what a person may do without; such a mail says how to
    stop it. Returns how many were handed over. One address that cannot be written to stops no other.
    """
    sent = 0
    for person in recipients:
        with never_in_the_way(f"{template} to person {person.pk}"):
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
            _mail(person, " ".join(subject.split()), body.strip("\n"), kind)
            sent += 1
    return sent


def _mail(person: User, subject: str, body: str, kind: str) -> None:
    stop = stop_address(person, kind) if kind else ""
    queue_mail(person.email, plain_mail(subject, body, stop), headers=stop_headers(stop))


def plain_mail(subject: str, body: str, stop: str = "") -> Words:
    """A mail of paragraphs in the hub's frame; `stop` is where mail of its kind is stopped."""
    common = {
        "subject": subject,
        "body": body,
        "stop_address": stop,
        "site_name": settings.HUB_SITE_NAME,
        "base_url": settings.HUB_BASE_URL,
        "contact_email": settings.HUB_CONTACT_EMAIL,
    }
    return Words(
        subject,
        render_to_string("emails/plain.txt", common),
        render_to_string("emails/plain.html", common),
    )


def wants_at_once(person: User) -> bool:
    """Whether the person is to hear at once of what waits for them."""
    profile = UserProfile.get_for_user(person)
    choice = MailChoice.of(person)
    return bool(profile.submitted_notifications and choice.reviews == MailChoice.Reviews.AT_ONCE)


def review_address(page: Page) -> str:
    """Where the page is read and decided about, with host: its review, else the editor."""
    review = Review.objects.open().filter(page_id=page.pk).first()
    if review:
        return settings.HUB_BASE_URL + reverse("review", args=[review.pk])
    return settings.HUB_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])


def on_task_submitted(instance: TaskState, user: User | None = None, **kwargs: object) -> None:
    """Something new waits for a step."""
    if not isinstance(instance.task.specific, RegionTask):
        return
    transaction.on_commit(
        partial(mail_reviewers, instance.pk, user.pk if user else None), robust=True
    )


def mail_reviewers(
    task_state_pk: int, sent_by_pk: int | None, *, template: str = "review_waiting",
    only_pool: bool = False,
) -> int:  # fmt: skip
    """Tell those who may take the step, except the one who sent it; returns how many were told.

    Where one of them has taken the review, only they are told.
    """
    state = TaskState.objects.select_related("workflow_state__requested_by", "task").get(
        pk=task_state_pk
    )
    page = Page.objects.filter(pk=state.workflow_state.object_id).first()
    if page is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return 0
    page = page.specific
    step = getattr(state.task.specific, "step", "decide")
    people = reviewers_of(page, only_pool=only_pool, step=step)
    taken = Review.objects.filter(workflow_state=state.workflow_state).first()
    if taken and not only_pool and any(each.pk == taken.assigned_to_id for each in people):
        people = [each for each in people if each.pk == taken.assigned_to_id]
    people = [
        each for each in people if each.pk != sent_by_pk and each.email and wants_at_once(each)
    ]
    return send(
        template,
        people,
        kind=REVIEWS,
        page=page,
        title=page.get_admin_display_title(),
        step=step,
        due_on=taken.due_on if taken else None,
        sent_by=_sender(state.workflow_state),
        address=review_address(page),
    )


def _sender(state: WorkflowState) -> str:
    """Who sent it in, as the region's people may know it: colleagues by name, contributors not."""
    sender = state.requested_by
    if sender is None:
        return "Somebody"
    return str(sender) if sender.has_perm("wagtailadmin.access_admin") else "A contributor"


def mail_assigned(review_pk: int) -> int:
    """Tell somebody that a review was given to them."""
    review = Review.objects.select_related("page", "assigned_to").get(pk=review_pk)
    if review.assigned_to is None:
        return 0
    page = review.page.specific
    return send(
        "review_assigned",
        [review.assigned_to],
        title=page.get_admin_display_title(),
        due_on=review.due_on,
        address=review_address(page),
    )


def mail_comment_answered(review_pk: int, question: str, answer: str, asked_by_pk: int) -> int:
    """Tell whoever has the review, else whoever asked, else the region, what was answered."""
    review = Review.objects.select_related("page", "workflow_state").get(pk=review_pk)
    page = review.page.specific
    people = reviewers_of(page, step="check")
    for pk in (review.assigned_to_id, asked_by_pk):
        if chosen := [each for each in people if each.pk == pk]:
            people = chosen
            break
    return send(
        "review_answered",
        [each for each in people if each.email and wants_at_once(each)],
        kind=REVIEWS,
        title=page.get_admin_display_title(),
        question=question,
        answer=answer,
        address=review_address(page),
    )


def send_digests() -> int:
    """Mail everybody who chose it the list of what waits for them, once a day; returns how many."""
    now = timezone.now()
    choices = (
        MailChoice.objects.filter(reviews=MailChoice.Reviews.DAILY, user__is_active=True)
        .exclude(digest_sent_at__gt=now - DIGEST_EVERY)
        .select_related("user")
    )
    sent = 0
    for choice in choices:
        if waiting := what_waits_for(choice.user):
            sent += send("review_digest", [choice.user], kind=REVIEWS, reviews=waiting)
        choice.digest_sent_at = now
        choice.save(update_fields=["digest_sent_at"])
    return sent


def what_waits_for(person: User) -> list[dict[str, object]]:
    """Reviews whose step is the person's, nobody else's by assignment, the most urgent first."""
    in_progress = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    mine: list[int] = []
    for step in ("check", "decide"):
        of_step = [
            state.pk
            for state in in_progress.select_related("task")
            if getattr(state.task.specific_class, "step", "") == step
        ]
        mine += reviewable_by(person, in_progress.filter(pk__in=of_step), step)
    reviews = (
        Review.objects.with_the_region()
        .filter(workflow_state__current_task_state__in=mine)
        .exclude(assigned_to__isnull=False, assigned_to__in=_others(person))
        .select_related("page", "workflow_state")
    )
    return [
        {
            "title": each.page.get_admin_display_title(),
            "due_on": each.due_on,
            "is_overdue": each.is_overdue,
            "address": settings.HUB_BASE_URL + reverse("review", args=[each.pk]),
        }
        for each in reviews
    ]


def _others(person: User) -> QuerySet:
    return type(person).objects.exclude(pk=person.pk).values("pk")


class _OnlyEditorsOfIt:
    """Of Wagtail's recipients, those whom a link to the admin is of use.

    Not a contributor, and not an author whom an app declares, though they be an editor elsewhere:
    what was decided about their page they hear by that app, with a link to the public side.
    """

    def get_recipient_users(self, workflow_state: WorkflowState, **kwargs: object) -> set[User]:
        people = super().get_recipient_users(workflow_state, **kwargs)  # type: ignore[misc]
        authors = declared_authors(int(workflow_state.object_id))
        return {
            person
            for person in people
            if person.pk not in authors and person.has_perm("wagtailadmin.access_admin")
        }

    def __call__(self, instance: Model | None = None, **kwargs: object) -> bool:
        with never_in_the_way(f"{type(self).__name__} for workflow {instance}"):
            return bool(super().__call__(instance, **kwargs))  # type: ignore[misc]
        return False


class ApprovalNotifier(_OnlyEditorsOfIt, WorkflowStateApprovalEmailNotifier):
    """Wagtail's mail on approval."""


class RejectionNotifier(_OnlyEditorsOfIt, WorkflowStateRejectionEmailNotifier):
    """Wagtail's mail when changes are requested."""


on_workflow_approved = ApprovalNotifier()
on_workflow_rejected = RejectionNotifier()


def connect() -> None:
    """Connect ours, in the place of two of Wagtail's: the one place where they are replaced.

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
