"""Asks judged queries as a visitor would, and says how well each was answered."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils.http import urlencode

from knowledge.caching.making import making_answer
from search.answering.answer import answer
from search.engines.base import EngineUnavailable
from search.evaluation.collections import Collection, read_collection, read_own
from search.evaluation.filling import fill_with_demo, filled_with_docs, items_by_address
from search.evaluation.metrics import Scores, Summary
from search.evaluation.throwaway import throwaway_site
from search.language.query import SearchQuery

WARM_UP = 5
"""Queries asked before the clock counts, so that no time is that of a first start."""

Measured = Mapping[str, Mapping[str, Scores]]
"""Variant → query id → scores."""


def own_folder() -> Path:
    """Where the hub's own judged queries lie."""
    return Path(settings.BASE_DIR) / "tests" / "judged"


def evaluate(engine: str, folder: Path | None = None) -> Measured:
    """Measure an engine in a throw-away site, with a collection or with the hub's own queries.

    Raises CollectionError, ThrowawayError, and EngineUnavailable.
    """
    collection = read_collection(folder) if folder else read_own(own_folder())
    with throwaway_site(engine):
        if folder is None:
            fill_with_demo()
            return measure(collection)
        with filled_with_docs(collection.docs):
            return measure(collection)


def measure(collection: Collection) -> Measured:
    """Ask every query of every variant of the site as it stands. A text is asked once.

    Nothing changes meanwhile, so answers share what visitors' answers share until content changes.
    """
    items = items_by_address()
    texts = {text for queries in collection.variants.values() for text in queries.values()}
    with making_answer({}):
        for text in sorted(texts)[:WARM_UP]:
            ask(text, items)
        answers = {text: ask(text, items) for text in sorted(texts)}
    return {
        name: {
            qid: Scores.of(answers[text][0], collection.judgements[qid], answers[text][1])
            for qid, text in queries.items()
        }
        for name, queries in collection.variants.items()
    }


def ask(text: str, items: Mapping[str, str]) -> tuple[list[str], float]:
    """The first page's items, best first, and the milliseconds it took to answer."""
    query = SearchQuery.from_querydict(QueryDict(urlencode({"q": text})))
    began = time.perf_counter()
    found = answer(query)
    took = (time.perf_counter() - began) * 1000
    if found.is_simpler:
        raise EngineUnavailable("another engine answered in its place")
    return [items.get(hit.url, hit.url) for hit in (*found.promoted, *found.hits)], took


def summaries(measured: Measured) -> dict[str, Summary]:
    """Variant → summary."""
    return {name: Summary.of(list(scores.values())) for name, scores in measured.items()}


def report(engine: str, measured: Measured) -> dict[str, object]:
    """What `--json` writes."""
    return {
        "engine": engine,
        "variants": {name: asdict(summary) for name, summary in summaries(measured).items()},
    }


def table(measured: Measured) -> Sequence[str]:
    """The same as lines for a person."""
    lines = [
        f"{'variant':<12} {'queries':>7} {'nDCG@10':>8} {'recall@10':>9} {'MRR@10':>7}"
        f" {'empty':>6} {'p50 ms':>7} {'p95 ms':>7}"
    ]
    for name, row in summaries(measured).items():
        lines.append(
            f"{name:<12} {row.queries:>7} {row.ndcg10:>8.3f} {row.recall10:>9.3f}"
            f" {row.mrr10:>7.3f} {row.empty:>6.1%} {row.p50_ms:>7.1f} {row.p95_ms:>7.1f}"
        )
    return lines
