"""Answers a query from Elasticsearch, and asks the database who may find what at this moment.

What is recorded but hidden now, and what is still to be taken out of the copy, is left out of the
question, so totals and counts never include it; the hits of the page are checked once more. Texts and
highlights come from the records, never from the copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.exceptions import EmptyResultSet
from elasticsearch_dsl import Search

from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.elastic import indexes, queries
from search.engines.elastic.body import Body
from search.engines.elastic.client import client, deadline, translate_errors
from search.engines.elastic.documents import document_id, item_key_of, vector_field
from search.engines.elastic.replica import ElasticReplica
from search.engines.elastic.setup import faults
from search.index.deliveries import pending_removals
from search.index.eligibility_sql import findable_records, hidden_items
from search.index.embedding import Embedder, floats, usable_embedder
from search.index.fulltext.passages import NEAR_BEST, best_passages, passages_at
from search.language.fusion import WINDOW, fuse
from search.language.items import ItemKey
from search.language.query import (
    FEWEST_ON_A_PAGE,
    FILTERS,
    PAGE_SIZE,
    REACH,
    RELEVANCE,
    SearchQuery,
    pages_of,
    shown_on,
)
from search.language.ranking import TITLE_FIRST, inverse_document_frequency
from search.language.results import EngineHit, EngineResults, PassageHit
from search.models import SearchRecord, SearchTerm

MOST_ON_A_PAGE = PAGE_SIZE + FEWEST_ON_A_PAGE - 1
"""Hits that are asked for: which page is the last one is only known with the answer."""
MOST_HIDDEN = 5_000
"""Items that are left out by name; when more are hidden at once, the database answers."""


class ElasticEngine(SearchEngine):
    """The engine for many items and many visitors."""

    name = "elastic"
    replica = ElasticReplica()

    def search(self, query: SearchQuery) -> EngineResults:
        """See `SearchEngine.search`. EngineUnavailable when it cannot answer in time, or only in part."""
        try:
            with deadline(settings.HUB_ELASTICSEARCH_TIMEOUT):
                return self._found(query)
        except EmptyResultSet:
            # Nothing at all may be found.
            return EngineResults(total=0, page=1)

    def _found(self, query: SearchQuery) -> EngineResults:
        without = _hidden_documents()
        query = _with_rarity(query)
        using = usable_embedder() if query.has_words and query.sort == RELEVANCE else None
        ranked = _joined_page(query, without, using) if using else _plain_page(query, without)
        hits = ranked.hits
        records = findable_records(hits)
        passages = _passages(query, hits, records)
        return EngineResults(
            total=ranked.total,
            page=ranked.page,
            hits=tuple(
                EngineHit(*key, passages.get(records[key][0], ())) for key in hits if key in records
            ),
            counts=ranked.counts,
        )

    def check(self) -> list[CheckMessage]:
        """See `search.engines.elastic.setup`."""
        return faults()


def _with_rarity(query: SearchQuery) -> SearchQuery:
    """With how much the other names of what was typed tell. Two queries, if there are any.

    Elasticsearch would score a rare name higher than the common one that was typed.
    """
    names = {name.stems for name in query.other_names}
    runs = [(run, *others) for run, others in query.alternatives.items() if names & {*others}]
    stems = {part for phrases in runs for phrase in phrases for part in phrase}
    if not stems:
        return query
    frequencies = SearchTerm.document_frequencies(stems)
    documents = max(SearchRecord.objects.count(), 1)
    rarity = {
        part: inverse_document_frequency(min(frequencies.get(part, 0), documents), documents)
        for part in stems
    }
    return replace(query, rarity=rarity)


@dataclass(frozen=True)
class _Ranked:
    """A page in its order, item → version, with the total and the counts of all pages."""

    hits: Mapping[ItemKey, int]
    page: int
    total: int
    counts: Mapping[str, Mapping[str, int]]


def _plain_page(query: SearchQuery, without: Sequence[str]) -> _Ranked:
    """The page by words alone."""
    answer = _ask(_page(query, query.page, without))
    with translate_errors():
        total = int(answer["hits"]["total"]["value"])
    page = min(query.page, pages_of(total))
    if page != query.page:
        answer = _ask(_page(query, page, without))
    on_page = shown_on(page, total)
    with translate_errors():
        found = list(_versions(answer).items())[: on_page.stop - on_page.start]
        return _Ranked(dict(found), page, total, _counts(answer["aggregations"]))


def _joined_page(query: SearchQuery, without: Sequence[str], using: Embedder) -> _Ranked:
    """The page by words and meaning. Total and counts are those of the words."""
    # What a question comes back to, its vector knows: counted twice, it outweighs the rest.
    query = replace(query, repeated={})
    # Pages within the window need no more than the window, later ones everything before them.
    size = WINDOW if query.page * PAGE_SIZE < WINDOW else REACH
    answer = _ask(_page(query, 1, without, size=size))
    near = _ask(
        queries.nearest_neighbours(
            query,
            field=vector_field(using),
            vector=floats(using.embed([query.sought_text])[0]),
            without=without,
            seconds=settings.HUB_ELASTICSEARCH_TIMEOUT,
            floor=settings.HUB_SEMANTIC_FLOOR,
        )
    )
    with translate_errors():
        total = int(answer["hits"]["total"]["value"])
        by_words, by_meaning = _versions(answer), _versions(near)
        titles = {
            item_key_of(hit["_id"])
            for hit in answer["hits"]["hits"]
            if hit["sort"][0] >= TITLE_FIRST / 2
        }
        counts = _counts(answer["aggregations"])
    page = min(query.page, pages_of(total))
    order = fuse(list(by_words), list(by_meaning), titles)
    versions = {**by_meaning, **by_words}
    shown = order[shown_on(page, total)]
    return _Ranked({item: versions[item] for item in shown}, page, total, counts)


def _versions(answer: Body) -> dict[ItemKey, int]:
    return {item_key_of(hit["_id"]): hit["_version"] for hit in answer["hits"]["hits"]}


def _page(
    query: SearchQuery, page: int, without: Sequence[str], size: int = MOST_ON_A_PAGE
) -> Search:
    seconds = settings.HUB_ELASTICSEARCH_TIMEOUT
    return queries.page_of_results(query, page=page, without=without, seconds=seconds, size=size)


def _ask(search: Search) -> Body:
    """The whole answer, or EngineUnavailable."""
    with translate_errors():
        answer = client().search(
            index=indexes.live_alias(),
            body=search.to_dict(),
            allow_partial_search_results=False,
            # An index of that name that is no alias was made by a stray write, and holds anything.
            ignore_unavailable=False,
        )
        is_whole = not answer["timed_out"] and not answer["_shards"]["failed"]
    if not is_whole:
        raise EngineUnavailable("it answered only in part")
    return answer.body


def _hidden_documents() -> list[str]:
    """Documents that may still be in the copy and that nobody may find now. Two queries."""
    keys = hidden_items(MOST_HIDDEN + 1)
    keys += pending_removals()[: MOST_HIDDEN + 1]
    if len(keys) > MOST_HIDDEN:
        raise EngineUnavailable("too much is hidden at once", is_query_specific=True)
    return sorted({document_id(*key) for key in keys})


def _counts(answer: Body) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for name in FILTERS:
        found = answer[name]
        buckets = found["buckets"] if "buckets" in found else found["values"]["buckets"]
        if buckets:
            counts[name] = {str(bucket["key"]): bucket["doc_count"] for bucket in buckets}
    return counts


def _passages(
    query: SearchQuery,
    hits: Mapping[ItemKey, int],
    records: Mapping[ItemKey, tuple[int, int]],
) -> dict[int, tuple[PassageHit, ...]]:
    """record → its best passages. A record that the copy holds in another version is read afresh."""
    if not query.has_words or not records:
        return {}
    same = {key for key, (_, version) in records.items() if hits[key] == version}
    others = [pk for key, (pk, _) in records.items() if key not in same]
    shown = best_passages(others, query) if others else {}
    if not same:
        return shown
    documents = [document_id(*key) for key in sorted(same)]
    seconds = settings.HUB_ELASTICSEARCH_TIMEOUT
    answer = _ask(queries.best_passages(query, documents, seconds))
    chosen: dict[int, list[int]] = {}
    with translate_errors():
        for hit in answer["hits"]["hits"]:
            inner = hit["inner_hits"]["passages"]["hits"]["hits"]
            best = max(found["_score"] for found in inner)
            chosen[records[item_key_of(hit["_id"])][0]] = [
                found["fields"]["passages.position"][0]
                for found in inner
                if found["_score"] >= NEAR_BEST * best
            ]
    return {**shown, **passages_at(chosen, query)}
