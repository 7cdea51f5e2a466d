"""Writes the record of decisions. It is only ever added to: `Decision` refuses everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState

from knowledge.access.regions import pages_seen_inside
from knowledge.access.routing import page_scope_of, role_scope_of
from knowledge.models.organisations import Organisation
from knowledge.models.region_roles import RegionRole
from knowledge.moderation.models.reviews import Decision

if TYPE_CHECKING:
    from knowledge.moderation.models.tasks import RegionTask
    from knowledge.users.models import User

POOL = "national pool"


def record(
    kind: str,
    page: Page,
    by: User | None,
    *,
    workflow_state: WorkflowState | None = None,
    **said: Any,
) -> Decision:
    """Add one line: `said` are `reason`, `words`, `details` and, where it is no role's, `as_role`."""
    if workflow_state is None:
        workflow_state = page.current_workflow_state
    page_scope = page_scope_of(page)
    regions = Organisation.objects.filter(pk__in=page_scope.regions).values_list("name", flat=True)
    said.setdefault("as_role", role_of(by, page_scope.regions) if by else "The hub itself")
    return Decision.objects.create(
        kind=kind,
        page_number=page.pk,
        page_title=page.get_admin_display_title()[:255],
        version=page.latest_revision_id,
        workflow_number=workflow_state.pk if workflow_state else None,
        by=by,
        region=", ".join(sorted(regions)) or POOL,
        **said,
    )


def decisions_seen_by(user: User) -> QuerySet[Decision]:
    """Those about pages of the person's regions; of pages that are gone, by the region they had then."""
    role_scope = role_scope_of(user)
    if role_scope.is_superuser:
        return Decision.objects.all()
    names = (
        list(Organisation.objects.filter(pk__in=role_scope.edits).values_list("name", flat=True))
        + [POOL] * role_scope.edits_pool
    )
    theirs = Q(pk__in=[])
    for name in names:
        # Several regions stand beside each other, with a comma between.
        theirs |= (
            Q(region=name)
            | Q(region__startswith=f"{name}, ")
            | Q(region__endswith=f", {name}")
            | Q(region__contains=f", {name}, ")
        )
    is_there = Exists(Page.objects.filter(pk=OuterRef("page_number")))
    return Decision.objects.filter(
        Q(page_number__in=pages_seen_inside(user).values("pk")) | (~is_there & theirs)
    )


def role_of(user: User, regions: frozenset[int]) -> str:
    """In which role the person acts on a page of these regions: "Moderator, South East"."""
    roles = RegionRole.objects.in_force().filter(user=user).select_related("region")
    held = {(role.region_id, role.role): role for role in roles}
    for region in (*sorted(regions), None):
        for name in (RegionRole.Role.MODERATOR, RegionRole.Role.DEPUTY, RegionRole.Role.EDITOR):
            if role := held.get((region, name)):
                where = role.region.name if role.region else POOL
                return f"{role.get_role_display()}, {where}"
    return "Administrator" if user.is_superuser else "Contributor"


def record_step(
    task: RegionTask, task_state: TaskState, page: Page, user: User, action: str, words: str
) -> None:
    """A step of a review, by whichever button it was taken."""
    if action == "reject":
        kind = Decision.Kind.CHANGES_ASKED
    else:
        kind = Decision.Kind.CHECK_PASSED if task.step == "check" else Decision.Kind.APPROVED
    details = said_with(page) if kind == Decision.Kind.APPROVED else {}
    record(kind, page, user, workflow_state=task_state.workflow_state, words=words, details=details)


def said_with(page: Page) -> dict[str, object]:
    """What the version that is approved says it is evidence of and which rungs it shows, in words."""
    draft = page.get_latest_revision_as_object()
    return {
        "requirements": [str(link.requirement) for link in draft.requirement_links.all()],
        "rungs": [str(link.rung) for link in draft.rung_links.all()],
        **({"sensitive": draft.is_sensitive} if hasattr(draft, "is_sensitive") else {}),
    }
