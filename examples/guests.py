"""Guest review: one link for one person to read one example and advise, without an account.

The link carries 32 random bytes. The database keeps their hash, so it opens nothing for whoever
reads the database. It works until it expires, is revoked, or the review has ended.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from examples.models import GuestReview, PracticeExamplePage
from knowledge.moderation.decisions import record
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.permissions import user_can_review
from knowledge.people.mail import public_link, send_mail
from knowledge.users.models import User


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def page_waits(page: PracticeExamplePage) -> bool:
    """Whether it waits for the region's people, so that advice is of use."""
    return Review.objects.with_the_region().filter(page_id=page.pk).exists()


@transaction.atomic
def invite_guest(
    page: PracticeExamplePage, by: User, *, name: str, email: str, question: str = ""
) -> tuple[GuestReview, str]:
    """Mail a link, which is told nowhere else. PermissionDenied unless `by` may decide about it now."""
    if not user_can_review(by, page) or not page_waits(page):
        raise PermissionDenied
    token = secrets.token_urlsafe(32)
    guest = GuestReview.objects.create(
        page=page,
        token_hash=hash_of(token),
        name=name,
        email=email,
        question=question,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=settings.HUB_GUEST_LINK_DAYS),
    )
    record(Decision.Kind.GUEST_INVITED, page, by, details={"to": name})
    send_mail(
        "guest_invited",
        email,
        f"Please read an example for {settings.HUB_SITE_NAME}",
        {
            "name": name,
            "question": question,
            "expires_at": guest.expires_at,
            "link": public_link(reverse("examples:guest", args=[token])),
        },
    )
    return guest, token


@transaction.atomic
def revoke_guest(guest: GuestReview, by: User) -> None:
    """End the link at once. PermissionDenied unless `by` may decide about the example."""
    if not user_can_review(by, guest.page):
        raise PermissionDenied
    changed = GuestReview.objects.filter(pk=guest.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if changed:
        record(Decision.Kind.GUEST_REVOKED, guest.page, by, details={"to": guest.name})


def guest_by(token: str) -> GuestReview | None:
    """Whose link it is, whether it still works or not; None for one that we never made."""
    return GuestReview.objects.filter(token_hash=hash_of(token)).select_related("page").first()


def link_works(guest: GuestReview) -> bool:
    """Whether the link opens the example now."""
    return guest.is_open and page_waits(guest.page)


@transaction.atomic
def take_advice(
    guest: GuestReview, *, advice: str, words: str, comments: dict[str, str]
) -> GuestReview:
    """Keep what the guest says; said again while the link works, it replaces what was said before.

    PermissionDenied when the link has ended in the meantime.
    """
    saved = (
        GuestReview.objects.select_for_update(of=("self",)).select_related("page").get(pk=guest.pk)
    )
    if not link_works(saved):
        raise PermissionDenied
    unchanged = (saved.advice, saved.words, saved.comments) == (advice, words, comments)
    if saved.advised_at and unchanged:
        return saved
    saved.advice, saved.words, saved.comments = advice, words, comments
    saved.version = saved.page.latest_revision_id
    saved.advised_at = timezone.now()
    saved.save()
    record(
        Decision.Kind.GUEST_ADVISED,
        saved.page,
        None,
        as_role=f"Guest: {saved.name}"[:200],
        words=words,
        details={"advice": str(saved.get_advice_display())},
    )
    return saved
