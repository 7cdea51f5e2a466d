"""Who belongs to the staff: people who have or had a role, and administrators. Everybody else contributes."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from knowledge.users.models import User


def staff() -> QuerySet:
    """All of them."""
    people = get_user_model()._default_manager
    return people.filter(Q(is_superuser=True) | Q(region_roles__isnull=False)).distinct()


def is_staff(user: User) -> bool:
    """The same rule for one person."""
    return user.is_superuser or user.region_roles.exists()
