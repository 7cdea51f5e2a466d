"""Hands one mail to the queue, and never lets it stop what it tells of."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from knowledge.mail.queue import mark_urgent

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What a mail says, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def queue_mail(
    to: str, words: Words, *, headers: dict[str, str] | None = None, is_urgent: bool = False
) -> None:
    """Queue one mail to one address. Raises what the backend raises; see `never_in_the_way`."""
    message = EmailMultiAlternatives(
        " ".join(words.subject.split()),
        words.text.strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    message.attach_alternative(words.html, "text/html")
    (mark_urgent(message) if is_urgent else message).send()


@contextmanager
def never_in_the_way(what: str) -> Iterator[None]:
    """Around writing and queueing a mail: a failure is logged, and what it tells of goes on.

    A failed statement does not spoil the transaction around it, for this is one of its own within.
    """
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception("A mail could not be queued: %s", what)
