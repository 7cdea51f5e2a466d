"""Brings what the records hold to an engine that answers from a copy, in order and without loss.

What is to be sent is noted in the writer's own transaction (`search.index.deliveries`). Sending is idempotent, so
a worker may die at any line: what was not confirmed is sent again. While the service is down everything waits and
no item is blamed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.base import BulkResult, EngineUnavailable
from search.engines.breaker import CircuitBreaker
from search.engines.registry import engine
from search.index import deliveries
from search.index.store import records_changed
from search.language.items import ItemVersion

logger = logging.getLogger(__name__)

AT_ONCE = 200

breaker = CircuitBreaker(longest=60.0)
"""Keeps a worker from waiting for a service that is down; the duty tries again."""


@dataclass
class Delivered:
    """What one run did."""

    sent: int = 0
    refused: int = 0
    deferred_reason: str = ""
    """Why the rest waits; empty when nothing does."""

    def __str__(self) -> str:
        waits = f"; the rest waits: {self.deferred_reason}" if self.deferred_reason else ""
        return f"{self.sent} sent, {self.refused} refused{waits}"


def connect() -> None:
    """Have every change of a record noted for the copy; called once, when the app is ready."""
    records_changed.connect(_on_records_changed, dispatch_uid="search.copies.sync")


def _on_records_changed(sender: object, versions: Sequence[ItemVersion], **kwargs: object) -> None:
    """In the writer's transaction. Where no engine answers from a copy, `verify` finds it later."""
    if engine().replica is not None:
        deliveries.enqueue(versions)


def deliver() -> Delivered:
    """Send everything that is due. Never raises because the service is down."""
    done = Delivered()
    replica = engine().replica
    if replica is None:
        return done
    if not breaker.allows_call():
        done.deferred_reason = "the service was down a moment ago"
        return done
    while rows := deliveries.due(AT_ONCE):
        try:
            sent = replica.send(
                [deliveries.version_of(row) for row in rows], refresh=len(rows) < AT_ONCE
            )
        except EngineUnavailable as error:
            sent = BulkResult(deferred_reason=str(error))
        deliveries.acknowledge(rows, sent.done, sent.refused)
        done.sent += len(sent.done)
        done.refused += len(sent.refused)
        if sent.deferred_reason:
            done.deferred_reason = sent.deferred_reason
            breaker.record_failure()
            logger.warning(
                "What changed cannot be sent to %s now: %s", engine().name, sent.deferred_reason
            )
            return done
    breaker.record_success()
    return done
