"""Sends one mail as text and HTML from `templates/emails/`. Links lead to public pages only.

It goes through the configured backend, which keeps mail in the database: a mail written inside a
transaction that fails is never sent.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from knowledge.moderation.mail_choices import stop_headers


def send_mail(
    name: str, to: str, subject: str, context: dict[str, Any], *, stop_address: str = ""
) -> None:
    """Send `emails/NAME.txt` and `emails/NAME.html` to one address.

    `stop_address` is for what a person may do without: one click there stops such mails.
    """
    context = {
        "stop_address": stop_address,
        "site_name": settings.HUB_SITE_NAME,
        "base_url": settings.HUB_BASE_URL,
        "contact_email": settings.HUB_CONTACT_EMAIL,
        "subject": subject,
        **context,
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", context).strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **stop_headers(stop_address)},
    )
    mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    mail.send()


def public_link(path: str) -> str:
    """The absolute address of a path on the public site."""
    return f"{settings.HUB_BASE_URL}{path}"
