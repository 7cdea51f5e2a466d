"""`make bench`: how fast search is, as ratios to the bare engine in the same run.

For each number of records and each engine: the page of results through the whole of Django, the answer
without the template, and the engine alone given the same statement or body; then filling the index against
a bare bulk of the same documents. Processor time is this process's own; elapsed time holds the engine's.

It is measured as a web worker answers that has worked for a while: as many other questions come first, what they
have asked is shared as it is between visitors, and each measured question is asked once. `make bench-beside` runs
this very file in an older checkout too.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Hashable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import django

ROOT = Path.cwd()
"""The checkout that is measured."""
QUERIES = 60
"""That are measured; as many come before."""
WORDS = 20_000
"""Words of the made-up language."""
PASSAGE_WORDS = 180
TOPICS, AUDIENCES = 30, 8


def main() -> int:
    """Measure every size on every engine that is here, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000])
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    elastic = os.environ.get("HUB_TEST_ELASTICSEARCH_URL", "")
    if elastic:
        os.environ["ELASTICSEARCH_URL"] = elastic
    django.setup()
    print(f"{'':<26} {'p50 ms':>8} {'p95 ms':>8} {'CPU ms':>8}")
    for size in options.sizes:
        _measure("database", size)
        if elastic:
            _measure("elastic", size)
    if not elastic:
        print("Elasticsearch is not here: set HUB_TEST_ELASTICSEARCH_URL (make elasticsearch).")
    return 0


def made_up_docs(size: int) -> list:
    """Texts of a made-up language whose words are as unevenly frequent as those of a real one."""
    from search.evaluation.collections import Doc

    chance = random.Random(size)  # noqa: S311 - no secret
    words = [
        "".join(chance.choices("abcdeilmnorstu", k=chance.randint(4, 10))) for _ in range(WORDS)
    ]
    cumulated = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
    return [
        Doc(
            str(number),
            " ".join(chance.choices(words, cum_weights=cumulated, k=6)),
            " ".join(chance.choices(words, cum_weights=cumulated, k=PASSAGE_WORDS)),
        )
        for number in range(size)
    ]


def with_facets(docs: Sequence) -> list:
    """The texts with three topics and two audiences each, which are made."""
    from knowledge.models import Audience, Topic

    chance = random.Random(11)  # noqa: S311 - no secret
    labels = {"topic": (Topic, TOPICS, 3), "audience": (Audience, AUDIENCES, 2)}
    keys = {
        name: [model.objects.create(name=f"{name} {n}", slug=f"{name}-{n}").pk for n in range(many)]
        for name, (model, many, _) in labels.items()
    }
    return [
        replace(
            doc,
            facets=tuple(
                (name, pk)
                for name, (_, _, each) in labels.items()
                for pk in chance.sample(keys[name], each)
            ),
        )
        for doc in docs
    ]


def made_up_queries(docs: Sequence) -> list[str]:
    """Half of them three words of a text, half of them a long question of common and rare ones."""
    chance = random.Random(7)  # noqa: S311 - no secret
    return [
        " ".join(chance.sample(chance.choice(docs).text.split(), 3 if number % 2 else 10))
        for number in range(2 * QUERIES)
    ]


def _measure(engine: str, size: int) -> None:
    from django.http import QueryDict
    from django.test import Client, override_settings
    from django.urls import reverse
    from django.utils.http import urlencode

    from search.evaluation.filling import filled_with_docs
    from search.evaluation.throwaway import throwaway_site

    search = _names_of_search()
    docs = made_up_docs(size)
    # With DEBUG, Django keeps every statement, which on SQLite costs another one each.
    quick = override_settings(ALLOWED_HOSTS=["*"], DEBUG=False)
    with throwaway_site(engine), quick, filled_with_docs(with_facets(docs)):
        asked = [QueryDict(urlencode({"q": text})) for text in made_up_queries(docs)]
        queries = [search.read(query) for query in asked]
        client, address = Client(), reverse("search:results")
        known: dict[Hashable, object] = {}

        def page(number: int) -> None:
            found = client.get(f"{address}?{asked[number].urlencode()}")
            assert found.status_code == 200, found.status_code

        def answer(number: int) -> None:
            with search.making_answer(known) as making:
                search.answer(queries[number])
            # As the web server does between visitors; an older build shared nothing.
            known.update(making.asked if making else {})

        print(f"{engine}, {size:,} records")
        whole = _timed("  page", page)
        said = _timed("  answer, no template", answer)
        bare = _timed("  bare engine", _bare(engine, [search.rewrite(query) for query in queries]))
        ratios = []
        for of_page, of_answer, of_engine in zip(whole, said, bare, strict=True):
            template = max(0.0, of_page - of_answer)
            ratios.append(f"{of_page / (1.5 * of_engine + template):.2f}")
        p50, p95, cpu = ratios
        print(f"  page ÷ (1.5 × bare + template): {p50} p50, {p95} p95, {cpu} CPU, aim ≤ 1")
        if engine == "elastic" and search.is_this_build:
            _measure_sync()


