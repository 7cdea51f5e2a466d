"""A real mail server, and a hub that sends there through its own queue."""

from __future__ import annotations

import datetime
import email
import email.policy
import html
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as hub_settings

from tests.running import free_port

QUEUE = "knowledge.mail.queue.QueueBackend"


@dataclass(frozen=True)
class Arrived:
    """A mail as its reader gets it."""

    to: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject in one line."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The words of its plain text."""
        return self.message.get_body(("plain",)).get_content()

    @property
    def html(self) -> str:
        """Its HTML, with its signs as a reader sees them."""
        return html.unescape(self.message.get_body(("html",)).get_content())


class Inbox:
    """What the server got; `refuses` makes it say no."""

    def __init__(self):
        self.messages: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope):
        if self.refuses:
            return "451 Not now"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope.rcpt_tos, message))
        return "250 OK"

    @property
    def arrived(self) -> list[Arrived]:
        """All of them, the oldest first."""
        return [Arrived(*each) for each in self.messages]


@pytest.fixture
def inbox(settings):
    """A server on a free port, and a hub that sends there through its queue."""
    port = free_port()
    found = Inbox()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = QUEUE
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.POST_OFFICE = {
        **hub_settings.POST_OFFICE,
        "BACKENDS": {
            **hub_settings.POST_OFFICE["BACKENDS"],
            "transport": "django.core.mail.backends.smtp.EmailBackend",
        },
        "MAX_RETRIES": 1,
        "RETRY_INTERVAL": datetime.timedelta(0),
    }
    yield found
    controller.stop()
