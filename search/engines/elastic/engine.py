"""Answers a request from Elasticsearch, and asks the database who may find what at this moment.

What is recorded but hidden now, and what is still to be taken out of the copy, is left out of the
question, so totals and counts never include it; the hits of the page are checked once more. Texts and
highlights come from the records, never from the copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.db.models import Q
from elasticsearch_dsl import Search

from search.eligibility import findable, hidden
from search.engines.base import EngineUnavailable, SearchEngine, ThingKey
from search.engines.database.passages import NEAR_BEST, best_passages, passages_at
from search.engines.elastic import indexes, queries
from search.engines.elastic.client import client, told_apart
from search.engines.elastic.copy import ElasticCopy
from search.engines.elastic.documents import document_id, thing_of
from search.engines.elastic.setup import faults
from search.query import FILTERS, PAGE_SIZE, REACH, SearchRequest
from search.results import Found, FoundThing, PassageHit
from search.sync import being_removed

MOST_HIDDEN = 5_000
"""Things that are left out by name; when more are hidden at once, the database answers."""


class ElasticEngine(SearchEngine):
    """The engine for many things and many visitors."""

    name = "elastic"
    copy = ElasticCopy()

    def search(self, request: SearchRequest) -> Found:
        """See `SearchEngine.search`. EngineUnavailable when it cannot answer, or only in part."""
        without = _left_out()
        answer = _asked(_page(request, request.page, without))
        with told_apart():
            total = int(answer["hits"]["total"]["value"])
            last_page = max(1, -(-min(total, REACH) // PAGE_SIZE))
        page = min(request.page, last_page)
        if page != request.page:
            answer = _asked(_page(request, page, without))
        with told_apart():
            hits = {thing_of(hit["_id"]): hit["_version"] for hit in answer["hits"]["hits"]}
            counts = _counts(answer["aggregations"])
        records = _still_findable(hits)
        passages = _passages(request, hits, records)
        return Found(
            total=total,
            page=page,
            things=tuple(
                FoundThing(*key, passages.get(records[key][0], ()))
                for key in hits
                if key in records
            ),
            counts=counts,
        )

    def check(self) -> list[CheckMessage]:
        """See `search.engines.elastic.setup`."""
        return faults()


def _page(request: SearchRequest, page: int, without: Sequence[str]) -> Search:
    seconds = settings.HUB_ELASTICSEARCH_TIMEOUT
    return queries.page_of_results(request, page=page, without=without, seconds=seconds)


def _asked(search: Search) -> Mapping[str, Any]:
    """The whole answer, or EngineUnavailable."""
    with told_apart():
        answer = client().search(
            index=indexes.in_use(),
            body=search.to_dict(),
            allow_partial_search_results=False,
            # An index of that name that is no alias was made by a stray write, and holds anything.
            ignore_unavailable=False,
        )
        is_whole = not answer["timed_out"] and not answer["_shards"]["failed"]
    if not is_whole:
        raise EngineUnavailable("it answered only in part")
    return answer.body


def _left_out() -> list[str]:
    """Documents that may still be in the copy and that nobody may find now. Two queries."""
    keys = list(hidden().values_list("source", "thing_id")[: MOST_HIDDEN + 1])
    keys += being_removed()[: MOST_HIDDEN + 1]
    if len(keys) > MOST_HIDDEN:
        raise EngineUnavailable("too much is hidden at once", is_worth_waiting=True)
    return sorted({document_id(*key) for key in keys})


def _still_findable(hits: Mapping[ThingKey, int]) -> dict[ThingKey, tuple[int, int]]:
    """thing → (record, its version) of the hits that everybody may find at this moment."""
    wanted = Q(pk__in=[])
    for source in sorted({source for source, _ in hits}):
        wanted |= Q(source=source, thing_id__in=[pk for name, pk in hits if name == source])
    rows = findable().filter(wanted).values_list("source", "thing_id", "pk", "version")
    return {(source, thing_id): (pk, version) for source, thing_id, pk, version in rows}


def _counts(answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for name in FILTERS:
        found = answer[name]
        buckets = found["buckets"] if "buckets" in found else found["values"]["buckets"]
        if buckets:
            counts[name] = {str(bucket["key"]): bucket["doc_count"] for bucket in buckets}
    return counts


def _passages(
    request: SearchRequest,
    hits: Mapping[ThingKey, int],
    records: Mapping[ThingKey, tuple[int, int]],
) -> dict[int, tuple[PassageHit, ...]]:
    """record → its best passages. A record that the copy holds in another version is read afresh."""
    if not request.has_words or not records:
        return {}
    same = {key for key, (_, version) in records.items() if hits[key] == version}
    others = [pk for key, (pk, _) in records.items() if key not in same]
    shown = best_passages(others, request) if others else {}
    if not same:
        return shown
    documents = [document_id(*key) for key in sorted(same)]
    seconds = settings.HUB_ELASTICSEARCH_TIMEOUT
    answer = _asked(queries.best_passages(request, documents, seconds))
    chosen: dict[int, list[int]] = {}
    with told_apart():
        for hit in answer["hits"]["hits"]:
            inner = hit["inner_hits"]["passages"]["hits"]["hits"]
            best = max(found["_score"] for found in inner)
            chosen[records[thing_of(hit["_id"])][0]] = [
                found["fields"]["passages.position"][0]
                for found in inner
                if found["_score"] >= NEAR_BEST * best
            ]
    return {**shown, **passages_at(chosen, request)}