def _names_of_search() -> SimpleNamespace:
    """What is asked, by the names that this build has for it, or those of commit 5045df1."""
    try:
        making = import_module("knowledge.caching.making")
    except ModuleNotFoundError:
        engine = import_module("search.engines.database.engine")
        return SimpleNamespace(
            is_this_build=False,
            read=import_module("search.query").SearchRequest.from_querydict,
            rewrite=import_module("search.prepare").prepare,
            answer=import_module("search.answer").answer,
            making_answer=lambda known: nullcontext(),
            statement=lambda query: engine.statement(engine.bounded(query)),
            first_way=lambda query: query,
            live_alias="in_use",
        )
    engine = import_module("search.engines.database")
    rare_words = import_module("search.engines.rare_words")
    return SimpleNamespace(
        is_this_build=True,
        read=import_module("search.language.query").SearchQuery.from_querydict,
        rewrite=import_module("search.answering.rewriting").rewrite_query,
        answer=import_module("search.answering.answer").answer,
        making_answer=making.making_answer,
        statement=engine.statement,
        first_way=lambda query: rare_words.ways_to_find(query)[0],
        live_alias="live_alias",
    )


def _timed(name: str, ask: Callable[[int], object]) -> tuple[float, float, float]:
    """Ask every other query for warmth, then each for the clock; prints and returns p50, p95, CPU in ms."""
    from search.evaluation.metrics import percentile

    for number in range(QUERIES):
        ask(number)
    times = []
    processor = time.process_time()
    for number in range(QUERIES, 2 * QUERIES):
        began = time.perf_counter()
        ask(number)
        times.append((time.perf_counter() - began) * 1000)
    processor = (time.process_time() - processor) * 1000 / QUERIES
    figures = (percentile(times, 0.5), percentile(times, 0.95), processor)
    print(f"{name:<26} " + " ".join(f"{figure:>8.1f}" for figure in figures), flush=True)
    return figures


def _bare(engine: str, prepared: Sequence) -> Callable[[int], object]:
    """The engine alone: the very statement or body that the hub would send, facets and all."""
    from django.db import connection

    search = _names_of_search()
    prepared = [search.first_way(query) for query in prepared]
    if engine == "database":
        statements = [search.statement(request) for request in prepared]

        def run(number: int) -> object:
            with connection.cursor() as cursor:
                cursor.execute(*statements[number])
                return cursor.fetchall()

        return run

    from search.engines.elastic import indexes, queries
    from search.engines.elastic.client import client

    bodies = [
        queries.page_of_results(request, page=1, without=(), seconds=30).to_dict()
        for request in prepared
    ]

    alias = getattr(indexes, search.live_alias)()

    def ask(number: int) -> object:
        found = client().search(index=alias, body=bodies[number])
        best = queries.best_passages(
            prepared[number], [hit["_id"] for hit in found["hits"]["hits"]], 30
        )
        return client().search(index=alias, body=best.to_dict())

    return ask


def _measure_sync() -> None:
    """Filling an index from the records, against a bare bulk of the same documents."""
    from elasticsearch import helpers

    from search.engines.elastic import indexes
    from search.engines.elastic.client import background_client
    from search.engines.elastic.documents import document_id, documents_of
    from search.engines.registry import engine
    from search.language.items import ItemVersion
    from search.models import SearchRecord

    records = list(SearchRecord.objects.all())
    documents = documents_of(records)
    replica, client = engine().replica, background_client()
    replica.create_staging()
    began = time.perf_counter()
    helpers.bulk(
        client,
        (
            {
                "_index": indexes.staging_alias(),
                "_id": document_id(record.source, record.item_id),
                "_source": documents[record.pk],
            }
            for record in records
        ),
    )
    bare = len(records) / (time.perf_counter() - began)
    replica.create_staging()
    items = [ItemVersion(record.source, record.item_id, record.version) for record in records]
    began = time.perf_counter()
    for first in range(0, len(items), 500):
        replica.send(items[first : first + 500], staging_only=True, refresh=False)
    own = len(records) / (time.perf_counter() - began)
    print(f"  sync {own:,.0f}/s, bare bulk {bare:,.0f}/s: {own / bare:.2f}, aim ≥ 0.7", flush=True)


if __name__ == "__main__":
    sys.exit(main())
