"""The outbox of changes: which items' records may be out of date. Nothing is acknowledged unseen.

Handlers and `reconcile` put items in, within the writer's own transaction; a worker processes it. An
item put in again while it is being rendered gets a new token, so the older rendering is dropped.
An item that cannot be rendered waits longer each time, is set aside in the end, and stops nothing.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from knowledge.contracts.findable import source_named
from search.index import store
from search.language.records import from_findable_text
from search.models import SearchChange, SearchDelivery

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Items rendered together; a transaction holds the write lock for no longer than writing them."""
MOST_TRIES = 8
FIRST_WAIT = timedelta(seconds=10)
"""Doubled with each further failure: the last wait is some twenty minutes."""


@dataclass
class Processed:
    """What one run did."""

    written: int = 0
    removed: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"{self.written} written, {self.removed} removed, {self.failed} failed"


def enqueue(source: str, item_ids: Iterable[int], reason: str) -> None:
    """Note that these items may have changed."""
    enqueue_fingerprints(source, dict.fromkeys(item_ids, ""), reason)


def enqueue_fingerprints(source: str, fingerprints: Mapping[int, str], reason: str) -> None:
    """The same with the fingerprint each was seen with, before its text is read."""
    now = timezone.now()
    SearchChange.objects.bulk_create(
        [
            SearchChange(
                source=source,
                item_id=item_id,
                reason=reason,
                fingerprint=fingerprint,
                at=now,
                not_before=now,
            )
            for item_id, fingerprint in sorted(fingerprints.items())
        ],
        update_conflicts=True,
        unique_fields=["source", "item_id"],
        update_fields=[
            "reason", "fingerprint", "token", "at", "not_before", "tries", "error", "is_set_aside",
        ],
        batch_size=500,
    )  # fmt: skip


def process_now(source: str, item_ids: Iterable[int], reason: str) -> None:
    """For what must not be found a moment longer: records follow within the writer's own transaction.

    Where a new record cannot be made the old one goes, and the item's next try brings a new one. A
    copy in another engine is passed over until it has been told.
    """
    ids = list(item_ids)
    enqueue(source, ids, reason)
    done = Processed()
    _process_group(source, list(SearchChange.objects.filter(source=source, item_id__in=ids)), done)
    if done.failed:
        store.remove(source, ids)
    SearchDelivery.objects.filter(source=source, item_id__in=ids).update(is_void=True)


def process(limit: int | None = None) -> Processed:
    """Bring the records of all due items up to date, a few at a time."""
    done = Processed()
    seen = 0
    while limit is None or seen < limit:
        changes = _due_changes()
        if not changes:
            break
        seen += len(changes)
        by_source: dict[str, list[SearchChange]] = defaultdict(list)
        for change in changes:
            by_source[change.source].append(change)
        for source, group in by_source.items():
            _process_group(source, group, done)
    return done


def next_due() -> datetime | None:
    """When the next waiting item is to be tried; None when nothing waits."""
    waiting = SearchChange.objects.filter(is_set_aside=False).order_by("not_before")
    return waiting.values_list("not_before", flat=True).first()


def _due_changes() -> list[SearchChange]:
    due = SearchChange.objects.filter(is_set_aside=False, not_before__lte=timezone.now())
    return list(due.order_by("not_before", "pk")[:AT_ONCE])


def _process_group(source: str, changes: Sequence[SearchChange], done: Processed) -> None:
    try:
        _bring_up_to_date(source, changes, done)
    except Exception as error:
        if len(changes) == 1:
            _postpone(changes[0], error)
            done.failed += 1
            return
        logger.info("Rendering %d items of %s one by one: %s", len(changes), source, error)
        for change in changes:
            _process_group(source, [change], done)


def _bring_up_to_date(source_name: str, changes: Sequence[SearchChange], done: Processed) -> None:
    """Render outside of any transaction, then write, acknowledge and commit as one."""
    source = source_named(source_name)
    said = source.texts([change.item_id for change in changes]) if source else {}
    rendered = {
        change.item_id: store.Rendered(from_findable_text(said[change.item_id]), change.fingerprint)
        for change in changes
        if change.item_id in said
    }
    with transaction.atomic():
        acknowledged = [change.item_id for change in changes if _acknowledge(change)]
        written = store.write(
            source_name, {pk: rendered[pk] for pk in acknowledged if pk in rendered}
        )
        removed = store.remove(source_name, [pk for pk in acknowledged if pk not in rendered])
    done.written += written
    done.removed += removed


def _acknowledge(change: SearchChange) -> bool:
    """Strike the change out, unless the item was put in again or another worker did it."""
    deleted, _ = SearchChange.objects.filter(pk=change.pk, token=change.token).delete()
    return bool(deleted)


def _postpone(change: SearchChange, error: Exception) -> None:
    tries = change.tries + 1
    is_set_aside = tries >= MOST_TRIES
    SearchChange.objects.filter(pk=change.pk, token=change.token).update(
        tries=tries,
        error=f"{type(error).__name__}: {error}"[:2000].replace("\0", " "),
        not_before=timezone.now() + FIRST_WAIT * 2 ** (tries - 1),
        is_set_aside=is_set_aside,
    )
    log = logger.error if is_set_aside else logger.warning
    log("Search record of %s failed, try %d", change, tries, exc_info=error)
