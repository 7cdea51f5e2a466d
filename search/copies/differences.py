"""What an engine's copy lacks, compared with the records: the truth about a copy."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from search.engines.base import IndexedVersion
from search.engines.registry import engine
from search.index import deliveries
from search.language.items import ItemKey, ItemVersion
from search.models import SearchDelivery, SearchRecord

TOMBSTONES_KEPT = timedelta(days=1)
"""How long a copy remembers a tombstone: longer than any writing can be under way."""


@dataclass(frozen=True)
class Differences:
    """What a copy must be sent, and what it may forget."""

    wanted: tuple[ItemVersion, ...]
    """Items to be sent. Where the copy has seen a later version than the record's (after a restored
    backup), or has lost the item (deleting raises its version too), with a version beyond that."""
    missing: frozenset[ItemKey]
    """Those of them that the copy does not hold at all."""
    forgotten: tuple[ItemVersion, ...]
    """Signs of removals that are too old to be of use."""


def differences(held: Iterable[IndexedVersion]) -> Differences:
    """Compare what a copy holds with the records."""
    known = {(item.source, item.item_id): item for item in held}
    # Read after the copy, so that what is recorded in between is a difference and no removal.
    rows = SearchRecord.objects.values_list("source", "item_id", "version")
    recorded = {(source, item_id): version for source, item_id, version in rows.iterator()}
    now = time.time_ns() // 1000
    wanted = []
    for key, version in recorded.items():
        item = known.get(key)
        if item is None:
            wanted.append(ItemVersion(*key, max(now, version + 1)))
        elif item.version > version:
            wanted.append(ItemVersion(*key, max(now, item.version + 1)))
        elif item.version < version or item.is_removed or not item.is_right:
            wanted.append(ItemVersion(*key, version))
    gone = [item for key, item in known.items() if key not in recorded]
    oldest = now - TOMBSTONES_KEPT // timedelta(microseconds=1)
    return Differences(
        wanted=(
            *wanted,
            *(
                ItemVersion(item.source, item.item_id, max(now, item.version + 1))
                for item in gone
                if not item.is_removed
            ),
        ),
        missing=frozenset(recorded.keys() - known.keys()),
        forgotten=tuple(
            ItemVersion(item.source, item.item_id, item.version)
            for item in gone
            if item.is_removed and item.version < oldest
        ),
    )


def verify(*, compare: bool = False) -> int:
    """Note every difference between the records and the copy; returns how many.

    With `compare` each field of each document is compared, else versions. EngineUnavailable when the
    service does not answer.
    """
    replica = engine().replica
    if replica is None:
        return 0
    found = differences(replica.indexed_versions(compare=compare))
    waiting = {
        (source, item_id): version
        for source, item_id, version in SearchDelivery.objects.values_list(
            "source", "item_id", "version"
        )
    }
    new = [
        item
        for item in found.wanted
        if item.key not in waiting
        or (item.key not in found.missing and waiting[item.key] < item.version)
    ]
    with transaction.atomic():
        _raise_versions(new)
        deliveries.enqueue(new)
    replica.delete_tombstones(found.forgotten)
    return len(new)


def _raise_versions(items: Iterable[ItemVersion]) -> None:
    """Give records a version that the copy will take, where theirs is too low."""
    for item in items:
        SearchRecord.objects.filter(
            source=item.source, item_id=item.item_id, version__lt=item.version
        ).update(version=item.version)
