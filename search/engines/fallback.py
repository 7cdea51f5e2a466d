"""Lets the database answer while another engine cannot, and goes back to it by itself.

After a failure the other engine is left alone for a while, so that not every visitor waits for it;
then one query tries it again. Each process finds out for itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from django.core.checks import CheckMessage

from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.breaker import CircuitBreaker
from search.language.query import SearchQuery
from search.language.results import EngineResults

logger = logging.getLogger(__name__)


class FallbackEngine(SearchEngine):
    """An engine that may be down, with one that is not behind it."""

    def __init__(
        self, first: SearchEngine, second: SearchEngine, breaker: CircuitBreaker | None = None
    ):
        self.name = first.name
        self.replica = first.replica
        self._first = first
        self._second = second
        self.breaker = breaker or CircuitBreaker()

    def search(self, query: SearchQuery) -> EngineResults:
        """See `SearchEngine.search`; `EngineResults.is_simpler` says that the second engine answered."""
        if self.breaker.allows_call():
            try:
                found = self._first.search(query)
            except EngineUnavailable as error:
                logger.warning("The engine %s could not answer: %s", self.name, error)
                if not error.is_query_specific:
                    self.breaker.record_failure()
            else:
                if self.breaker.record_success():
                    logger.warning("The engine %s answers again", self.name)
                return found
        return replace(self._second.search(query), is_simpler=True)

    def check(self) -> list[CheckMessage]:
        """What is wrong with the settings of either."""
        return [*self._first.check(), *self._second.check()]
