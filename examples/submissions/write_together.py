"""Ask somebody to write an example together, accept, leave, be taken off. Only the owner asks."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from examples.models import CoAuthor, Submission
from examples.models.coauthors import INVITATION_DAYS, new_key
from examples.submissions.errors import SubmissionError
from knowledge.people.mail import public_link, send_mail
from knowledge.users.models import User

MOST_PEOPLE = 12
"""Co-authors and open invitations of one example."""


class NotTheOwner(SubmissionError):
    """Only who owns an example asks others to it and takes them off."""


class CannotInvite(SubmissionError):
    """Why that address is not invited, in a sentence for the owner."""


class NotInvited(SubmissionError):
    """The invitation is not for this person, has expired or was taken back."""


@transaction.atomic
def invite(submission: Submission, email: str, by: User) -> CoAuthor:
    """Mail an invitation to that address. Asked again, the link in the older mail stops working.

    Raises NotTheOwner, or CannotInvite with the reason.
    """
    _owner_only(submission, by)
    address = email.strip().lower()
    if address == by.email:
        raise CannotInvite("This is your own address. You already write this example.")
    rows = CoAuthor.objects.not_ended().filter(submission=submission)
    known = rows.filter(email=address).first() or rows.filter(user__email=address).first()
    if known and known.accepted_at:
        raise CannotInvite(f"{address} already writes it with you.")
    if known is None and rows.count() >= MOST_PEOPLE:
        raise CannotInvite(
            f"At most {MOST_PEOPLE} people can write one example with you. Take somebody off first."
        )
    if known is None:
        try:
            with transaction.atomic():
                known = CoAuthor(submission=submission, email=address, invited_by=by)
                known.save()
        except IntegrityError:  # The button was pressed twice.
            known = rows.get(email=address)
    else:
        known.key, known.invited_at, known.invited_by = new_key(), timezone.now(), by
        known.save(update_fields=["key", "invited_at", "invited_by"])
    _mail_invitation(known)
    return known


@transaction.atomic
def accept(invitation: CoAuthor, user: User) -> Submission:
    """The person with the invited address joins; again changes nothing. NotInvited otherwise."""
    row = CoAuthor.objects.select_for_update().get(pk=invitation.pk)
    if row.user_id == user.pk and row.accepted_at and not row.ended_at:
        return row.submission
    if not row.is_open or row.email != user.email:
        raise NotInvited
    row.user, row.accepted_at = user, timezone.now()
    row.save(update_fields=["user", "accepted_at"])
    owner = row.submission.owner
    if owner.is_active:
        send_mail(
            "coauthor_joined",
            owner.email,
            f"{user} now writes “{row.submission.title}” with you",
            {
                "title": row.submission.title,
                "who": str(user),
                "link": public_link(reverse("examples:who_writes", args=[row.submission_id])),
            },
        )
    return row.submission


@transaction.atomic
def take_off(row: CoAuthor, by: User) -> None:
    """The owner takes somebody off or an invitation back; a co-author leaves. NotTheOwner otherwise.

    What they wrote stays in the example. Who is taken off is told; who leaves knows it.
    """
    if by.pk not in (row.submission.owner_id, row.user_id):
        raise NotTheOwner
    changed = CoAuthor.objects.not_ended().filter(pk=row.pk).update(ended_at=timezone.now())
    if changed and row.user and row.user.is_active and by.pk != row.user_id:
        send_mail(
            "coauthor_taken_off",
            row.user.email,
            f"You no longer write “{row.submission.title}”",
            {"title": row.submission.title, "link": public_link(reverse("examples:mine"))},
        )


def _owner_only(submission: Submission, by: User) -> None:
    if submission.owner_id != by.pk:
        raise NotTheOwner


def _mail_invitation(row: CoAuthor) -> None:
    send_mail(
        "invited_to_write",
        row.email,
        f"{row.invited_by} asks you to write an example together",
        {
            "who": str(row.invited_by),
            "title": row.submission.title,
            "link": public_link(reverse("examples:write_together", args=[row.key])),
            "days": INVITATION_DAYS,
            "address": row.email,
        },
    )
