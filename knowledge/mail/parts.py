"""Parts of a message for which the queue's table has no column: kept as files, put back at delivery.

The table holds one plain text and one HTML text. Every other alternative (an invitation for a
calendar) and every part that was built by hand is kept as a file under a header of our own, which no
reader ever sees.
"""

from __future__ import annotations

import email
import mimetypes
from collections.abc import Iterable, Sequence
from email.message import Message
from email.mime.base import MIMEBase
from typing import Any

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import EmailAlternative
from post_office.models import Attachment, Email

HELD_AS = "X-Hub-Held-As"
ALTERNATIVE, WHOLE_PART = "alternative", "part"
FULL_TYPE = "X-Hub-Type"
BINARY = "application/octet-stream"


class StoredPart(MIMEBase):
    """A part as it was built by hand, read from the bytes that were kept of it."""

    def __init__(self, policy: Any = None) -> None:
        Message.__init__(self, policy=policy)


def split_html(message: EmailMessage) -> tuple[str, str, list[EmailAlternative]]:
    """Plain text, the first HTML text, and all other alternatives in their order."""
    text, html = str(message.body), ""
    if message.content_subtype == "html":
        text, html = "", text
    others = []
    for alternative in getattr(message, "alternatives", []):
        if alternative.mimetype == "text/html" and not html:
            html = str(alternative.content)
        else:
            others.append(alternative)
    return text, html, others


def keep_parts(
    mail: Email, alternatives: Iterable[EmailAlternative], attachments: Iterable[Any]
) -> None:
    """Store alternatives and attachments of a message beside its row."""
    for alternative in alternatives:
        headers = {HELD_AS: ALTERNATIVE, FULL_TYPE: alternative.mimetype}
        _keep(mail, "alternative", _bytes_of(alternative.content), BINARY, headers)
    for attachment in attachments:
        if isinstance(attachment, MIMEBase):
            name = attachment.get_filename() or "part"
            _keep(mail, name, attachment.as_bytes(), BINARY, {HELD_AS: WHOLE_PART})
        else:
            name, content, mimetype = attachment
            name = name or f"attachment{mimetypes.guess_extension(mimetype or '') or ''}"
            _keep(mail, name, _bytes_of(content), mimetype or "", None)


def put_back(message: EmailMessage) -> EmailMessage:
    """The message as it was written: parts that were kept as files are what they were."""
    plain, alternatives = [], []
    for attachment in message.attachments:
        held_as = attachment.get(HELD_AS) if isinstance(attachment, MIMEBase) else None
        if held_as == ALTERNATIVE:
            alternatives.append(_alternative_from(attachment))
        elif held_as == WHOLE_PART:
            content = attachment.get_payload(decode=True)
            plain.append(email.message_from_bytes(content, _class=StoredPart))
        else:
            plain.append(attachment)
    if len(plain) == len(message.attachments) and not alternatives:
        message.attachments = plain
        return message
    whole = EmailMultiAlternatives(
        message.subject, message.body, message.from_email, message.to, bcc=message.bcc,
        headers=message.extra_headers, cc=message.cc, reply_to=message.reply_to,
    )  # fmt: skip
    whole.content_subtype = message.content_subtype
    whole.attachments = plain
    whole.alternatives = [*getattr(message, "alternatives", []), *alternatives]
    return whole


def _alternative_from(attachment: MIMEBase) -> EmailAlternative:
    mimetype, content = str(attachment[FULL_TYPE]), bytes(attachment.get_payload(decode=True))
    return EmailAlternative(content.decode() if mimetype.startswith("text/") else content, mimetype)


def _keep(
    mail: Email, name: str, content: bytes, mimetype: str, headers: dict[str, str] | None
) -> None:
    row = Attachment(name=name[:255], mimetype=mimetype, headers=headers)
    row.file.save(name, ContentFile(content), save=True)
    mail.attachments.add(row)


def _bytes_of(content: object) -> bytes:
    if isinstance(content, EmailMessage):
        content = content.message()
    if isinstance(content, Message):
        return content.as_bytes()
    return content if isinstance(content, bytes) else str(content).encode()


def forget_parts(attachments: Sequence[Attachment]) -> None:
    """Delete rows with the files that they name."""
    for attachment in attachments:
        attachment.file.delete(save=False)
        attachment.delete()
