"""Answers a query from Elasticsearch, and asks the database who may find what at this moment.

What is recorded but hidden now, and what is still to be taken out of the copy, is left out of the
question, so totals and counts never include it; the hits of the page are checked once more. Texts and
highlights come from the records, never from the copy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.exceptions import EmptyResultSet
from elasticsearch_dsl import Search

from knowledge.caching.making import asked_once
from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.elastic import indexes, nearness, queries
from search.engines.elastic.body import Body
from search.engines.elastic.client import client, deadline, translate_errors
from search.engines.elastic.documents import document_id, item_key_of, vector_field
from search.engines.elastic.nearness import Meaning
from search.engines.elastic.replica import ElasticReplica
from search.engines.elastic.setup import faults
from search.engines.rare_words import found_by_rarest
from search.index.deliveries import pending_removals
from search.index.eligibility_sql import findable_records, hidden_items
from search.index.embedding import floats, usable_embedder
from search.index.fulltext.passages import NEAR_BEST, best_passages, passages_at
from search.language.fusion import LEAST_STEMS, MEANING, MEANING_OF_LONG, WINDOW, fuse, is_long
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
from search.language.ranking import HOLDS_ALL_FIRST, inverse_document_frequency
from search.language.results import EngineHit, EngineResults, PassageHit
from search.models import SearchRecord, SearchTerm

MOST_ON_A_PAGE = PAGE_SIZE + FEWEST_ON_A_PAGE - 1
"""Hits that are asked for: which page is the last one is only known with the answer."""
MOST_NEAR = PAGE_SIZE
"""Items that are shown where words find nothing: the nearest in meaning, a list that has no end of its own."""
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
                return _found(query)
        except EmptyResultSet:
            # Nothing at all may be found.
            return EngineResults(total=0, page=1)

    def check(self) -> list[CheckMessage]:
        """See `search.engines.elastic.setup`."""
        return faults()


def _found(query: SearchQuery) -> EngineResults:
    without = _hidden_documents()
    query = _with_rarity(query)
    meaning = _meaning_of(query)
    near = _near_anyway(query, without, meaning) if meaning else {}
    if query.is_by_meaning and not near:
        return EngineResults(total=0, page=1)

    def found_by(way: SearchQuery) -> EngineResults:
        if meaning and way.sort == RELEVANCE:
            return _with_passages(way, _joined_page(way, without, meaning, near))
        return _with_passages(way, _plain_page(way, without, near))

    return found_by_rarest(query, found_by)


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
    documents = max(SearchRecord.number(), 1)
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


def _meaning_of(query: SearchQuery) -> Meaning | None:
    """What has a say in the answer; None where words alone decide, or no model is configured."""
    orders = query.sort == RELEVANCE and len(query.stems) >= LEAST_STEMS
    using = usable_embedder() if orders or is_long(query) or query.is_by_meaning else None
    if using is None:
        return None
    return Meaning(
        field=vector_field(using),
        vector=floats(using.embed([query.completed or query.sought_text])[0]),
        floor=settings.HUB_SEMANTIC_FLOOR,
        seconds=settings.HUB_ELASTICSEARCH_TIMEOUT,
    )


def _near_anyway(
    query: SearchQuery, without: Sequence[str], meaning: Meaning
) -> dict[ItemKey, int]:
    """What is found because it is near in meaning, the nearest first: of long questions, and where words find
    nothing. Filters are left to the page: its counts need what they leave out.

    Quotation marks in a long question are part of a text, but where nothing holds what is in them, that is said.
    """
    if query.is_by_meaning:
        most = MOST_NEAR
    elif is_long(query) and (not query.phrases or _total(_ask(_page(query, 1, without, ())))):
        most = WINDOW
    else:
        return {}
    return _versions(_ask(nearness.nearest_of_all(query, meaning, without, most)))


def _plain_page(
    query: SearchQuery, without: Sequence[str], near: Collection[ItemKey] = ()
) -> _Ranked:
    """The page by words alone, or by date."""
    answer = _ask(_page(query, query.page, without, near))
    total = _total(answer)
    page = min(query.page, pages_of(total))
    if page != query.page:
        answer = _ask(_page(query, page, without, near))
    on_page = shown_on(page, total)
    with translate_errors():
        found = list(_versions(answer).items())[: on_page.stop - on_page.start]
        return _Ranked(dict(found), page, total, _counts(answer["aggregations"]))


def _joined_page(
    query: SearchQuery, without: Sequence[str], meaning: Meaning, near: Mapping[ItemKey, int]
) -> _Ranked:
    """The page by words and meaning. Total and counts are those of the words and of what is near anyway."""
    if not is_long(query):
        # What a short question comes back to, its vector knows: counted twice, it outweighs the rest.
        query = replace(query, repeated={})
    # Every page needs to know which items come first by a rule.
    answer = _ask(_page(query, 1, without, near, size=REACH))
    by_meaning = near
    if not near or query.filters:
        by_meaning = _versions(
            _ask(nearness.nearest_of_results(query, meaning, without, _ids(near)))
        )
    with translate_errors():
        total = _total(answer)
        found = _versions(answer)
        scores = {item_key_of(hit["_id"]): hit["sort"][0] for hit in answer["hits"]["hits"]}
        counts = _counts(answer["aggregations"])
    page = min(query.page, pages_of(total))
    order = fuse(
        [item for item in found if scores[item] > 0],
        list(by_meaning),
        tiers={item: score // HOLDS_ALL_FIRST for item, score in scores.items()},
        weight=MEANING_OF_LONG if is_long(query) else MEANING,
    )
    versions = {**by_meaning, **found}
    shown = list(dict.fromkeys([*order, *found]))[shown_on(page, total)]
    return _Ranked({item: versions[item] for item in shown}, page, total, counts)


def _with_passages(query: SearchQuery, ranked: _Ranked) -> EngineResults:
    """Those of the page that everybody may find at this moment, each with its best passages."""
    records = findable_records(ranked.hits)
    passages = _passages(query, ranked.hits, records)
    return EngineResults(
        total=ranked.total,
        page=ranked.page,
        hits=tuple(
            EngineHit(*key, passages.get(records[key][0], ()))
            for key in ranked.hits
            if key in records
        ),
        counts=ranked.counts,
    )


def _total(answer: Body) -> int:
    with translate_errors():
        return int(answer["hits"]["total"]["value"])


def _versions(answer: Body) -> dict[ItemKey, int]:
    with translate_errors():
        return {item_key_of(hit["_id"]): hit["_version"] for hit in answer["hits"]["hits"]}


def _page(
    query: SearchQuery,
    page: int,
    without: Sequence[str],
    near: Collection[ItemKey],
    size: int = MOST_ON_A_PAGE,
) -> Search:
    return queries.page_of_results(
        query,
        page=page,
        without=without,
        seconds=settings.HUB_ELASTICSEARCH_TIMEOUT,
        size=size,
        near=_ids(near),
    )


def _ids(items: Collection[ItemKey]) -> list[str]:
    return [document_id(*key) for key in items]


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
    """Documents that may still be in the copy and that nobody may find now.

    What is hidden takes a look at each record, and stays so until content or records change. One query else.
    """
    hidden = asked_once("hidden items", lambda: tuple(hidden_items(MOST_HIDDEN + 1)))
    keys = [*hidden, *pending_removals()[: MOST_HIDDEN + 1]]
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
