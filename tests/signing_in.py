"""Signs test clients in the way that the admin's door asks for, without walking through its pages."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.test import Client
from django.urls import reverse

from knowledge.users.models import User


def add_second_factor(user: User) -> Authenticator:
    """The person has an authenticator app."""
    return totp.TOTP.activate(user, totp.generate_totp_secret()).instance


TIME_TO_TYPE = 8
"""Seconds for which a code stays good at least: it is refused the moment the next one shows."""


def one_time_code(secret: str) -> str:
    """What the authenticator app shows now; where it is about to change, the next one."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < TIME_TO_TYPE:
        time.sleep(left)
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def app_code(user: User) -> str:
    """What the person's authenticator app shows now."""
    authenticator = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return one_time_code(decrypt(authenticator.data["secret"]))


def sign_in(client: Client, user: User, *methods: str) -> Client:
    """Signed in by these methods of allauth: "password", "code", "mfa"."""
    client.force_login(user)
    session: Any = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time()} for method in methods
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client


def sign_in_to_admin(client: Client, user: User) -> Client:
    """Signed in with password and second factor: the admin is open, as far as the role goes."""
    if not Authenticator.objects.filter(user=user).exists():
        add_second_factor(user)
    return sign_in(client, user, "password", "mfa")


def admin_client(user: User) -> Client:
    """A client of one's own with the admin open."""
    return sign_in_to_admin(Client(), user)


def is_sent_home(response: Any) -> bool:
    """Whether the admin refused: it leads back to its first page, where success leads elsewhere."""
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
