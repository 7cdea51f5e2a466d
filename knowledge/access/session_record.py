"""How this session was signed in, as allauth recorded it. The one module that asks allauth's insides.

allauth has a public way to read its record and none to add to it. `check_record` tries at
`manage.py check` what this module assumes, so that an upgrade of allauth cannot open a door unseen.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.checks import CheckMessage, Error, register
from django.http import HttpRequest

from knowledge.users.models import User

PASSWORD = "password"  # noqa: S105
CODE = "code"
SECOND_FACTOR = "mfa"
"""allauth's own words for methods."""

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether the person has set up an authenticator app or a security key. One query."""
    return is_mfa_enabled(user, SECOND_FACTORS)


def methods_of(request: HttpRequest, user: User | AnonymousUser) -> set[str]:
    """By which methods this session was signed in by that person; empty where nothing is recorded."""
    return {record["method"] for record in get_authentication_records(request, user)}


def proved_lately(request: HttpRequest, user: User) -> bool:
    """Whether the person gave a password or a second factor here within the last minutes.

    A mailed code does not count: who reads the mail need not be the person.
    """
    times = [
        record["at"]
        for record in get_authentication_records(request, user)
        if record["method"] in {PASSWORD, SECOND_FACTOR}
    ]
    return bool(times) and time.time() - max(times) < app_settings.REAUTHENTICATION_TIMEOUT


def record_method(request: HttpRequest, user: User, method: str, **details: object) -> None:
    """Note that the person has just shown this in this session."""
    record_authentication(request, user, method=method, **details)


@register("knowledge")
def check_record(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """knowledge.E010: what is recorded of one person is not read back, or is read of another."""
    request = HttpRequest()
    request.session = {}  # type: ignore[assignment]
    person, other = (get_user_model()(pk=pk) for pk in (1, 2))
    try:
        record_method(request, person, SECOND_FACTOR)
        is_right = methods_of(request, person) == {SECOND_FACTOR} and not methods_of(request, other)
        is_right = is_right and proved_lately(request, person)
    except Exception as error:
        is_right, why = False, repr(error)
    else:
        why = "it did not read back what was recorded"
    if is_right:
        return []
    return [
        Error(
            f"allauth no longer keeps how a session was signed in as the admin's door assumes: {why}.",
            hint="Adapt knowledge/access/session_record.py to this version of django-allauth.",
            id="knowledge.E010",
        )
    ]
