"""How often something secret may be tried, or a mail asked for: the one rule, at every address that takes one.

Each try counts three times: for the account from this client, for the client, and, where it says so,
for the account from everywhere. A browser that opened the account before counts for itself alone, so
nobody's tries use up somebody else's. docs/security-doors.md says what follows from it.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from django.http import HttpRequest
from django_ratelimit.core import get_usage

from knowledge.access.client_address import client_of
from knowledge.access.known_devices import device_of

logger = logging.getLogger("hub.security")


@dataclass(frozen=True)
class Limit:
    """Rates as django-ratelimit writes them: "10/15m" is ten within fifteen minutes."""

    name: str
    here: str
    """For one account from one client, or from one browser that is known."""
    client: str
    """For one client, whatever the account: a whole ward or hospital may share one."""
    everywhere: str = ""
    """For one account from all clients that are not known; "" where strangers could close it by that."""


PASSWORD = Limit("password", here="10/15m", client="100/h", everywhere="60/h")
SECOND_FACTOR = Limit("second-factor", here="10/15m", client="100/h", everywhere="30/d")
"""Asked of those only who gave the right password."""
PAGE_PASSWORD = Limit("page-password", here="10/15m", client="100/h")
"""One password for all who were told it: counted over everybody, strangers could close the page."""
PAGE_PASSWORD_WITH_WORK = Limit("page-password-with-work", here="300/h", client="300/h")
"""Above that each try takes proof of work, so that who guesses keeps no neighbour out."""
MAILED_CODE = Limit("mailed-code", here="25/15m", client="300/h")
"""Typing one. Each code dies with its fifth wrong try, and lies in the session that asked for it."""
MAIL = Limit("mail", here="6/15m", client="300/h")
"""Asking for a code or a link by mail. Above few an hour, for an address from everywhere too, it takes proof of work."""


def account_of(email: str) -> str:
    """What tries of somebody who gives this address count for, whether there is such an account or not."""
    return f"person:{email.strip().lower()}"


def may_try(request: HttpRequest, limit: Limit, account: str) -> bool:
    """Whether one more try is within the limit; counts it.

    Everything is counted always, so that a stranger learns nothing from which one is full.
    """
    is_within = all(_counts(request, limit, account))
    if not is_within:
        logger.warning("a limit was reached: %s", limit.name)
    return is_within


def _counts(request: HttpRequest, limit: Limit, account: str) -> list[bool]:
    if device := device_of(request, account):
        return [_within(request, f"{limit.name}-known", f"{device} {account}", limit.here)]
    client = client_of(request)
    counted = [
        _within(request, f"{limit.name}-here", f"{client} {account}", limit.here),
        _within(request, f"{limit.name}-client", client, limit.client),
    ]
    if limit.everywhere:
        counted.append(_within(request, f"{limit.name}-account", account, limit.everywhere))
    return counted


def _within(request: HttpRequest, group: str, key: str, rate: str) -> bool:
    usage = get_usage(
        request,
        group=group,
        key=lambda group, request: hashlib.sha256(key.encode()).hexdigest(),
        rate=rate,
        increment=True,
    )
    return usage is None or not usage["should_limit"]
