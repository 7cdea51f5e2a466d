"""Tells whoever found a hole whom to tell, where RFC 9116 says that they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

GOOD_FOR = timedelta(days=180)
"""RFC 9116 asks for less than a year. The date moves on with each answer."""

ADDRESS = re.compile(r"[^\s@:/]+@[^\s@]+")
URI = re.compile(r"(?:https://|mailto:|tel:)\S+")


def contact() -> str:
    """Whom to tell, as a URI: the security contact, else the hub's address, else its form."""
    for said in (settings.HUB_SECURITY_CONTACT, settings.HUB_CONTACT_EMAIL):
        if ADDRESS.fullmatch(said):
            return f"mailto:{said}"
        if URI.fullmatch(said):
            return str(said)
    return f"{settings.HUB_BASE_URL}{reverse('knowledge:contact')}"


def security_txt(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt`."""
    expires = (timezone.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact()}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.HUB_BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def check_security_contact(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """knowledge.E020: the contact is neither an e-mail address nor a URI that RFC 9116 takes."""
    said = settings.HUB_SECURITY_CONTACT
    if not said or ADDRESS.fullmatch(said) or URI.fullmatch(said):
        return []
    return [
        Error(
            f"HUB_SECURITY_CONTACT is “{said}”, which tells nobody whom to write to.",
            hint="Set it to an e-mail address, or to an address that begins with https://.",
            id="knowledge.E020",
        )
    ]
