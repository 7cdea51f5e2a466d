"""Asking the partnerships of a region for what the hub lacks: who is mailed, once, and on record."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from knowledge.access.routing import role_scope_of
from knowledge.coverage.counting import AXES
from knowledge.coverage.models import Commission
from knowledge.models import Organisation
from knowledge.moderation import mails
from knowledge.moderation.mail_choices import REMINDERS
from knowledge.moderation.models import MailChoice
from knowledge.people.models import Membership
from knowledge.users.models import User

WHAT_IS_ASKED = [key for key in AXES if key != "region"]


def regions_to_ask(user: User) -> QuerySet[Organisation]:
    """The regions whose partnerships the person may write to: their own."""
    regions = Organisation.objects.regions().filter(ended_at=None)
    scope = role_scope_of(user)
    everywhere = scope.is_superuser or scope.edits_pool
    return regions if everywhere else regions.filter(pk__in=scope.edits)


def people_to_ask(region: Organisation) -> QuerySet[User]:
    """Confirmed members of the region's partnerships who take such mails."""
    members = Membership.objects.confirmed().filter(
        organisation__kind=Organisation.Kind.MVP,
        organisation__region=region,
        organisation__ended_at=None,
    )
    unwilling = MailChoice.objects.filter(reminders=False)
    return User.objects.filter(pk__in=members.values("user_id"), is_active=True).exclude(
        pk__in=unwilling.values("user_id")
    )


def names_of(asked: Mapping[str, int]) -> dict[str, str]:
    """Axis → name of what is lacking there; without what does not exist."""
    return {
        key: name
        for key in WHAT_IS_ASKED
        if key in asked and (name := dict(AXES[key].options()).get(asked[key]))
    }


def key_of(asked: Mapping[str, int], words: str, kind: str = "") -> str:
    """The same for two requests for the same: by the cell and kind, or where there is none by the words."""
    cell = [f"{key} {asked[key]}" for key in WHAT_IS_ASKED if key in asked]
    if cell and kind:
        cell.append(f"kind {kind}")
    return ", ".join(cell) or f"words {' '.join(words.casefold().split())}"


def ask_partnerships(
    region: Organisation, key: str, words: str, note: str, user: User
) -> tuple[Commission, bool]:
    """The request, and whether it is new; only then people are mailed. PermissionDenied for another's region."""
    if not regions_to_ask(user).filter(pk=region.pk).exists():
        raise PermissionDenied
    try:
        with transaction.atomic():
            commission = Commission.objects.create(
                region=region, key=key[:350], words=words, note=note, asked_by=user
            )
            commission.mailed = mails.send(
                "partnerships_asked",
                people_to_ask(region),
                kind=REMINDERS,
                words=words,
                note=note,
                region=region,
            )
            commission.save(update_fields=["mailed"])
    except IntegrityError:
        return Commission.objects.get(region=region, key=key[:350], closed_at=None), False
    return commission, True


def commissions_seen_by(user: User) -> QuerySet[Commission]:
    """What was asked of the person's regions."""
    return Commission.objects.filter(region__in=regions_to_ask(user)).select_related(
        "region", "asked_by"
    )


def close(commission: Commission) -> None:
    """It has come, or is not needed any more; it may then be asked for again."""
    Commission.objects.filter(pk=commission.pk, closed_at=None).update(closed_at=timezone.now())
