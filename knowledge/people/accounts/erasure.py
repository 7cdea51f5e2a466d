"""Erase a contributor: what they wrote is deleted, handed over or kept as agreed; a label remains.

The person does it themselves by deleting their account, an administrator on their request.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.models import RegionRole
from knowledge.people.contributions import contributions
from knowledge.people.erasing import erase
from knowledge.people.models import Membership
from knowledge.users.models import User


class HasDuties(Exception):
    """The person moderates or administers; somebody else has to take that over first."""


def has_duties(person: User) -> bool:
    """Whether somebody else relies on this account: an administrator's, or one with a role."""
    return person.is_superuser or RegionRole.objects.in_force().filter(user=person).exists()


@transaction.atomic
def erase_person(
    person: User,
    *,
    by: User,
    keep_credit: bool,
    keep_unpublished: bool = False,
    also: tuple[str, ...] = (),
) -> str:
    """Erase them; returns the label that stands in the place of name and address.

    Only themselves or an administrator may. What was never published is deleted or handed to a
    co-author, unless it is to be kept under the label. Raises PermissionDenied, or HasDuties.
    """
    is_own = by.pk == person.pk
    if not (is_own or by.is_superuser) or person.erased_at:
        raise PermissionDenied
    person = get_user_model()._default_manager.select_for_update().get(pk=person.pk)
    if has_duties(person):
        raise HasDuties
    contributions().part_with(
        person, by=by, keep_credit=keep_credit, keep_unpublished=keep_unpublished
    )
    Membership.objects.open().filter(user=person).update(
        state=Membership.State.LEFT, decided_at=timezone.now()
    )
    label = erase(person, also=also, keep_credit=keep_credit)
    person.refresh_from_db()
    log(
        instance=person,
        action="people.person.erase",
        user=None if is_own else by,
        data={"label": label, "by_themselves": is_own},
    )
    return label
