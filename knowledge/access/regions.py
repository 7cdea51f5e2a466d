"""Whose inside a page is: drafts, history, files and names are for the staff of its region alone.

The one rule. Of another region staff see what the public sees. Lists, reports, exports, choosers, the admin's
API and files ask here; the predicate and the queryset are the same rule, and a test proves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from knowledge.access.routing import (
    PageScope,
    RoleScope,
    may_decide,
    may_edit,
    page_scope_of,
    pages_from_outside,
    role_scope_of,
)
from knowledge.models.feedback import Feedback
from knowledge.models.region_roles import PoolHandover
from knowledge.models.tagging import PageRegion
from knowledge.public_pages import below, public_pages

if TYPE_CHECKING:
    from knowledge.users.models import User


def may_see_inside(role_scope: RoleScope, place: PageScope) -> bool:
    """Whether what is not public of a page there is this person's to read."""
    return may_edit(role_scope, place) or may_decide(role_scope, place)


def sees_inside(user: User, page: Page) -> bool:
    """The same for a person and a page."""
    return user.is_active and may_see_inside(role_scope_of(user), page_scope_of(page))


def pages_seen_inside(user: User) -> PageQuerySet:
    """All pages whose inside is the person's to read."""
    role_scope = role_scope_of(user)
    if not user.is_active:
        return Page.objects.none()
    if role_scope.is_superuser:
        return Page.objects.all()
    if not role_scope.has_a_role:
        return Page.objects.none()
    return Page.objects.filter(_inside(role_scope))


def pages_to_choose(user: User) -> PageQuerySet:
    """Pages that the person may link to: their own region's, and public ones as the public sees them.

    Lists show the title of the draft, so a public page whose draft has another one waits till it is published.
    """
    public = public_pages().filter(title=F("draft_title"))
    return Page.objects.filter(Q(pk__in=pages_seen_inside(user)) | Q(pk__in=public))


def feedback_seen_by(user: User) -> QuerySet[Feedback]:
    """What readers wrote about pages whose inside is the person's.

    About no page it is the national pool's, and theirs to whom the pool gave it.
    """
    role_scope = role_scope_of(user)
    if role_scope.is_superuser and user.is_active:
        return Feedback.objects.all()
    seen = Q(page__in=pages_seen_inside(user))
    if role_scope.edits_pool:
        seen |= Q(page=None)
    elif role_scope.has_a_role:
        seen |= Q(page=None, assigned_to=user)
    return Feedback.objects.filter(seen)


def sees_feedback(role_scope: RoleScope, place: PageScope | None) -> bool:
    """The same for a person and whom a message's page belongs to; None for a message about no page."""
    if place is None:
        return role_scope.is_superuser or role_scope.edits_pool
    return may_see_inside(role_scope, place)


def _inside(role_scope: RoleScope) -> Q:
    marks = PageRegion.objects.filter(page=OuterRef("pk"))
    parents = _marked_parents()
    inherited = [
        Q(path__startswith=path)
        & ~below(each for each in parents if each != path and each.startswith(path))
        for path, regions in parents.items()
        if regions & role_scope.edits
    ]
    inside = Q(Exists(marks.filter(region__in=role_scope.edits)))
    unmarked = ~Q(Exists(marks))
    for zone in inherited:
        inside |= unmarked & zone
    unplaced = unmarked & ~below(parents)
    inside |= unplaced & ~_private_to_the_pool(role_scope, unplaced)
    if role_scope.decides_pool:
        inside |= Q(pk__in=PoolHandover.objects.open().values("page_id"))
    return inside


def _marked_parents() -> dict[str, frozenset[int]]:
    """path → regions, of pages that have both regions and pages below: few, as examples have none below."""
    found: dict[str, set[int]] = {}
    rows = PageRegion.objects.filter(page__numchild__gt=0).values_list("page__path", "region_id")
    for path, region in rows:
        found.setdefault(path, set()).add(region)
    return {path: frozenset(regions) for path, regions in found.items()}


def _private_to_the_pool(role_scope: RoleScope, unplaced: Q) -> Q:
    if role_scope.edits_pool:
        return Q(pk__in=[])
    pks = Page.objects.filter(unplaced).values_list("pk", flat=True)
    return Q(pk__in=pages_from_outside(pks))
