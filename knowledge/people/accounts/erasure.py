"""Erase a contributor: what they wrote is deleted, handed over or kept as agreed; a label remains.

The person does it themselves by deleting their account, an administrator on their request.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from examples.models import CoAuthor, PracticeExamplePage, Submission
from knowledge.models import RegionRole
from knowledge.people.accounts.holdings import holdings_of
from knowledge.people.erasing import erase
from knowledge.people.models import Membership


class HasDuties(Exception):
    """The person moderates or administers; somebody else has to take that over first."""


def has_duties(person: Any) -> bool:
    """Whether somebody else relies on this account: an administrator's, or one with a role."""
    return person.is_superuser or RegionRole.objects.in_force().filter(user=person).exists()


@transaction.atomic
def erase_person(
    person: Any,
    *,
    by: Any,
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
    holdings = holdings_of(person)
    for submission, heir in holdings.handed_over:
        hand_over(submission, heir)
    if not keep_unpublished:
        for submission in holdings.deleted:
            delete_example(submission, by)
    for submission in holdings.published:
        drop_contact(submission, drop_credit=not keep_credit)
    if keep_unpublished:
        for submission in holdings.deleted:
            drop_contact(submission)
    now = timezone.now()
    CoAuthor.objects.not_ended().filter(user=person).update(ended_at=now)
    CoAuthor.objects.invited().filter(email=person.email).delete()
    Membership.objects.open().filter(user=person).update(
        state=Membership.State.LEFT, decided_at=now
    )
    label = erase(person, also=also, keep_credit=keep_credit)
    person.refresh_from_db()
    log(
        instance=person,
        action="examples.person.erase",
        user=None if is_own else by,
        data={"label": label, "by_themselves": is_own},
    )
    return label


def hand_over(submission: Submission, heir: Any) -> None:
    """A co-author becomes the owner; who owned it stays among its authors."""
    former = submission.owner
    CoAuthor.objects.filter(submission=submission, user=heir).update(ended_at=timezone.now())
    CoAuthor.objects.create(
        submission=submission,
        email=former.email,
        user=former,
        accepted_at=submission.created_at,
        ended_at=timezone.now(),
    )
    Submission.objects.filter(pk=submission.pk).update(owner=heir)
    if submission.page_id:
        PracticeExamplePage.objects.filter(pk=submission.page_id).update(
            owner=heir, contributor=heir
        )


def delete_example(submission: Submission, by: Any) -> None:
    """Delete an example that was never public, with its page and all its versions."""
    if submission.page_id:
        page = PracticeExamplePage.objects.filter(pk=submission.page_id).first()
        if page and page.first_published_at:
            raise ValueError("It was public: it is withdrawn, not deleted.")
        if page:
            if review := page.current_workflow_state:
                Submission.objects.filter(pk=submission.pk).update(state=Submission.State.WITHDRAWN)
                review.cancel(user=by)
            DeletePageAction(page, user=by).execute(skip_permission_checks=True)
    delete_library_files(submission)
    for upload in submission.files.all():
        upload.delete()  # One by one: each takes its stored content with it.
    Submission.objects.filter(pk=submission.pk).delete()


def delete_library_files(submission: Submission) -> None:
    """What its files became in the hub's library goes too, unless another page uses it."""
    for upload in submission.files.select_related("image", "document"):
        in_library = upload.image or upload.document
        if in_library and not ReferenceIndex.get_references_to(in_library).exists():
            in_library.delete()


def drop_contact(submission: Submission, *, drop_credit: bool = False) -> None:
    """How to reach them is forgotten, on the page, in its versions and in the draft.

    With `drop_credit` nobody is named with it any more either.
    """
    credit = {"credit_line": ""} if drop_credit else {}
    Submission.objects.filter(pk=submission.pk).update(
        contact="", contact_is_public=False, **credit
    )
    page = PracticeExamplePage.objects.filter(pk=submission.page_id).first()
    if page is None:
        return
    empty = {"contact_line": "", **credit}
    for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **empty})
    for name, value in empty.items():
        setattr(page, name, value)
    page.save(clean=False)
