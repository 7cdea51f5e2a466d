"""Browsers that have opened an account, a page or a link before: their tries are counted apart.

So a stranger who uses up the tries of an account, or of a whole internet connection, locks nobody
out of a browser in which they signed in before. The cookie opens nothing. It is signed, names accounts by
their hash only, and is set after the whole sign-in, so nobody can make one for an account of others.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = "hub_known"
SALT = "knowledge.known_devices"
KEPT_SECONDS = 180 * 24 * 3600
MOST_ACCOUNTS = 10
"""On one browser, such as a ward's; the newest are kept."""


def device_of(request: HttpRequest, account: str) -> str:
    """The name of this browser where it has opened that account before, else ""."""
    device, accounts = _read(request)
    return device if account and _short(account) in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, account: str) -> None:
    """Note in the browser that it has opened this account, page or link."""
    device, accounts = _read(request)
    name = _short(account)
    if accounts and accounts[-1] == name:
        return
    kept = [*(each for each in accounts if each != name), name][-MOST_ACCOUNTS:]
    response.set_signed_cookie(
        COOKIE,
        " ".join([device or secrets.token_urlsafe(12), *kept]),
        salt=SALT,
        max_age=KEPT_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_SECONDS)
    device, *accounts = (value or "").split(" ")
    return device, accounts


def _short(account: str) -> str:
    return hashlib.sha256(f"{SALT}:{account}".encode()).hexdigest()[:20]
