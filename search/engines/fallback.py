"""Lets the database answer while another engine cannot, and goes back to it by itself.

After a failure the other engine is left alone for a while, so that not every visitor waits for it;
then one request tries it again. Each process finds out for itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from django.core.checks import CheckMessage

from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.breaker import CircuitBreaker
from search.language.query import SearchRequest
from search.language.results import Found

logger = logging.getLogger(__name__)


class FallbackEngine(SearchEngine):
    """An engine that may be down, with one that is not behind it."""

    def __init__(
        self, first: SearchEngine, second: SearchEngine, breaker: CircuitBreaker | None = None
    ):
        self.name = first.name
        self.copy = first.copy
        self._first = first
        self._second = second
        self.breaker = breaker or CircuitBreaker()

    def search(self, request: SearchRequest) -> Found:
        """See `SearchEngine.search`; `Found.is_simpler` says that the second engine answered."""
        if self.breaker.lets_through():
            try:
                found = self._first.search(request)
            except EngineUnavailable as error:
                logger.warning("The engine %s could not answer: %s", self.name, error)
                if not error.is_worth_waiting:
                    self.breaker.failed()
            else:
                if self.breaker.worked():
                    logger.warning("The engine %s answers again", self.name)
                return found
        return replace(self._second.search(request), is_simpler=True)

    def check(self) -> list[CheckMessage]:
        """What is wrong with the settings of either."""
        return [*self._first.check(), *self._second.check()]
