"""Who belongs to the staff: people who have or had a role, and administrators. Everybody else contributes."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from knowledge.access.routing import DECIDING_ROLES, PageScope
from knowledge.models.region_roles import RegionRole
from knowledge.users.models import User


def staff() -> QuerySet:
    """All of them."""
    people = get_user_model()._default_manager
    return people.filter(Q(is_superuser=True) | Q(region_roles__isnull=False)).distinct()


def is_staff(user: User) -> bool:
    """The same rule for one person."""
    return user.is_superuser or user.region_roles.exists()


def editors_of(page_scope: PageScope) -> QuerySet[User]:
    """Who may edit a page there: `routing.may_edit` for everybody at once."""
    roles = RegionRole.objects.in_force()
    if page_scope.regions:
        may = roles.filter(region__in=page_scope.regions)
    else:
        may = roles.filter(region=None) if page_scope.is_sent_in else roles
    if page_scope.is_handed_to_pool:
        may |= roles.filter(region=None, role__in=DECIDING_ROLES)
    return User.objects.filter(
        Q(is_superuser=True) | Q(pk__in=may.values("user_id")), is_active=True
    )
