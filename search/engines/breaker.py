"""A circuit breaker: keeps callers from waiting for a service that failed a moment ago. Pure but for the clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FIRST_PAUSE = 2.0
"""Seconds that an engine is left alone after a failure; doubled with each further one."""
LONGEST_PAUSE = 30.0


class CircuitBreaker:
    """Says whether to try something that may be broken. Safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, longest: float = LONGEST_PAUSE):
        self._clock = clock
        self._longest = longest
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    def allows_call(self) -> bool:
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

    def record_failure(self) -> None:
        """Trying did not work: pause."""
        with self._lock:
            self._failures += 1
            self._closed_until = self._clock() + self._pause()

    def record_success(self) -> bool:
        """Trying worked: everybody may; returns whether it had not before."""
        with self._lock:
            had_failed, self._failures = self._failures > 0, 0
            return had_failed

    def _pause(self) -> float:
        return min(self._longest, FIRST_PAUSE * 2 ** min(max(self._failures - 1, 0), 10))
