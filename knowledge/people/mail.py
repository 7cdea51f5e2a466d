"""Sends one mail as text and HTML from `templates/emails/`. Links lead to public pages only.

It goes into the queue in the database: a mail written inside a transaction that fails is never sent,
and a mail that cannot be written stops nothing else.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from knowledge.mail.sending import Words, never_in_the_way, queue_mail
from knowledge.moderation.mail_choices import stop_headers


def send_mail(
    name: str, to: str, subject: str, context: dict[str, object], *, stop_address: str = ""
) -> None:
    """Send `emails/NAME.txt` and `emails/NAME.html` to one address. A failure is logged, not raised.

    `stop_address` is for what a person may do without: one click there stops such mails.
    """
    with never_in_the_way(name):
        words = _words(name, subject, {"stop_address": stop_address, **context})
        queue_mail(to, words, headers=stop_headers(stop_address))


def send_code(name: str, to: str, subject: str, context: dict[str, object]) -> None:
    """Send a mail that somebody waits for before a form: at once, retried like any other.

    Raises where it cannot be queued, for then nothing was done at all.
    """
    queue_mail(to, _words(name, subject, context), is_urgent=True)


def _words(name: str, subject: str, context: dict[str, object]) -> Words:
    whole = {
        "site_name": settings.HUB_SITE_NAME,
        "base_url": settings.HUB_BASE_URL,
        "contact_email": settings.HUB_CONTACT_EMAIL,
        "subject": subject,
        **context,
    }
    return Words(
        subject,
        render_to_string(f"emails/{name}.txt", whole),
        render_to_string(f"emails/{name}.html", whole),
    )


def public_link(path: str) -> str:
    """The absolute address of a path on the public site."""
    return f"{settings.HUB_BASE_URL}{path}"
