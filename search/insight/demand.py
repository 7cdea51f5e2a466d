"""What was searched for in vain, for those who plan what the hub should have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.urls import reverse

from knowledge.contracts.demand import Wanted
from search.insight.logged_queries import (
    LED_NOWHERE,
    LoggedQueryButtons,
    shown_queries,
)

if TYPE_CHECKING:
    from search.insight.logged_queries import ShownQuery

MOST = 30


def wanted(user: AbstractUser) -> list[Wanted]:
    """Queries that found nothing, or whose results hardly anybody opened, the most asked first."""
    queries = shown_queries().filter(Q(nothing__gt=0) | LED_NOWHERE)
    return [
        Wanted(query.text, query.visitors, _outcome(query), _acts(query, user))
        for query in queries.order_by("-visitors", "-nothing", "text")[:MOST]
    ]


def _outcome(query: ShownQuery) -> str:
    if query.nothing:
        return "found nothing" if query.nothing >= query.visitors else "sometimes found nothing"
    return "few opened a result"


def _acts(query: ShownQuery, user: AbstractUser) -> tuple[tuple[str, str], ...]:
    words = urlencode({"query": query.text})
    return tuple(
        (label, f"{reverse(view)}?{words}")
        for permission, view, label, _ in LoggedQueryButtons.ACTIONS
        if user.has_perm(permission)
    )
