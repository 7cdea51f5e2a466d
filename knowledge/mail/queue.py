"""The e-mail backend: keeps every message in the database exactly as it was given.

django-post_office's own backend takes subject and bodies for templates, so that what people typed
would be run, or would make the mail fail. This one stores the same rows without reading them.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email
from post_office.settings import get_message_id_fqdn

from knowledge.mail.parts import keep_parts, split_html
from knowledge.mail.soon import deliver_soon


def mark_urgent(message: EmailMessage) -> EmailMessage:
    """Have a message sent as soon as it is committed, not at the queue's next turn; returns it."""
    message.is_urgent = True  # type: ignore[attr-defined]
    return message


class QueueBackend(BaseEmailBackend):
    """Puts messages into django-post_office's queue; `knowledge.mail.duties` delivers them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them all and say how many, or raise and keep none: what could never be sent is refused
        (BadHeaderError for a line break in a header, ValidationError for an address that is none)."""
        with transaction.atomic():
            urgent = [_keep(message) for message in email_messages]
            if any(urgent):
                transaction.on_commit(deliver_soon, robust=True)
        return len(urgent)


def _keep(message: EmailMessage) -> bool:
    """Store one; whether it is urgent."""
    message.message()  # raises here what would otherwise fail at every attempt
    text, html, others = split_html(message)
    urgent = bool(getattr(message, "is_urgent", False))
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    if message.reply_to and "reply-to" not in {name.lower() for name in headers}:
        headers["Reply-To"] = ", ".join(str(each) for each in message.reply_to)
    kept = Email.objects.create(
        from_email=str(message.from_email),
        to=_addresses(message.to),
        cc=_addresses(message.cc),
        bcc=_addresses(message.bcc),
        subject=str(message.subject),
        message=text,
        html_message=html,
        headers=headers,
        # Named now, so that a message that is sent twice by mischance is seen to be one.
        message_id=headers.get("Message-ID") or make_msgid(domain=get_message_id_fqdn()),
        # Never "now": the library tries such a mail once, in the request, and never again.
        priority=PRIORITY.high if urgent else PRIORITY.medium,
        status=STATUS.queued,
    )
    keep_parts(kept, others, message.attachments)
    return urgent


def _addresses(given: Sequence[object]) -> list[str]:
    """As given; a name with a comma is left out, for the column is split at commas."""
    texts = [str(each) for each in given if each]
    return [parseaddr(each)[1] if "," in each else each for each in texts]
