"""Lets the database answer while another engine cannot, and goes back to it by itself.

After a failure the other engine is left alone for a while, so that not every visitor waits for it;
then one request tries it again. Each process finds out for itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from django.core.checks import CheckMessage

from search.engines.base import EngineUnavailable, SearchEngine
from search.language.query import SearchRequest
from search.language.results import Found

logger = logging.getLogger(__name__)

FIRST_PAUSE = 2.0
"""Seconds that an engine is left alone after a failure; doubled with each further one."""
LONGEST_PAUSE = 30.0


class Breaker:
    """Says whether to try something that may be broken. Safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, longest: float = LONGEST_PAUSE):
        self._clock = clock
        self._longest = longest
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """Whether to try now; after a pause only one caller is let through at a time."""
        with self._lock:
            if not self._failures:
                return True
            now = self._clock()
            if now < self._closed_until:
                return False
            # Whoever comes while this one is trying finds the pause begun anew.
            self._closed_until = now + self._pause()
            return True

    def failed(self) -> None:
        """Trying did not work: pause."""
        with self._lock:
            self._failures += 1
            self._closed_until = self._clock() + self._pause()

    def worked(self) -> bool:
        """Trying worked: everybody may; returns whether it had not before."""
        with self._lock:
            had_failed, self._failures = self._failures > 0, 0
            return had_failed

    def _pause(self) -> float:
        return min(self._longest, FIRST_PAUSE * 2 ** min(max(self._failures - 1, 0), 10))


class FallbackEngine(SearchEngine):
    """An engine that may be down, with one that is not behind it."""

    def __init__(self, first: SearchEngine, second: SearchEngine, breaker: Breaker | None = None):
        self.name = first.name
        self.copy = first.copy
        self._first = first
        self._second = second
        self.breaker = breaker or Breaker()

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
