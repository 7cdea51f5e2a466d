"""What an engine's copy lacks, compared with the records: the truth about a copy."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from search.engines.base import Held
from search.engines.registry import engine
from search.index import deliveries
from search.language.items import ItemKey, ItemVersion
from search.models import SearchDelivery, SearchRecord

REMOVALS_KEPT = timedelta(days=1)
"""How long a copy remembers a removal: longer than any writing can be under way."""


@dataclass(frozen=True)
class Differences:
    """What a copy must be sent, and what it may forget."""

    wanted: tuple[ItemVersion, ...]
    """Things to be sent. Where the copy has seen a later version than the record's (after a restored
    backup), or has lost the thing (deleting raises its version too), with a version beyond that."""
    missing: frozenset[ItemKey]
    """Those of them that the copy does not hold at all."""
    forgotten: tuple[ItemVersion, ...]
    """Signs of removals that are too old to be of use."""


def differences(held: Iterable[Held]) -> Differences:
    """Compare what a copy holds with the records."""
    known = {(thing.source, thing.thing_id): thing for thing in held}
    # Read after the copy, so that what is recorded in between is a difference and no removal.
    rows = SearchRecord.objects.values_list("source", "thing_id", "version")
    recorded = {(source, thing_id): version for source, thing_id, version in rows.iterator()}
    now = time.time_ns() // 1000
    wanted = []
    for key, version in recorded.items():
        thing = known.get(key)
        if thing is None:
            wanted.append(ItemVersion(*key, max(now, version + 1)))
        elif thing.version > version:
            wanted.append(ItemVersion(*key, max(now, thing.version + 1)))
        elif thing.version < version or thing.is_removed or not thing.is_right:
            wanted.append(ItemVersion(*key, version))
    gone = [thing for key, thing in known.items() if key not in recorded]
    oldest = now - REMOVALS_KEPT // timedelta(microseconds=1)
    return Differences(
        wanted=(
            *wanted,
            *(
                ItemVersion(thing.source, thing.thing_id, max(now, thing.version + 1))
                for thing in gone
                if not thing.is_removed
            ),
        ),
        missing=frozenset(recorded.keys() - known.keys()),
        forgotten=tuple(
            ItemVersion(thing.source, thing.thing_id, thing.version)
            for thing in gone
            if thing.is_removed and thing.version < oldest
        ),
    )


def verify(*, compare: bool = False) -> int:
    """Note every difference between the records and the copy; returns how many.

    With `compare` each field of each document is compared, else versions. EngineUnavailable when the
    service does not answer.
    """
    copy = engine().copy
    if copy is None:
        return 0
    found = differences(copy.held(compare=compare))
    waiting = {
        (source, thing_id): version
        for source, thing_id, version in SearchDelivery.objects.values_list(
            "source", "thing_id", "version"
        )
    }
    new = [
        thing
        for thing in found.wanted
        if thing.key not in waiting
        or (thing.key not in found.missing and waiting[thing.key] < thing.version)
    ]
    with transaction.atomic():
        _raise_versions(new)
        deliveries.enqueue(new)
    copy.forget_removals(found.forgotten)
    return len(new)


def _raise_versions(things: Iterable[ItemVersion]) -> None:
    """Give records a version that the copy will take, where theirs is too low."""
    for thing in things:
        SearchRecord.objects.filter(
            source=thing.source, thing_id=thing.thing_id, version__lt=thing.version
        ).update(version=thing.version)
