"""Keeps Elasticsearch's copy of the records: sends by bulk, reads back, makes and changes indexes.

Every document carries its record's version, which Elasticsearch compares itself, so sending twice, late or
out of order does no harm. A tombstone is a document too, with a higher version.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from itertools import islice
from typing import Any

from elasticsearch import helpers

from search.engines.base import BulkResult, EngineUnavailable, IndexedVersion, IndexReplica
from search.engines.elastic import indexes
from search.engines.elastic.body import Body
from search.engines.elastic.client import background_client, translate_errors
from search.engines.elastic.documents import (
    document_id,
    documents_of,
    item_key_of,
    tombstone,
    without_vectors,
)
from search.language.items import ItemKey, ItemVersion
from search.models import SearchRecord, of_items

Part = Sequence[tuple[ItemVersion, dict[str, Any]]]
"""Some items with their documents."""

RENDERED_AT_ONCE = 200
LARGEST_BULK = 8 * 1024 * 1024
"""Bytes of one bulk request; a longer document goes alone."""
BULK_TRIES = 4
"""Times that the service may say it is busy (429) before the rest is left for later."""
READ_AT_ONCE = 1000
GRACE = 3.0
"""Seconds that an index stays after another was taken into use."""
BUSY = (429, 502, 503, 504)
"""Answers after which the same item will be taken later."""


class ElasticReplica(IndexReplica):
    """See `IndexReplica`."""

    def is_usable(self) -> bool:
        with translate_errors():
            index = indexes.index_of(background_client(), indexes.live_alias())
            return index is not None and indexes.is_usable(background_client(), index)

    def send(
        self, items: Sequence[ItemVersion], *, staging_only: bool = False, refresh: bool
    ) -> BulkResult:
        targets = [indexes.staging_alias()] if staging_only else self._targets()
        done: set[ItemKey] = set()
        refused: dict[ItemKey, str] = {}
        deferred_reason = ""
        sending = _Sending(items)
        for outcome in _sent(sending.parts(), targets):
            done |= outcome.done
            refused |= outcome.refused
            if deferred_reason := outcome.deferred_reason:
                break
        if refresh or sending.has_tombstones:
            with translate_errors():
                background_client().indices.refresh(
                    index=",".join(targets), ignore_unavailable=True
                )
        return BulkResult(frozenset(done), {**refused, **sending.unreadable}, deferred_reason)

    def _targets(self) -> list[str]:
        """The aliases that exist. Asked for after the items were read: what a rebuild began to fill
        later than this is filled with what they are now."""
        client = background_client()
        with translate_errors():
            targets = [
                alias
                for alias in (indexes.live_alias(), indexes.staging_alias())
                if indexes.index_of(client, alias)
            ]
        if not targets:
            raise EngineUnavailable("it has no index yet")
        return targets

    def indexed_versions(
        self, *, of_staging: bool = False, compare: bool = False
    ) -> Iterator[IndexedVersion]:
        alias = indexes.staging_alias() if of_staging else indexes.live_alias()
        with translate_errors():
            hits = helpers.scan(
                background_client(),
                index=alias,
                query={"version": True, "_source": True if compare else ["is_removed"]},
                size=READ_AT_ONCE if not compare else RENDERED_AT_ONCE,
                clear_scroll=True,
            )
            while part := list(islice(hits, READ_AT_ONCE if not compare else RENDERED_AT_ONCE)):
                yield from _compared(part) if compare else map(_held, part)

    def create_staging(self) -> None:
        with translate_errors():
            self.delete_unused()
            indexes.create_staging(background_client())

    def promote(self) -> None:
        with translate_errors():
            background_client().indices.refresh(index=indexes.staging_alias())
            indexes.promote(background_client())
            # Searches that were asked before the change still read the old index.
            time.sleep(GRACE)
            self.delete_unused()

    def delete_unused(self) -> int:
        with translate_errors():
            return indexes.delete_unused(background_client())

    def delete_tombstones(self, items: Sequence[ItemVersion]) -> None:
        with translate_errors():
            actions = [
                {**_address(item, indexes.live_alias()), "_op_type": "delete"} for item in items
            ]
            list(helpers.streaming_bulk(background_client(), actions, raise_on_error=False))

    def delete_evaluations(self, was_left: Callable[[str, datetime], bool]) -> None:
        with translate_errors():
            indexes.delete_evaluations(background_client(), was_left)

    def describe(self) -> str:
        client = background_client()
        with translate_errors():
            index = indexes.index_of(client, indexes.live_alias())
            if index is None:
                return "no index yet"
            filling = indexes.index_of(client, indexes.staging_alias())
            number = client.count(index=index, query={"term": {"is_removed": False}})["count"]
            health = client.cluster.health(index=index)["status"]
            fit = "" if indexes.is_usable(client, index) else ", of an old form: rebuild_search"
            also = f"; being filled: {filling}" if filling else ""
            return f"{index} ({health}), {number} items{fit}{also}"


class _Sending:
    """Items with their documents, read a few at a time; tells what it came across."""

    def __init__(self, items: Sequence[ItemVersion]):
        self._items = items
        self.has_tombstones = False
        self.unreadable: dict[ItemKey, str] = {}

    def parts(self) -> Iterator[Part]:
        for begin in range(0, len(self._items), RENDERED_AT_ONCE):
            yield list(self._read(self._items[begin : begin + RENDERED_AT_ONCE]))

    def _read(self, items: Sequence[ItemVersion]) -> Iterator[tuple[ItemVersion, Body]]:
        records = _records(item.key for item in items)
        documents = self._documents(list(records.values()))
        for item in items:
            record = records.get(item.key)
            if record is None:
                self.has_tombstones = True
                yield item, tombstone(*item.key)
            elif record.pk in documents:
                yield ItemVersion(*item.key, record.version), documents[record.pk]

    def _documents(self, records: list[SearchRecord]) -> dict[int, Body]:
        """Record key → document; one that cannot be made is named and holds up no other."""
        try:
            return documents_of(records)
        except Exception as error:
            if len(records) == 1:
                key = (records[0].source, records[0].item_id)
                self.unreadable[key] = f"{type(error).__name__}: {error}"
                return {}
            return {
                pk: document
                for record in records
                for pk, document in self._documents([record]).items()
            }


def _records(keys: Iterable[ItemKey]) -> dict[ItemKey, SearchRecord]:
    """item → its record, where there is one. One query."""
    rows = SearchRecord.objects.filter(of_items(keys)).defer("vocabulary")
    return {(row.source, row.item_id): row for row in rows}


def _address(item: ItemVersion, target: str) -> Body:
    return {
        "_index": target,
        "_id": document_id(*item.key),
        "version": item.version,
        # The same version again is the same content, so it may be written over.
        "version_type": "external_gte",
        "require_alias": True,
    }


def _sent(parts: Iterable[Part], targets: Sequence[str]) -> Iterator[BulkResult]:
    """Send one part while the next one is read; closing this early sends no more."""
    with ThreadPoolExecutor(max_workers=1) as sender:
        underway: Future[BulkResult] | None = None
        for part in parts:
            if underway:
                yield underway.result()
            # What limits a request's time goes by the context, so it goes along.
            underway = sender.submit(copy_context().run, _bulk, part, targets)
        if underway:
            yield underway.result()


def _bulk(part: Part, targets: Sequence[str]) -> BulkResult:
    """Send documents to every target; an item is done when all that exist have it."""
    actions = [
        {**_address(item, target), "_op_type": "index", "_source": document}
        for item, document in part
        for target in targets
    ]
    left = {item.key for item, _ in part}
    refused: dict[ItemKey, str] = {}
    unsent: set[ItemKey] = set()
    deferred_reason = ""
    with translate_errors():
        answers = helpers.streaming_bulk(
            background_client(),
            actions,
            max_chunk_bytes=LARGEST_BULK,
            raise_on_error=False,
            raise_on_exception=False,
            max_retries=BULK_TRIES,
            initial_backoff=0.2,
            max_backoff=2,
        )
        for ok, answer in answers:
            said = answer["index"]
            status, key = said.get("status"), item_key_of(said["_id"])
            if ok or status == 409:
                continue
            if status == 404:
                # The next index was taken into use or forgotten just now; the one in use must be there.
                if said["_index"] == indexes.staging_alias() and len(targets) > 1:
                    continue
                unsent.add(key)
                deferred_reason = "its index is missing"
            elif status in BUSY or not isinstance(status, int):
                unsent.add(key)
                deferred_reason = f"it took only a part (answer {status})"
            elif status == 413 and len(part) > 1:
                unsent.add(key)
                deferred_reason = "too large"
            else:
                refused[key] = _why(said)
    if deferred_reason == "too large":
        return _one_by_one(part, targets)
    return BulkResult(frozenset(left - unsent - refused.keys()), refused, deferred_reason)


def _one_by_one(part: Part, targets: Sequence[str]) -> BulkResult:
    outcomes = [_bulk([item], targets) for item in part]
    return BulkResult(
        frozenset().union(*(outcome.done for outcome in outcomes)),
        {key: why for outcome in outcomes for key, why in outcome.refused.items()},
        next((outcome.deferred_reason for outcome in outcomes if outcome.deferred_reason), ""),
    )


def _why(said: Body) -> str:
    error = said.get("error")
    if not isinstance(error, dict):
        return f"answer {said.get('status')}: {error}"
    cause = error.get("caused_by", {}).get("reason", "")
    return f"{error.get('type')}: {error.get('reason')} {cause}".strip()


def _held(hit: Body) -> IndexedVersion:
    return IndexedVersion(
        *item_key_of(hit["_id"]), hit["_version"], bool(hit["_source"].get("is_removed"))
    )


def _compared(hits: Sequence[Body]) -> Iterator[IndexedVersion]:
    records = _records(item_key_of(hit["_id"]) for hit in hits)
    documents = documents_of(list(records.values()))
    for hit in hits:
        held = _held(hit)
        record = records.get((held.source, held.item_id))
        expected = documents[record.pk] if record else tombstone(held.source, held.item_id)
        yield IndexedVersion(
            held.source,
            held.item_id,
            held.version,
            held.is_removed,
            _is_same(hit["_source"], expected),
        )


def _is_same(held: Body, expected: Body) -> bool:
    return without_vectors(held) == without_vectors(expected)
