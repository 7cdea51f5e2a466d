"""A review from the moment it comes in: whose it is, until when, and every act of deciding, one verb each.

Every verb asks whether it may, does it in one transaction, and adds a line to the record. Wagtail's
workflow is the truth about the state; its own buttons in the editor lead through the same rules
(`RegionTask.on_action`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from knowledge.access.routing import page_scope_of
from knowledge.documents.files.visibility import file_hashes_of
from knowledge.models.page_lock import lock_page
from knowledge.models.tagging import PageRequirement, PageRung
from knowledge.moderation import mails
from knowledge.moderation.content_diff import content_hash
from knowledge.moderation.decisions import record, role_of
from knowledge.moderation.models.reviews import Decision, Review
from knowledge.moderation.models.tasks import RegionTask
from knowledge.moderation.permissions import user_can_review, user_can_see_review, user_decides_for
from knowledge.moderation.queue import reviewers_of, step_waited_for

if TYPE_CHECKING:
    from knowledge.models.vocabulary import EvidenceRequirement, Rung
    from knowledge.users.models import User

CLASSIFIED = "knowledge.classify"


class ChangedMeanwhile(Exception):
    """It says something else than when the form was opened: nothing has been decided."""


class NothingWaits(Exception):
    """The review has ended, or waits for whoever sent it."""


def version_of(page: Page) -> str:
    """What whoever decides has read: the newest revision, what it says, and the files in it.

    Its number is not enough, for an editor that saves by itself overwrites its own revision.
    """
    revision = page.get_latest_revision()
    return version_of_revision(revision) if revision else ""


def version_of_revision(revision: Revision) -> str:
    """As `version_of`, of one revision."""
    said = {**revision.content, "files": file_hashes_of(revision.as_object())}
    return f"{revision.pk}-{content_hash(said)}"


def expected_day() -> datetime.date:
    """By when whoever sends something in today is to have an answer."""
    return timezone.localdate() + timedelta(days=settings.HUB_ANSWER_WITHIN_DAYS)


def on_task_submitted(instance: TaskState, **kwargs: object) -> None:
    """Something came in, or came back: the clock starts. The next step alone does not restart it."""
    state = instance.workflow_state
    if not isinstance(instance.task.specific, RegionTask) or not isinstance(
        state.content_object, Page
    ):
        return
    before = state.task_states.exclude(pk=instance.pk).order_by("-pk").first()
    if before is None:
        Review.objects.get_or_create(
            workflow_state=state,
            defaults={"page_id": int(state.object_id), "due_on": expected_day()},
        )
    elif before.status == TaskState.STATUS_REJECTED:
        Review.objects.filter(workflow_state=state).update(
            sent_at=timezone.now(), due_on=expected_day()
        )


def step_of(review: Review) -> str:
    """The step it waits for, "check" or "decide"; "" where it waits for none."""
    return step_waited_for(review.workflow_state)


def who_may_take(review: Review) -> list[User]:
    """The region's people who may do the step that it waits for."""
    step = step_of(review)
    return reviewers_of(review.page.specific, step=step) if step else []


def user_can_take(user: User, review: Review) -> bool:
    """Whether the step it waits for is the person's to do."""
    state = review.workflow_state
    if not step_of(review):
        return False
    return bool(state.current_task_state.task.specific.user_may_act(review.page.specific, user))


# --- whose it is ---


@transaction.atomic
def take(review: Review, user: User) -> None:
    """Make it one's own. PermissionDenied unless the step is theirs to do."""
    review = _fresh(review)
    if not user_can_take(user, review):
        raise PermissionDenied
    if review.assigned_to_id == user.pk:
        return
    _assign(review, user)
    record(Decision.Kind.TAKEN, review.page.specific, user, workflow_state=review.workflow_state)


@transaction.atomic
def assign(review: Review, person: User | None, by: User) -> None:
    """Give it to somebody of the region, or to nobody, and mail them.

    PermissionDenied unless `by` decides for the page, and the step is `person`'s to do.
    """
    review = _fresh(review)
    page = review.page.specific
    if not user_decides_for(by, page):
        raise PermissionDenied
    if person is not None and not user_can_take(person, review):
        raise PermissionDenied
    if review.assigned_to_id == (person.pk if person else None):
        return
    _assign(review, person)
    to = role_of(person, page_scope_of(page).regions) if person else "nobody"
    record(
        Decision.Kind.ASSIGNED, page, by, workflow_state=review.workflow_state, details={"to": to}
    )
    if person and person != by:
        transaction.on_commit(partial(mails.mail_assigned, review.pk), robust=True)


def _assign(review: Review, person: User | None) -> None:
    review.assigned_to = person
    review.assigned_at = timezone.now() if person else None
    review.save(update_fields=["assigned_to", "assigned_at"])


@transaction.atomic
def set_due(review: Review, day: datetime.date, by: User) -> None:
    """Tell the sender another day to expect an answer by. PermissionDenied as for `assign`."""
    review = _fresh(review)
    page = review.page.specific
    if not (user_decides_for(by, page) or (review.assigned_to_id == by.pk and user_can_see_review(by, page))):  # fmt: skip
        raise PermissionDenied
    if not step_of(review):
        raise NothingWaits
    if review.due_on == day:
        return
    review.due_on = day
    review.save(update_fields=["due_on"])
    record(
        Decision.Kind.DUE_SET,
        page,
        by,
        workflow_state=review.workflow_state,
        details={"day": day.isoformat()},
    )


