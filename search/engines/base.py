"""What every engine promises, and the one place that says which engine answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.checks import CheckMessage

from search.query import SearchRequest
from search.results import Found


class SearchEngine(ABC):
    """Answers requests from records. Nothing it returns may be unfindable when it is asked."""

    name: str

    @abstractmethod
    def search(self, request: SearchRequest) -> Found:
        """The things of the request's page (or the last one there is), the total and the counts.

        One thing once, at most `search.query.REACH` reachable, the same order for every page.
        """

    @abstractmethod
    def check(self) -> list[CheckMessage]:
        """What is wrong with this engine's settings, for `manage.py check`; touches no service."""


def _database() -> SearchEngine:
    from search.engines.database.engine import DatabaseEngine

    return DatabaseEngine()


ENGINES: dict[str, Callable[[], SearchEngine]] = {"database": _database}
"""Values of HUB_SEARCH_ENGINE; each imports what it needs only when it is asked for."""


@cache
def engine_named(name: str) -> SearchEngine:
    """The one engine of that name; KeyError where there is none (`search.E001` says so earlier)."""
    return ENGINES[name]()


def engine() -> SearchEngine:
    """The engine that HUB_SEARCH_ENGINE names."""
    return engine_named(settings.HUB_SEARCH_ENGINE)
