"""Background work of search: the worker drains the ledger soon after a change is committed."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from search.copies import sync
from search.engines.registry import engine
from search.index import outbox


@task(queue_name="search")
def drain_search_ledger() -> str:
    """Bring records and the engine's copy up to date; comes back by itself for what has to wait."""
    done = outbox.drain()
    delivered = sync.deliver()
    later = outbox.next_due()
    if done.failed and later and drain_search_ledger.get_backend().supports_defer:
        drain_search_ledger.using(run_after=later).enqueue()
    return f"{done}; to the engine: {delivered}" if engine().copy else str(done)


def drain_after_commit() -> None:
    """Ask the worker for a drain once the writer's transaction is committed: once a transaction."""
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        asked = {function for _, function, *_ in connection.run_on_commit}
        if _enqueue in asked:
            return
    transaction.on_commit(_enqueue, robust=True)


def _enqueue() -> None:
    drain_search_ledger.enqueue()