# --- deciding ---


@transaction.atomic
def pass_check(review: Review, user: User, *, version: str, words: str = "") -> None:
    """The editor check is passed: the moderators decide next."""
    review, task_state = _waiting(review, version)
    if step_of(review) != "check":
        raise NothingWaits
    task_state.task.specific.on_action(task_state, user, "pass", comment=words)
    _let_go_unless_theirs(review)


@dataclass(frozen=True)
class Classification:
    """What whoever decides sets with the decision."""

    requirements: Sequence[EvidenceRequirement] = ()
    rungs: Sequence[Rung] = ()
    is_sensitive: bool = False


@transaction.atomic
def request_changes(review: Review, user: User, *, version: str, words: str) -> None:
    """Ask whoever sent it for changes, at whichever step it is."""
    _, task_state = _waiting(review, version)
    task_state.task.specific.on_action(task_state, user, "reject", comment=words)


@transaction.atomic
def approve(
    review: Review,
    user: User,
    *,
    version: str,
    words: str = "",
    classification: Classification | None = None,
) -> None:
    """Publish it, or let it be published on its day, with what it is evidence of and its rungs.

    Whoever may decide need not wait for an editor's check: theirs counts as both, and both are
    recorded.
    """
    review, task_state = _waiting(review, version)
    page = review.page.specific
    if not user_can_review(user, page):
        raise PermissionDenied
    classify(page, user, classification or Classification())
    task_state.task.specific.on_action(task_state, user, "approve", comment=words)


def classify(
    page: Page,
    user: User,
    said: Classification,
) -> bool:
    """A new version in which only that differs; whether one was needed."""
    draft = page.get_latest_revision_as_object()
    before = (
        {link.requirement_id for link in draft.requirement_links.all()},
        {link.rung_id for link in draft.rung_links.all()},
        getattr(draft, "is_sensitive", False),
    )
    after = (
        {row.pk for row in said.requirements},
        {row.pk for row in said.rungs},
        said.is_sensitive,
    )
    if before == after:
        return False
    draft.requirement_links = [PageRequirement(requirement=row) for row in said.requirements]
    draft.rung_links = [PageRung(rung=row) for row in said.rungs]
    if hasattr(draft, "is_sensitive"):
        draft.is_sensitive = said.is_sensitive
    # Nobody's revision: setting this is deciding, and whoever decides has not written the page.
    revision = draft.save_revision()
    log(instance=draft, action=CLASSIFIED, user=user, revision=revision)
    return True


@transaction.atomic
def decline(review: Review, user: User, *, version: str, reason: str, words: str) -> None:
    """It is not suitable: the review ends with a reason. The text stays whose it is.

    PermissionDenied unless the person decides for the page and did not write it.
    """
    review, _ = _waiting(review, version)
    page = review.page.specific
    if not user_can_review(user, page):
        raise PermissionDenied
    # First the record, so that whoever hears of the end of the review can read why.
    record(
        Decision.Kind.NOT_SUITABLE,
        page,
        user,
        workflow_state=review.workflow_state,
        reason=reason,
        words=words,
    )
    review.workflow_state.cancel(user=user)


def on_workflow_cancelled(
    instance: WorkflowState, user: User | None = None, **kwargs: object
) -> None:
    """A review that somebody of the region stopped otherwise than by `decline` is on record too."""
    page = instance.content_object
    if not isinstance(page, Page) or user is None or instance.requested_by_id == user.pk:
        return
    told = Decision.objects.filter(
        workflow_number=instance.pk,
        kind__in=[Decision.Kind.NOT_SUITABLE, Decision.Kind.HIDDEN, Decision.Kind.WITHDRAWN],
    )
    if not told.exists():
        record(Decision.Kind.STOPPED, page.specific, user, workflow_state=instance)


def _fresh(review: Review) -> Review:
    return (
        Review.objects.select_for_update(of=("self",))
        .select_related(
            "workflow_state__current_task_state__task", "workflow_state__workflow", "page"
        )
        .get(pk=review.pk)
    )


def _waiting(review: Review, version: str) -> tuple[Review, TaskState]:
    """The review and the step it waits for. NothingWaits, or ChangedMeanwhile if it says something else.

    Until the end of the transaction nobody else saves the page.
    """
    page = lock_page(review.page_id)
    list(Revision.objects.select_for_update().filter(pk=page.latest_revision_id))
    review = _fresh(review)
    if not step_of(review):
        raise NothingWaits
    if version_of(page) != version:
        raise ChangedMeanwhile
    return review, review.workflow_state.current_task_state


def _let_go_unless_theirs(review: Review) -> None:
    """Whoever checked it and cannot decide has done their part."""
    review = _fresh(review)
    if review.assigned_to and not user_can_take(review.assigned_to, review):
        _assign(review, None)
