"""Answers a request from Elasticsearch, and asks the database who may find what at this moment.

What is recorded but hidden now, and what is still to be taken out of the copy, is left out of the
question, so totals and counts never include it; the hits of the page are checked once more. Texts and
highlights come from the records, never from the copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.exceptions import EmptyResultSet
from elasticsearch_dsl import Search

from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.elastic import indexes, queries
from search.engines.elastic.client import all_within, client, told_apart
from search.engines.elastic.copy import ElasticCopy
from search.engines.elastic.documents import document_id, thing_of, vector_field
from search.engines.elastic.setup import faults
from search.index.deliveries import being_removed
from search.index.eligible import findable_records, hidden_things
from search.index.embedding import Embedder, floats, usable_embedder
from search.index.fulltext.passages import NEAR_BEST, best_passages, passages_at
from search.language.fusion import WINDOW, joined
from search.language.items import ItemKey
from search.language.query import FILTERS, PAGE_SIZE, REACH, RELEVANCE, SearchRequest
from search.language.ranking import TITLE_FIRST, inverse_frequency
from search.language.results import Found, FoundThing, PassageHit
from search.models import SearchRecord, SearchTerm

MOST_HIDDEN = 5_000
"""Things that are left out by name; when more are hidden at once, the database answers."""


class ElasticEngine(SearchEngine):
    """The engine for many things and many visitors."""

    name = "elastic"
    copy = ElasticCopy()

    def search(self, request: SearchRequest) -> Found:
        """See `SearchEngine.search`. EngineUnavailable when it cannot answer in time, or only in part."""
        try:
            with all_within(settings.HUB_ELASTICSEARCH_TIMEOUT):
                return self._found(request)
        except EmptyResultSet:
            # Nothing at all may be found.
            return Found(total=0, page=1)

    def _found(self, request: SearchRequest) -> Found:
        without = _left_out()
        request = _weighed(request)
        using = usable_embedder() if request.has_words and request.sort == RELEVANCE else None
        ranked = _joined_page(request, without, using) if using else _plain_page(request, without)
        hits = ranked.hits
        records = findable_records(hits)
        passages = _passages(request, hits, records)
        return Found(
            total=ranked.total,
            page=ranked.page,
            things=tuple(
                FoundThing(*key, passages.get(records[key][0], ()))
                for key in hits
                if key in records
            ),
            counts=ranked.counts,
        )

    def check(self) -> list[CheckMessage]:
        """See `search.engines.elastic.setup`."""
        return faults()


def _weighed(request: SearchRequest) -> SearchRequest:
    """With how much the other names of what was typed tell. Two queries, if there are any.

    Elasticsearch would score a rare name higher than the common one that was typed.
    """
    names = {name.stems for name in request.other_names}
    runs = [(run, *others) for run, others in request.alternatives.items() if names & {*others}]
    stems = {part for phrases in runs for phrase in phrases for part in phrase}
    if not stems:
        return request
    holding = SearchTerm.holding(stems)
    things = max(SearchRecord.objects.count(), 1)
    rarity = {part: inverse_frequency(min(holding.get(part, 0), things), things) for part in stems}
    return replace(request, rarity=rarity)


@dataclass(frozen=True)
class _Ranked:
    """A page in its order, thing → version, with the total and the counts of all pages."""

    hits: Mapping[ItemKey, int]
    page: int
    total: int
    counts: Mapping[str, Mapping[str, int]]


def _plain_page(request: SearchRequest, without: Sequence[str]) -> _Ranked:
    """The page by words alone."""
    answer = _asked(_page(request, request.page, without))
    with told_apart():
        total = int(answer["hits"]["total"]["value"])
    page = _within(request.page, total)
    if page != request.page:
        answer = _asked(_page(request, page, without))
    with told_apart():
        return _Ranked(_versions(answer), page, total, _counts(answer["aggregations"]))


def _joined_page(request: SearchRequest, without: Sequence[str], using: Embedder) -> _Ranked:
    """The page by words and meaning. Total and counts are those of the words."""
    # What a question comes back to, its vector knows: counted twice, it outweighs the rest.
    request = replace(request, repeated={})
    # Pages within the window need no more than the window, later ones everything before them.
    size = WINDOW if request.page * PAGE_SIZE <= WINDOW else REACH
    answer = _asked(_page(request, 1, without, size=size))
    near = _asked(
        queries.nearest(
            request,
            field=vector_field(using),
            vector=floats(using.embed([request.sought_text])[0]),
            without=without,
            seconds=settings.HUB_ELASTICSEARCH_TIMEOUT,
            floor=settings.HUB_SEMANTIC_FLOOR,
        )
    )
    with told_apart():
        total = int(answer["hits"]["total"]["value"])
        by_words, by_meaning = _versions(answer), _versions(near)
        titles = {
            thing_of(hit["_id"]) for hit in answer["hits"]["hits"] if hit["sort"][0] >= TITLE_FIRST
        }
        counts = _counts(answer["aggregations"])
    page = _within(request.page, total)
    order = joined(list(by_words), list(by_meaning), titles)
    versions = {**by_meaning, **by_words}
    shown = order[:REACH][(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return _Ranked({thing: versions[thing] for thing in shown}, page, total, counts)


def _within(page: int, total: int) -> int:
    """The page, or the last one there is."""
    return min(page, max(1, -(-min(total, REACH) // PAGE_SIZE)))


def _versions(answer: Mapping[str, Any]) -> dict[ItemKey, int]:
    return {thing_of(hit["_id"]): hit["_version"] for hit in answer["hits"]["hits"]}


def _page(
    request: SearchRequest, page: int, without: Sequence[str], size: int = PAGE_SIZE
) -> Search:
    seconds = settings.HUB_ELASTICSEARCH_TIMEOUT
    return queries.page_of_results(request, page=page, without=without, seconds=seconds, size=size)


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
    keys = hidden_things(MOST_HIDDEN + 1)
    keys += being_removed()[: MOST_HIDDEN + 1]
    if len(keys) > MOST_HIDDEN:
        raise EngineUnavailable("too much is hidden at once", is_worth_waiting=True)
    return sorted({document_id(*key) for key in keys})


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
    hits: Mapping[ItemKey, int],
    records: Mapping[ItemKey, tuple[int, int]],
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
