"""Background work of search: the worker processes the outbox soon after a change is committed."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from search.copies import sync
from search.engines.registry import engine
from search.index import outbox


@task(queue_name="search")
def process_search_outbox() -> str:
    """Bring records and the engine's copy up to date; comes back by itself for what has to wait."""
    done = outbox.process()
    delivered = sync.deliver()
    next_due = outbox.next_due()
    if done.failed and next_due and process_search_outbox.get_backend().supports_defer:
        process_search_outbox.using(run_after=next_due).enqueue()
    return f"{done}; to the engine: {delivered}" if engine().replica else str(done)


def process_after_commit() -> None:
    """Ask the worker to process the outbox once the writer's transaction is committed: once a transaction."""
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        asked = {function for _, function, *_ in connection.run_on_commit}
        if _enqueue in asked:
            return
    transaction.on_commit(_enqueue, robust=True)


def _enqueue() -> None:
    process_search_outbox.enqueue()
