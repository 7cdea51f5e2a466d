"""Who moderates a region: inviting, deputising and removing, each logged, by the region's moderators.

Deputies decide but do not appoint. The last moderator of a region is removed by an administrator
only, so that nobody leaves a region without anyone by mistake.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from knowledge.access.routing import role_scope_of
from knowledge.models import Organisation, RegionRole
from knowledge.moderation import mails
from knowledge.users.models import User

POOL_NAME = "National pool"


class LastModerator(Exception):
    """The region would have no moderator left."""


def user_can_manage_people(user: User, region: Organisation | None) -> bool:
    """Whether the person appoints and removes people of the region, or of the pool (None)."""
    if not user.is_active:
        return False
    return (
        user.is_superuser
        or RegionRole.objects.in_force()
        .filter(user=user, region=region, role=RegionRole.Role.MODERATOR)
        .exists()
    )


@transaction.atomic
def invite(
    email: str,
    *,
    role: str,
    region: Organisation | None,
    by: User,
    until: datetime.date | None = None,
) -> RegionRole:
    """Give the role to whoever has that address, making an account where there is none, and mail them.

    Giving it again changes its end and mails again. PermissionDenied unless `by` may.
    """
    if not user_can_manage_people(by, region):
        raise PermissionDenied
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = User.objects.create_user(email)
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    given, _ = RegionRole.objects.update_or_create(
        user=person, region=region, role=role, defaults={"given_by": by, "until": until}
    )
    log(instance=given, action="people.role.give", user=by, data=_said_of(given))
    transaction.on_commit(partial(mail_invitation, given.pk), robust=True)
    return given


@transaction.atomic
def remove(role: RegionRole, *, by: User) -> None:
    """Take the role away. PermissionDenied unless `by` may; LastModerator if nobody would be left."""
    if not user_can_manage_people(by, role.region):
        raise PermissionDenied
    others = (
        RegionRole.objects.in_force()
        .filter(region=role.region, role=RegionRole.Role.MODERATOR)
        .exclude(pk=role.pk)
    )
    if role.role == RegionRole.Role.MODERATOR and not by.is_superuser and not others.exists():
        raise LastModerator
    log(instance=role, action="people.role.take", user=by, data=_said_of(role), deleted=True)
    role.delete()


def _said_of(role: RegionRole) -> dict[str, object]:
    return {
        "person": role.user.email,
        "role": role.get_role_display(),
        "region": role.region.name if role.region else POOL_NAME,
        "until": role.until.isoformat() if role.until else None,
    }


def mail_invitation(role_pk: int) -> None:
    """Say what was given and by whom; with a link to choose a password where there is none."""
    role = RegionRole.objects.select_related("user", "region", "given_by").get(pk=role_pk)
    address = ""
    if not role.user.has_usable_password():
        address = settings.HUB_BASE_URL + reverse(
            "account_reset_password_from_key",
            kwargs={
                "uidb36": user_pk_to_url_str(role.user),
                "key": default_token_generator.make_token(role.user),
            },
        )
    mails.send(
        "invitation",
        [role.user],
        invited_by=role.given_by,
        role=role.get_role_display().lower(),
        region=role.region.name if role.region else "the national pool",
        until=role.until,
        set_password_address=address,
        days=settings.PASSWORD_RESET_TIMEOUT // 86400,
    )


def on_password_reset(user: User, **kwargs: object) -> None:
    """Whoever followed a link mailed to their only address has shown that it is theirs."""
    addresses = EmailAddress.objects.filter(user=user)
    if addresses.count() == 1:
        addresses.filter(email__iexact=user.email).update(verified=True)


@dataclass(frozen=True)
class RegionPeople:
    """A region, or the national pool, with its people, for the page that lists them."""

    region: Organisation | None
    roles: list[RegionRole]

    @property
    def name(self) -> str:
        return self.region.name if self.region else POOL_NAME

    @property
    def key(self) -> str:
        """Its value in forms."""
        return str(self.region.pk) if self.region else "pool"

    @property
    def has_nobody_to_decide(self) -> bool:
        """Whether no moderator or deputy is in force."""
        return not any(
            role.is_in_force and role.role != RegionRole.Role.EDITOR for role in self.roles
        )


def regions_managed_by(user: User) -> list[RegionPeople]:
    """The regions whose people the person may manage, the pool last. Two queries."""
    role_scope = role_scope_of(user)
    managed = set(
        RegionRole.objects.in_force()
        .filter(user=user, role=RegionRole.Role.MODERATOR)
        .values_list("region_id", flat=True)
    )
    regions: list[Organisation | None] = [*Organisation.objects.regions(), None]
    roles: dict[int | None, list[RegionRole]] = {}
    for role in RegionRole.objects.select_related("user", "region", "given_by"):
        roles.setdefault(role.region_id, []).append(role)
    return [
        RegionPeople(region, roles.get(region.pk if region else None, []))
        for region in regions
        if role_scope.is_superuser or (region.pk if region else None) in managed
    ]
