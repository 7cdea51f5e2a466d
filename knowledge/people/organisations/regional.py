"""Who looks after what comes from a region: its moderators, else the national pool, else administrators.

The rule for one thing and the same rule as a query stand together; a test proves them equal.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q

from knowledge.access.routing import DECIDING_ROLES, role_scope_of
from knowledge.models import RegionRole
from knowledge.users.models import User


def decides_somewhere(user: User) -> bool:
    """Whether anything of any region can be the person's to decide."""
    return role_scope_of(user).decides_somewhere


def decides_for_region(user: User, region_pk: int | None) -> bool:
    """Whether what comes from the region is the person's to decide.

    What has no region, or one without a moderator, is the national pool's.
    """
    if not user.is_active:
        return False
    role_scope = role_scope_of(user)
    if role_scope.is_superuser or region_pk in role_scope.decides:
        return True
    return role_scope.decides_pool and (region_pk is None or not _moderators_of(region_pk))


def of_regions_decided_by(user: User) -> Q:
    """The same rule as a condition on a model's `region`."""
    role_scope = role_scope_of(user)
    if role_scope.is_superuser:
        return Q()
    mine = Q(region__in=role_scope.decides)
    if role_scope.decides_pool:
        roles = RegionRole.objects.in_force().filter(role__in=DECIDING_ROLES)
        looked_after = roles.filter(region__isnull=False).values("region")
        mine |= Q(region=None) | ~Q(region__in=looked_after)
    return mine


def moderators_for(region_pk: int | None) -> list[User]:
    """Who is told: the region's moderators, else the national pool's, else the administrators."""
    return (
        (_moderators_of(region_pk) if region_pk else [])
        or _moderators_of(None)
        or list(get_user_model()._default_manager.filter(is_superuser=True, is_active=True))
    )


def _moderators_of(region_pk: int | None) -> list[User]:
    roles = RegionRole.objects.in_force().filter(region_id=region_pk, role__in=DECIDING_ROLES)
    people = {role.user_id: role.user for role in roles.select_related("user")}
    return sorted(people.values(), key=lambda person: person.email)
