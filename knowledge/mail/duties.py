"""Periodic duties of the mail queue: deliver what waits, forget what is over and done with."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from post_office.mail import send_queued
from post_office.models import STATUS, Attachment, Email

from knowledge.mail.parts import forget_parts

KEEP_MAILS_DAYS = 90
AT_MOST_SECONDS = 300
"""A run takes no new batch after this long; a batch has a limit of its own, of three minutes."""
BATCH = 1000


def send_queued_mail() -> int:
    """Deliver what is due, batch by batch, and mail that comes in meanwhile; returns how many went.

    What fails is tried again later (POST_OFFICE settings).
    """
    began, total = time.monotonic(), 0
    while time.monotonic() - began < AT_MOST_SECONDS:
        sent, _failed, _requeued = send_queued(log_level=1)
        total += sent
        if not sent:
            break
    return total


def prune_mail() -> int:
    """Delete mail that was over `KEEP_MAILS_DAYS` ago, with its files; returns how many.

    Over is what was sent, was given up or can never be sent any more. What waits for its day or for
    another attempt stays, however old it is.
    """
    before = timezone.now() - timedelta(days=KEEP_MAILS_DAYS)
    over = Q(status__in=[STATUS.sent, STATUS.failed], last_updated__lt=before)
    expired = Q(status__in=[STATUS.queued, STATUS.requeued], expires_at__lt=before)
    deleted = 0
    while pks := list(Email.objects.filter(over | expired).values_list("pk", flat=True)[:BATCH]):
        deleted += Email.objects.filter(pk__in=pks).delete()[1]["post_office.Email"]
    forget_parts(list(Attachment.objects.filter(emails=None)))
    return deleted
