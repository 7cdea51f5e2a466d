"""Counts what a person or an internet connection does within some time, without keeping who it was."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django_ratelimit.core import get_usage


def connection_of(group: str, request: HttpRequest) -> str:
    """The visitor's internet address: the one that sign-in counts by, behind proxies too."""
    return get_adapter(request).get_client_ip(request)


def count_person(request: HttpRequest, act: str, period: str, *, increment: bool = True) -> int:
    """How often the signed-in person did this within the period ("1h"), this time too."""
    return _count(
        request, f"{act}-person", lambda group, asked: str(asked.user.pk), period, increment
    )


def count_visitor(request: HttpRequest, act: str, period: str, *, increment: bool = True) -> int:
    """The same of the visitor's internet connection."""
    return _count(request, f"{act}-visitor", connection_of, period, increment)


def _count(request: HttpRequest, group: str, key: Any, period: str, increment: bool) -> int:
    usage = get_usage(request, group=group, key=key, rate=f"1000000/{period}", increment=increment)
    return usage["count"] if usage else 0
