"""Counts what a person or an internet connection does within some time, without keeping who it was."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django_ratelimit.core import get_usage

from knowledge.access.client_address import client_of


def count_person(request: HttpRequest, act: str, period: str, *, increment: bool = True) -> int:
    """How often the signed-in person did this within the period ("1h"), this time too."""
    return _count(
        request, f"{act}-person", lambda group, asked: str(asked.user.pk), period, increment
    )


def count_visitor(request: HttpRequest, act: str, period: str, *, increment: bool = True) -> int:
    """The same of the visitor's internet connection."""
    return _count(
        request, f"{act}-visitor", lambda group, asked: client_of(asked), period, increment
    )


def count_account(request: HttpRequest, act: str, account: str, period: str) -> int:
    """How often anybody did this with that account within the period, this time too."""
    return _count(request, f"{act}-account", lambda group, asked: account, period, True)


def _count(
    request: HttpRequest,
    group: str,
    key: Callable[[str, HttpRequest], str],
    period: str,
    increment: bool,
) -> int:
    usage = get_usage(request, group=group, key=key, rate=f"1000000/{period}", increment=increment)
    return usage["count"] if usage else 0
