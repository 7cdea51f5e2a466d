"""The queue of reviews as one person sees it: those of their regions, each with where it stands.

It costs the same number of queries however long it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page, WorkflowState

from knowledge.access.routing import (
    RoleScope,
    may_decide,
    may_edit,
    page_scopes_of,
    regions_of_pages,
    role_scope_of,
)
from knowledge.models.organisations import Organisation
from knowledge.moderation.decisions import POOL
from knowledge.moderation.models.reviews import Review, ReviewQuerySet
from knowledge.moderation.queue import RULES, items_for, step_waited_for
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

STEP_WORDS = {"check": "Waits for the editor check", "decide": "Waits for a decision"}
ENDED_WORDS = {
    WorkflowState.STATUS_APPROVED: "Approved and published",
    WorkflowState.STATUS_CANCELLED: "Closed without approval",
}


def has_a_queue(user: User) -> bool:
    """Whether the person has any region, the pool, or everything."""
    role_scope = role_scope_of(user)
    return user.is_active and (role_scope.is_superuser or role_scope.has_a_role)


def reviews_for(user: User) -> ReviewQuerySet:
    """Open reviews of the person's regions."""
    reviews = Review.objects.open()
    role_scope = role_scope_of(user)
    if not role_scope.is_superuser:
        reviews = reviews.filter(pk__in=_of_their_regions(role_scope, reviews))
    return reviews.select_related(
        "page", "assigned_to", "workflow_state__requested_by",
        "workflow_state__current_task_state__task",
    )  # fmt: skip


def _of_their_regions(role_scope: RoleScope, reviews: ReviewQuerySet) -> list[int]:
    rows = list(reviews.select_related("page"))
    page_scopes = page_scopes_of([row.page for row in rows])
    return [
        row.pk
        for row in rows
        if may_edit(role_scope, page_scopes[row.page_id])
        or may_decide(role_scope, page_scopes[row.page_id])
    ]


def of_region(reviews: ReviewQuerySet, region: str) -> ReviewQuerySet:
    """Those of one region, by its id, or of the national pool, "pool"."""
    rows = list(reviews)
    regions = regions_of_pages([row.page for row in rows])
    wanted = [
        row.pk
        for row in rows
        if (not regions[row.page_id] if region == "pool" else int(region) in regions[row.page_id])
    ]
    return reviews.filter(pk__in=wanted)


SHOWS: dict[str, str] = {
    "new": "New: nobody has it, and you can take it",
    "mine": "Waiting for me",
    "sender": "Waiting for the contributor",
    "overdue": "Overdue, and you can take the next step",
}
"""Value and words of what the queue can be narrowed to."""


@dataclass(frozen=True)
class ToDo:
    """Reviews that the person can go on with, the most urgent first."""

    steps: list[Review]
    """Those whose next step, a check or a decision, they may take."""
    mine: list[Review]
    """Those they have, and may take the step or give it to somebody else."""

    def of(self, show: str) -> list[Review]:
        """One of `SHOWS` that waits for the region's people."""
        if show == "mine":
            return self.mine
        if show == "new":
            return [row for row in self.steps if row.assigned_to_id is None]
        return [row for row in self.steps if row.is_overdue]


def to_do_of(user: User) -> ToDo:
    """By the rules that decide who may take a step, in one number of queries for any number of reviews."""
    rows = list(
        Review.objects.with_the_region()
        .select_related("page", "workflow_state__current_task_state__task")
        .order_by("due_on", "pk")
    )
    role_scope = role_scope_of(user)
    items = items_for([row.page for row in rows], touched_by=user.pk)

    def may_take(row: Review) -> bool:
        rule = RULES.get(step_waited_for(row.workflow_state))
        return rule is not None and rule(user.pk, role_scope, items[row.page_id])

    def may_give(row: Review) -> bool:
        return may_decide(role_scope, items[row.page_id].page_scope)

    steps = [row for row in rows if may_take(row)]
    mine = [row for row in rows if row.assigned_to_id == user.pk]
    return ToDo(steps, [row for row in mine if row in steps or may_give(row)])


def to_do_in(request: SignedInRequest) -> ToDo:
    """Of whoever asks; looked up once for all that one page says of it."""
    known: ToDo | None = getattr(request, "_hub_reviews_to_do", None)
    if known is None:
        known = request._hub_reviews_to_do = to_do_of(request.user)  # type: ignore[attr-defined]
    return known


def narrowed(reviews: ReviewQuerySet, show: str, user: User) -> ReviewQuerySet:
    """One of `SHOWS`; of what waits for the region's people, what this person can go on with."""
    if show == "sender":
        return reviews.with_the_sender()
    return reviews.filter(pk__in=[row.pk for row in to_do_of(user).of(show)])


def described(reviews: Iterable[Review]) -> list[Review]:
    """The reviews with `region_names`, `stage` and `sender` in words."""
    reviews = list(reviews)
    regions = regions_of_pages([review.page for review in reviews])
    wanted = {pk for ids in regions.values() for pk in ids}
    names = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name"))
    titles = _titles([review.page_id for review in reviews])
    senders = _senders([review.workflow_state for review in reviews])
    for review in reviews:
        ids = regions[review.page_id]
        review.region_names = ", ".join(sorted(names[pk] for pk in ids)) or POOL.capitalize()
        review.stage = stage_of(review.workflow_state)
        review.title = titles.get(review.page_id, str(review.page))
        review.sender = senders.get(review.workflow_state.requested_by_id, "A contributor")
    return reviews


def stage_of(state: WorkflowState) -> str:
    """Where a review stands, in words."""
    if state.status in ENDED_WORDS:
        return ENDED_WORDS[state.status]
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "Waits for the contributor"
    return STEP_WORDS.get(step_waited_for(state), "In review")


def _titles(pks: list[int]) -> dict[int, str]:
    """The newest titles, as somebody may have changed them in the version under review."""
    rows = Page.objects.filter(pk__in=pks).values_list("pk", "draft_title", "title")
    return {pk: draft or title for pk, draft, title in rows}


def _senders(states: list[WorkflowState]) -> dict[int, str]:
    """Names of those who sent something and are people of the admin; contributors are not named."""
    people = {state.requested_by_id for state in states if state.requested_by_id}
    staff = User.objects.filter(pk__in=people).filter(
        Q(is_superuser=True) | Q(region_roles__isnull=False)
    )
    return {person.pk: str(person) for person in staff}
