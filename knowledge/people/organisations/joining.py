"""Belonging to an organisation: ask, be confirmed by a moderator or by one's mail domain, leave.

Each verb checks that it may, does it in one transaction and tells whom it concerns. Nothing else
waits for any of them: who is not confirmed writes and sends like everybody.
"""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.models import Organisation
from knowledge.moderation import mails
from knowledge.people.mail import public_link, send_mail
from knowledge.people.models import Membership
from knowledge.people.organisations.membership_defaults import fill_untouched_drafts
from knowledge.people.organisations.regional import decides_for_region, moderators_for
from knowledge.users.models import User

State = Membership.State


class AlreadyDecided(Exception):
    """Somebody else was quicker, or the person has left."""


@transaction.atomic
def ask_to_join(user: User, organisation: Organisation) -> Membership:
    """Say that one belongs there; confirmed at once by an allow-listed mail domain.

    Asked twice it is one. An earlier question about an organisation that was not listed ends.
    """
    known = Membership.objects.open().filter(user=user, organisation=organisation).first()
    if known:
        return known
    Membership.objects.waiting().filter(user=user, organisation=None).update(
        state=State.LEFT, decided_at=timezone.now()
    )
    try:
        with transaction.atomic():
            asked = Membership.objects.create(
                user=user, organisation=organisation, region=organisation.routing_region
            )
    except IntegrityError:  # The button was pressed twice.
        return Membership.objects.open().get(user=user, organisation=organisation)
    fill_untouched_drafts(user)
    if organisation.has_mail_domain_of(user.email):
        _decide(asked, State.CONFIRMED, by=None)
        log(instance=asked, action="people.membership.confirm", user=None, data=_said_of(asked))
    else:
        transaction.on_commit(partial(mail_moderators, asked.pk), robust=True)
    return asked


@transaction.atomic
def ask_for_unlisted(user: User, words: str, region: Organisation | None) -> Membership:
    """Say that one's organisation is not in the list: a person finds or adds it. One at a time."""
    asked, is_new = Membership.objects.waiting().update_or_create(
        user=user,
        organisation=None,
        defaults={"organisation_words": words, "region": region, "state": State.ASKED},
    )
    fill_untouched_drafts(user)
    if is_new:
        transaction.on_commit(partial(mail_moderators, asked.pk), robust=True)
    return asked


@transaction.atomic
def leave(membership: Membership, user: User) -> None:
    """The person no longer belongs there, or takes the question back. What was sent stays as it is."""
    if membership.user_id != user.pk:
        raise PermissionDenied
    Membership.objects.filter(pk=membership.pk).exclude(state=State.LEFT).update(
        state=State.LEFT, decided_at=timezone.now()
    )


@transaction.atomic
def confirm(membership: Membership, by: User, organisation: Organisation | None = None) -> None:
    """A moderator says that it is so; `organisation` for one that was not listed.

    PermissionDenied unless `by` may; AlreadyDecided when nothing waits any more; ValueError without
    an organisation.
    """
    waiting = _waiting(membership, by)
    waiting.organisation = waiting.organisation or organisation
    if waiting.organisation is None:
        raise ValueError("Choose the organisation first.")
    other = Membership.objects.open().filter(
        user=waiting.user, organisation=waiting.organisation
    ).exclude(pk=waiting.pk)  # fmt: skip
    other.update(state=State.LEFT, decided_at=timezone.now())
    waiting.region = waiting.organisation.routing_region or waiting.region
    _decide(waiting, State.CONFIRMED, by=by)
    fill_untouched_drafts(waiting.user)
    log(instance=waiting, action="people.membership.confirm", user=by, data=_said_of(waiting))
    _tell(waiting, "membership_confirmed", f"You are confirmed: {waiting.name}")


@transaction.atomic
def decline(membership: Membership, by: User, reason: str) -> None:
    """A moderator says that it is not so, with a reason for the person. Raises as `confirm` does."""
    waiting = _waiting(membership, by)
    waiting.reason = reason
    _decide(waiting, State.DECLINED, by=by)
    log(instance=waiting, action="people.membership.decline", user=by, data=_said_of(waiting))
    _tell(waiting, "membership_declined", f"We could not confirm that you belong to {waiting.name}")


@transaction.atomic
def end(membership: Membership, by: User) -> None:
    """A moderator ends a membership that held. The person is told."""
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if not user_may_confirm(by, row):
        raise PermissionDenied
    if row.state != State.CONFIRMED:
        raise AlreadyDecided
    _decide(row, State.LEFT, by=by)
    log(instance=row, action="people.membership.end", user=by, data=_said_of(row))
    _tell(row, "membership_ended", f"You are no longer listed with {row.name}")


def user_may_confirm(user: User, membership: Membership) -> bool:
    """Whether the membership is theirs to decide: of their region, and not their own."""
    return user.pk != membership.user_id and decides_for_region(user, membership.region_id)


def _waiting(membership: Membership, by: User) -> Membership:
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if not user_may_confirm(by, row):
        raise PermissionDenied
    if row.state != State.ASKED:
        raise AlreadyDecided
    return row


def _decide(row: Membership, state: Membership.State, *, by: User | None) -> None:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.save()


def _said_of(row: Membership) -> dict[str, object]:
    return {"person": str(row.user), "organisation": row.name, "reason": row.reason}


def mail_moderators(membership_pk: int) -> int:
    """Tell those who can confirm it; returns how many were told."""
    row = Membership.objects.select_related("user", "organisation", "region").get(pk=membership_pk)
    people = [each for each in moderators_for(row.region_id) if each.pk != row.user_id]
    return mails.send(
        "membership_asked",
        people,
        who=row.user,
        who_address=row.user.email,
        membership=row,
        address=f"{settings.HUB_BASE_URL}{reverse('members')}#member-{row.pk}",
    )


def _tell(row: Membership, template: str, subject: str) -> None:
    if not row.user.is_active:
        return
    send_mail(
        template,
        row.user.email,
        subject,
        {
            "organisation": row.name,
            "reason": row.reason,
            "link": public_link(reverse("people:account")),
        },
    )
