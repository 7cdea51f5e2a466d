"""How a queued mail leaves: put together as it was written, handed to the transport of EMAIL_URL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from post_office.settings import get_backend

from knowledge.mail.parts import put_back

TRANSPORT = "transport"
"""The name in POST_OFFICE["BACKENDS"] under which the backend stands that really sends."""


class DeliveryBackend(BaseEmailBackend):
    """Wraps the transport; asked by django-post_office for each mail that is due."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._transport = get_connection(get_backend(TRANSPORT), **options)

    def open(self) -> bool | None:
        """Open the transport's connection. Raises what it raises, and the mail is retried."""
        return self._transport.open()

    def close(self) -> None:
        """Close the transport's connection."""
        self._transport.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send them; returns how many."""
        return self._transport.send_messages([put_back(each) for each in email_messages]) or 0
