"""What a person may do without in their mail, and how one click stops it, signed in or not.

The link in such a mail names the person and the kind, signed: it opens nothing else and tells
nobody's address. Opening it asks (mail scanners open links); posting to it stops the mail, as mail
programs do by RFC 8058.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from knowledge.moderation.models.mail_choices import MailChoice
from knowledge.users.models import User

REVIEWS = "reviews"
REMINDERS = "reminders"
KINDS = {REVIEWS: "mails about what waits for a decision", REMINDERS: "reminders"}
SALT = "knowledge.mail_choices"


def stop_address(person: User, kind: str) -> str:
    """The address, with host, at which the person stops mails of this kind."""
    token = signing.dumps([person.pk, kind], salt=SALT)
    return settings.HUB_BASE_URL + reverse("knowledge:stop_mail", args=[token])


def stop_headers(address: str) -> dict[str, str]:
    """What lets a mail program offer one-click unsubscribe (RFC 8058)."""
    if not address:
        return {}
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def stop(person: User, kind: str) -> None:
    """Stop them, whatever was chosen before."""
    choice, _ = MailChoice.objects.get_or_create(user=person)
    if kind == REVIEWS:
        choice.reviews = MailChoice.Reviews.NEVER
    else:
        choice.reminders = False
    choice.save()


def read_token(token: str) -> tuple[User, str] | None:
    """Whose mails of which kind the link stops; None for a link that we did not make."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
        return (User.objects.get(pk=pk), kind) if kind in KINDS else None
    except (signing.BadSignature, ValueError, TypeError, User.DoesNotExist):
        return None
