"""Keeps Elasticsearch's copy of the records: sends by bulk, reads back, makes and changes indexes.

Every document carries its record's version, which Elasticsearch compares itself, so sending twice, late or
out of order does no harm. A removal is a document too, with a higher version.
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

from search.engines.base import EngineCopy, EngineUnavailable, Held, Sent
from search.engines.elastic import indexes
from search.engines.elastic.client import patient_client, told_apart
from search.engines.elastic.documents import (
    document_id,
    documents_of,
    removal,
    thing_of,
    without_vectors,
)
from search.language.items import ItemKey, ItemVersion
from search.models import SearchRecord, of_things

Part = Sequence[tuple[ItemVersion, dict[str, Any]]]
"""Some things with their documents."""

RENDERED_AT_ONCE = 200
LARGEST_BULK = 8 * 1024 * 1024
"""Bytes of one bulk request; a longer document goes alone."""
BULK_TRIES = 4
"""Times that the service may say it is busy (429) before the rest is left for later."""
READ_AT_ONCE = 1000
GRACE = 3.0
"""Seconds that an index stays after another was taken into use."""
BUSY = (429, 502, 503, 504)
"""Answers after which the same thing will be taken later."""


class ElasticCopy(EngineCopy):
    """See `EngineCopy`."""

    def is_fit(self) -> bool:
        with told_apart():
            index = indexes.behind(patient_client(), indexes.in_use())
            return index is not None and indexes.is_fit(patient_client(), index)

    def send(
        self, things: Sequence[ItemVersion], *, only_next: bool = False, be_seen: bool
    ) -> Sent:
        targets = [indexes.next_one()] if only_next else self._targets()
        done: set[ItemKey] = set()
        refused: dict[ItemKey, str] = {}
        later = ""
        sending = _Sending(things)
        for outcome in _sent(sending.parts(), targets):
            done |= outcome.done
            refused |= outcome.refused
            if later := outcome.later:
                break
        if be_seen or sending.has_removals:
            with told_apart():
                patient_client().indices.refresh(index=",".join(targets), ignore_unavailable=True)
        return Sent(frozenset(done), {**refused, **sending.unreadable}, later)

    def _targets(self) -> list[str]:
        """The aliases that exist. Asked for after the things were read: what a rebuild began to fill
        later than this is filled with what they are now."""
        client = patient_client()
        with told_apart():
            targets = [
                alias
                for alias in (indexes.in_use(), indexes.next_one())
                if indexes.behind(client, alias)
            ]
        if not targets:
            raise EngineUnavailable("it has no index yet")
        return targets

    def held(self, *, of_next: bool = False, compare: bool = False) -> Iterator[Held]:
        alias = indexes.next_one() if of_next else indexes.in_use()
        with told_apart():
            hits = helpers.scan(
                patient_client(),
                index=alias,
                query={"version": True, "_source": True if compare else ["is_removed"]},
                size=READ_AT_ONCE if not compare else RENDERED_AT_ONCE,
                clear_scroll=True,
            )
            while part := list(islice(hits, READ_AT_ONCE if not compare else RENDERED_AT_ONCE)):
                yield from _compared(part) if compare else map(_held, part)

    def begin_next(self) -> None:
        with told_apart():
            self.forget_unused()
            indexes.create_next(patient_client())

    def take_next(self) -> None:
        with told_apart():
            patient_client().indices.refresh(index=indexes.next_one())
            indexes.take_next(patient_client())
            # Searches that were asked before the change still read the old index.
            time.sleep(GRACE)
            self.forget_unused()

    def forget_unused(self) -> int:
        with told_apart():
            return indexes.forget_unused(patient_client())

    def forget_removals(self, things: Sequence[ItemVersion]) -> None:
        with told_apart():
            actions = [
                {**_address(thing, indexes.in_use()), "_op_type": "delete"} for thing in things
            ]
            list(helpers.streaming_bulk(patient_client(), actions, raise_on_error=False))

    def forget_evaluations(self, was_left: Callable[[str, datetime], bool]) -> None:
        with told_apart():
            indexes.forget_evaluations(patient_client(), was_left)

    def describe(self) -> str:
        client = patient_client()
        with told_apart():
            index = indexes.behind(client, indexes.in_use())
            if index is None:
                return "no index yet"
            filling = indexes.behind(client, indexes.next_one())
            things = client.count(index=index, query={"term": {"is_removed": False}})["count"]
            health = client.cluster.health(index=index)["status"]
            fit = "" if indexes.is_fit(client, index) else ", of an old form: rebuild_search"
            also = f"; being filled: {filling}" if filling else ""
            return f"{index} ({health}), {things} things{fit}{also}"


class _Sending:
    """Things with their documents, read a few at a time; tells what it came across."""

    def __init__(self, things: Sequence[ItemVersion]):
        self._things = things
        self.has_removals = False
        self.unreadable: dict[ItemKey, str] = {}

    def parts(self) -> Iterator[Part]:
        for begin in range(0, len(self._things), RENDERED_AT_ONCE):
            yield list(self._read(self._things[begin : begin + RENDERED_AT_ONCE]))

    def _read(self, things: Sequence[ItemVersion]) -> Iterator[tuple[ItemVersion, dict[str, Any]]]:
        records = _records(thing.key for thing in things)
        documents = self._documents(list(records.values()))
        for thing in things:
            record = records.get(thing.key)
            if record is None:
                self.has_removals = True
                yield thing, removal(*thing.key)
            elif record.pk in documents:
                yield ItemVersion(*thing.key, record.version), documents[record.pk]

    def _documents(self, records: list[SearchRecord]) -> dict[int, dict[str, Any]]:
        """Record key → document; one that cannot be made is named and holds up no other."""
        try:
            return documents_of(records)
        except Exception as error:
            if len(records) == 1:
                key = (records[0].source, records[0].thing_id)
                self.unreadable[key] = f"{type(error).__name__}: {error}"
                return {}
            return {
                pk: document
                for record in records
                for pk, document in self._documents([record]).items()
            }


def _records(keys: Iterable[ItemKey]) -> dict[ItemKey, SearchRecord]:
    """thing → its record, where there is one. One query."""
    rows = SearchRecord.objects.filter(of_things(keys)).defer("vocabulary")
    return {(row.source, row.thing_id): row for row in rows}


def _address(thing: ItemVersion, target: str) -> dict[str, Any]:
    return {
        "_index": target,
        "_id": document_id(*thing.key),
        "version": thing.version,
        # The same version again is the same content, so it may be written over.
        "version_type": "external_gte",
        "require_alias": True,
    }


def _sent(parts: Iterable[Part], targets: Sequence[str]) -> Iterator[Sent]:
    """Send one part while the next one is read; closing this early sends no more."""
    with ThreadPoolExecutor(max_workers=1) as sender:
        underway: Future[Sent] | None = None
        for part in parts:
            if underway:
                yield underway.result()
            # What limits a request's time goes by the context, so it goes along.
            underway = sender.submit(copy_context().run, _bulk, part, targets)
        if underway:
            yield underway.result()


def _bulk(part: Part, targets: Sequence[str]) -> Sent:
    """Send documents to every target; a thing is done when all that exist have it."""
    actions = [
        {**_address(thing, target), "_op_type": "index", "_source": document}
        for thing, document in part
        for target in targets
    ]
    left = {thing.key for thing, _ in part}
    refused: dict[ItemKey, str] = {}
    unsent: set[ItemKey] = set()
    later = ""
    with told_apart():
        answers = helpers.streaming_bulk(
            patient_client(),
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
            status, key = said.get("status"), thing_of(said["_id"])
            if ok or status == 409:
                continue
            if status == 404:
                # The next index was taken into use or forgotten just now; the one in use must be there.
                if said["_index"] == indexes.next_one() and len(targets) > 1:
                    continue
                unsent.add(key)
                later = "its index is missing"
            elif status in BUSY or not isinstance(status, int):
                unsent.add(key)
                later = f"it took only a part (answer {status})"
            elif status == 413 and len(part) > 1:
                unsent.add(key)
                later = "too large"
            else:
                refused[key] = _why(said)
    if later == "too large":
        return _one_by_one(part, targets)
    return Sent(frozenset(left - unsent - refused.keys()), refused, later)


def _one_by_one(part: Part, targets: Sequence[str]) -> Sent:
    outcomes = [_bulk([item], targets) for item in part]
    return Sent(
        frozenset().union(*(outcome.done for outcome in outcomes)),
        {key: why for outcome in outcomes for key, why in outcome.refused.items()},
        next((outcome.later for outcome in outcomes if outcome.later), ""),
    )


def _why(said: dict[str, Any]) -> str:
    error = said.get("error")
    if not isinstance(error, dict):
        return f"answer {said.get('status')}: {error}"
    cause = error.get("caused_by", {}).get("reason", "")
    return f"{error.get('type')}: {error.get('reason')} {cause}".strip()


def _held(hit: dict[str, Any]) -> Held:
    return Held(*thing_of(hit["_id"]), hit["_version"], bool(hit["_source"].get("is_removed")))


def _compared(hits: Sequence[dict[str, Any]]) -> Iterator[Held]:
    records = _records(thing_of(hit["_id"]) for hit in hits)
    documents = documents_of(list(records.values()))
    for hit in hits:
        held = _held(hit)
        record = records.get((held.source, held.thing_id))
        expected = documents[record.pk] if record else removal(held.source, held.thing_id)
        yield Held(
            held.source,
            held.thing_id,
            held.version,
            held.is_removed,
            _is_same(hit["_source"], expected),
        )


def _is_same(held: dict[str, Any], expected: dict[str, Any]) -> bool:
    return without_vectors(held) == without_vectors(expected)
