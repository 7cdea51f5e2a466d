"""What opens or closes an account stands in the log: that it happened, how, and which account by its number.

Neither addresses, of people or of connections, nor anything that was typed: the log is no list of visitors.
"""

from __future__ import annotations

import logging

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as session_signals
from django.http import HttpRequest

from knowledge.users.models import User

logger = logging.getLogger("hub.security")


def on_signed_in(request: HttpRequest, user: User, **kwargs: object) -> None:
    """A session was opened, by password, code or factor."""
    methods = [record["method"] for record in get_authentication_records(request, user)]
    logger.info("account %s signed in by %s", user.pk, ", ".join(methods) or "another way")


def on_sign_in_failed(credentials: dict[str, object], **kwargs: object) -> None:
    """A password was wrong, or there is no such account."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    known = User.objects.filter(email=typed.strip().lower()).values_list("pk", flat=True).first()
    logger.warning("account %s: a wrong password", known or "unknown")


def on_signed_out(user: User | None, **kwargs: object) -> None:
    """A session was ended by its owner."""
    if user is not None:
        logger.info("account %s signed out", user.pk)


def on_password_changed(user: User, **kwargs: object) -> None:
    """A password was changed, or set by a mailed link."""
    logger.info("account %s has a new password", user.pk)


def on_factor_failed(user: User, **kwargs: object) -> None:
    """The code of a second factor was wrong."""
    logger.warning("account %s: a wrong second factor", user.pk)


def on_factor_added(user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """A second factor was set up, or recovery codes were made anew."""
    logger.info("account %s has a new second factor: %s", user.pk, authenticator.type)


def on_factor_removed(user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """A second factor was taken away."""
    logger.warning("account %s lost a second factor: %s", user.pk, authenticator.type)


HANDLERS = (
    (session_signals.user_logged_in, on_signed_in),
    (session_signals.user_login_failed, on_sign_in_failed),
    (session_signals.user_logged_out, on_signed_out),
    (account_signals.password_changed, on_password_changed),
    (account_signals.password_set, on_password_changed),
    (account_signals.password_reset, on_password_changed),
    (factor_signals.authentication_failed, on_factor_failed),
    (factor_signals.authenticator_added, on_factor_added),
    (factor_signals.authenticator_reset, on_factor_added),
    (factor_signals.authenticator_removed, on_factor_removed),
)


def connect() -> None:
    """Listen to all of it; called once, when the app is ready."""
    for signal, handler in HANDLERS:
        signal.connect(handler, dispatch_uid=f"knowledge.security_log.{handler.__name__}")
