"""The outbox towards an engine's copy: which items the copy must still be told of, noted in the transaction
that changed their records.

What a copy has taken is acknowledged by version, so nothing that changed meanwhile is lost. What it refuses is
tried less and less often, set aside in the end by name, and stops nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from search.language.items import ItemKey, ItemVersion
from search.models import SearchDelivery, SearchRecord

logger = logging.getLogger(__name__)

MOST_TRIES = 6
FIRST_WAIT = timedelta(seconds=10)
"""Doubled with each further refusal."""


def enqueue(items: Iterable[ItemVersion]) -> None:
    """Note what a copy must learn; the caller's transaction is the one that changed the records."""
    now = timezone.now()
    SearchDelivery.objects.bulk_create(
        [
            SearchDelivery(
                source=item.source,
                item_id=item.item_id,
                version=item.version,
                at=now,
                not_before=now,
            )
            for item in sorted(items, key=lambda item: item.key)
        ],
        update_conflicts=True,
        unique_fields=["source", "item_id"],
        update_fields=["version", "at", "not_before", "tries", "error", "is_set_aside"],
        batch_size=500,
    )


def pending_removals() -> list[ItemKey]:
    """Items that a copy may still hold and nobody may find there: without a record, or void."""
    recorded = SearchRecord.objects.filter(source=OuterRef("source"), item_id=OuterRef("item_id"))
    rows = SearchDelivery.objects.filter(Q(is_void=True) | ~Exists(recorded))
    return list(rows.values_list("source", "item_id"))


def due(most: int) -> list[SearchDelivery]:
    """What is to be sent now, the longest waiting first, at most so many."""
    rows = SearchDelivery.objects.filter(is_set_aside=False, not_before__lte=timezone.now())
    return list(rows.order_by("not_before", "pk")[:most])


def version_of(row: SearchDelivery) -> ItemVersion:
    """What a row asks for."""
    return ItemVersion(row.source, row.item_id, row.version)


def acknowledge(
    rows: Sequence[SearchDelivery], done: Collection[ItemKey], refused: Mapping[ItemKey, str]
) -> None:
    """Strike out what a copy has taken, unless it changed meanwhile; put off what it refused."""
    taken = [(row.pk, row.version) for row in rows if version_of(row).key in done]
    with transaction.atomic():
        if taken:
            marks = ", ".join(["(%s, %s)"] * len(taken))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM search_searchdelivery WHERE (id, version) IN (VALUES {marks})",  # noqa: S608 - our own marks
                    [value for pair in taken for value in pair],
                )
        for row in rows:
            if why := refused.get(version_of(row).key):
                _postpone(row, why)


def record_refusals(items: Iterable[ItemVersion], refused: Mapping[ItemKey, str]) -> None:
    """Note items that a copy would not take, so that they are named and tried again."""
    enqueue([item for item in items if item.key in refused])
    for (source, item_id), why in refused.items():
        for row in SearchDelivery.objects.filter(source=source, item_id=item_id):
            _postpone(row, why)


def retry_set_aside() -> int:
    """Send again what was set aside, for instance after a fault was mended."""
    return SearchDelivery.objects.filter(is_set_aside=True).update(
        is_set_aside=False, tries=0, not_before=timezone.now()
    )


def _postpone(row: SearchDelivery, why: str) -> None:
    tries = row.tries + 1
    is_set_aside = tries >= MOST_TRIES
    SearchDelivery.objects.filter(pk=row.pk, version=row.version).update(
        tries=tries,
        error=why[:2000].replace("\0", " "),
        not_before=timezone.now() + FIRST_WAIT * 2 ** (tries - 1),
        is_set_aside=is_set_aside,
    )
    log = logger.error if is_set_aside else logger.warning
    log("%s was refused by the search service, try %d: %s", row, tries, why)
