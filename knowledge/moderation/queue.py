"""What waits for a step of a review, and who may take it.

One pure rule a step, `may_check` and `may_review`, serves the single page and the whole queue, so
that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.models import Page, TaskState, WorkflowState

from knowledge.access.routing import (
    DECIDING_ROLES,
    PageScope,
    RoleScope,
    may_decide,
    may_edit,
    page_scopes_of,
    role_scope_from,
    role_scope_of,
)
from knowledge.models.region_roles import RegionRole
from knowledge.moderation.authorship import writers_of

if TYPE_CHECKING:
    from knowledge.users.models import User


@dataclass(frozen=True)
class Item:
    """A page as the four-eyes rule sees it."""

    page_scope: PageScope
    involved: frozenset[int]
    """Ids of those who wrote it since its publication, sent it in, or own it while it is new."""


def may_review(user_pk: int, role_scope: RoleScope, item: Item) -> bool:
    """Whether this person may approve or send back: theirs to decide, and not their own work."""
    return may_decide(role_scope, item.page_scope) and user_pk not in item.involved


def may_check(user_pk: int, role_scope: RoleScope, item: Item) -> bool:
    """Whether this person may pass it on to a decision: theirs to edit, and not their own work."""
    return may_edit(role_scope, item.page_scope) and user_pk not in item.involved


RULES = {"check": may_check, "decide": may_review}
"""Step of a review → who may take it."""


def step_waited_for(state: WorkflowState) -> str:
    """The step that a review waits for, "check" or "decide"; "" where it waits for none of ours."""
    if state.status != WorkflowState.STATUS_IN_PROGRESS or not state.current_task_state:
        return ""
    return getattr(state.current_task_state.task.specific_class, "step", "")


def items_for(pages: Iterable[Page], *, touched_by: int | None = None) -> dict[int, Item]:
    """page pk → item, in a number of queries that does not grow; see `writers_of` for `touched_by`."""
    pages = list(pages)
    page_scopes = page_scopes_of(pages)
    writers = writers_of(pages, touched_by=touched_by)
    requesters = _requesters([page.pk for page in pages])
    return {
        page.pk: Item(
            page_scopes[page.pk],
            writers[page.pk]
            | requesters.get(page.pk, frozenset())
            | (frozenset({page.owner_id}) if page.owner_id and not page.live else frozenset()),
        )
        for page in pages
    }


def _requesters(page_pks: list[int]) -> dict[int, frozenset[int]]:
    rows = WorkflowState.objects.active().filter(
        object_id__in=[str(pk) for pk in page_pks],
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        requested_by__isnull=False,
    )
    return {
        int(object_id): frozenset({user})
        for object_id, user in rows.values_list("object_id", "requested_by_id")
    }


def pages_of(states: Iterable[TaskState]) -> dict[int, Page]:
    """page pk → page, of task states loaded with their workflow state."""
    pks = {int(state.workflow_state.object_id) for state in states}
    return Page.objects.in_bulk(pks)


def reviewable_by(
    user: User, waiting: QuerySet[TaskState], step: str = "decide"
) -> list[int]:  # fmt: skip
    """Ids of those of the waiting task states whose step this person may take."""
    role_scope = role_scope_of(user)
    if not (role_scope.is_superuser or role_scope.has_a_role):
        return []
    states = list(waiting.select_related("workflow_state"))
    items = items_for(pages_of(states).values(), touched_by=user.pk)
    return [
        state.pk
        for state in states
        if (item := items.get(int(state.workflow_state.object_id)))
        and RULES[step](user.pk, role_scope, item)
    ]


def reviewers_of(page: Page, *, only_pool: bool = False, step: str = "decide") -> list[User]:
    """People of the region who may take this step with the page, administrators left out."""
    return reviewers_of_pages([page], only_pool=only_pool, step=step)[page.pk]


def reviewers_of_pages(
    pages: Iterable[Page], *, only_pool: bool = False, step: str = "decide"
) -> dict[int, list[User]]:
    """page pk → who may take the step with it; in a number of queries that does not grow."""
    pages = list(pages)
    people: dict[int, User] = {}
    roles: dict[int, list[tuple[int | None, str]]] = {}
    in_force = RegionRole.objects.in_force()
    if step == "decide":
        in_force = in_force.filter(role__in=DECIDING_ROLES)
    if only_pool:
        in_force = in_force.filter(region__isnull=True)
    for row in in_force.select_related("user").order_by("user__email"):
        people[row.user_id] = row.user
        roles.setdefault(row.user_id, []).append((row.region_id, row.role))
    role_scopes = {pk: role_scope_from(False, rows) for pk, rows in roles.items()}
    return {
        pk: [
            people[user_pk]
            for user_pk, role_scope in role_scopes.items()
            if RULES[step](user_pk, role_scope, item)
        ]
        for pk, item in items_for(pages).items()
    }
