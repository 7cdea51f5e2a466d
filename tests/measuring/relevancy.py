"""`make relevancy`: how good every engine is on a judged collection, beside bare Elasticsearch.

Everything is measured in one run. Beside each difference stands its interval by paired bootstrap over
the queries: where it holds zero, the collection cannot tell the two apart.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared" / "judged" / "med"
SAMPLES = 2000

Figures = Mapping[str, Mapping[str, float]]
"""Variant → query → nDCG@10."""

MOST_LOST = {"reference": 0.01, "reference with kNN": 0.0, "elastic": 0.002}
"""Of nDCG@10, beside each."""
LEAST_GAINED = {"typo": 0.015, "short_typo": 0.015}
LEAST_OF_DATABASE = {"clean": 0.68, "typo": 0.66, "short": 0.45}
"""On the Medline collection."""


def main() -> int:
    """Measure, print, and tell by the exit code whether every aim was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--one", metavar="ENGINE", help="measure only this one, as JSON")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if not options.corpus.is_dir():
        print(f"There is no collection at {options.corpus}. Name one: make relevancy CORPUS=DIR")
        return 2
    if options.one:
        django.setup()
        print(json.dumps(_measure(options.one, options.corpus)))
        return 0
    return _compare(options.corpus)


def _measure(engine: str, corpus: Path) -> dict[str, dict[str, dict[str, float]]]:
    from search.evaluation.collections import read_collection
    from search.evaluation.measuring import evaluate
    from search.language.query import SearchQuery

    asked = read_collection(corpus).variants

    def must_find(text: str) -> bool:
        """Whether nothing in it forbids an answer: quotation marks and exclusions may."""
        request = SearchQuery.from_text(text)
        return not (request.phrases or request.exclusions)

    measured = evaluate(engine, corpus)
    return {
        name: {
            qid: {
                "ndcg10": score.ndcg10,
                "empty": float(score.is_empty and must_find(asked[name][qid])),
            }
            for qid, score in scores.items()
        }
        for name, scores in measured.items()
    }


def _one(engine: str, corpus: Path, **environment: str):
    """The same in a process of its own, with other services: (figures, number of empty answers)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.measuring.relevancy", "--one", engine, str(corpus)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found = json.loads(done.stdout)
    figures = {
        name: {qid: row["ndcg10"] for qid, row in rows.items()} for name, rows in found.items()
    }
    return figures, sum(row["empty"] for rows in found.values() for row in rows.values())


def _compare(corpus: Path) -> int:
    postgres = os.environ.get("HUB_TEST_POSTGRES_URL", "")
    elastic = os.environ.get("HUB_TEST_ELASTICSEARCH_URL", "")
    model = os.environ.get("HUB_SEMANTIC_MODEL_DIR", "")
    lexical = {"HUB_SEMANTIC_MODEL_DIR": ""}
    measured: dict[str, Figures] = {}
    empty: dict[str, float] = {}

    def add(name: str, engine: str, **environment: str) -> None:
        measured[name], empty[name] = _one(engine, corpus, **environment)
        _print_row(name, measured[name])

    print(f"nDCG@10 on {corpus}")
    sqlite = {"DATABASE_URL": f"sqlite:///{ROOT / '.data' / 'relevancy.sqlite3'}"}
    add("database on SQLite", "database", **sqlite, **lexical)
    if postgres:
        add("database on PostgreSQL", "database", DATABASE_URL=postgres, **lexical)
    else:
        print("PostgreSQL is not here: install it, or set HUB_TEST_POSTGRES_URL.")
    if elastic:
        at = {**sqlite, "ELASTICSEARCH_URL": elastic}
        add("elastic", "elastic", **at, **lexical)
        if model:
            add("elastic with vectors", "elastic", **at)
        measured |= _references(elastic, corpus, with_vectors=bool(model))
    else:
        print("Elasticsearch is not here: set HUB_TEST_ELASTICSEARCH_URL (make elasticsearch).")
    missed = _differences(measured) + _aims(measured, empty)
    for line in missed:
        print(f"MISSED  {line}")
    return 1 if missed else 0


def _references(url: str, corpus: Path, *, with_vectors: bool) -> dict[str, Figures]:
    django.setup()
    from search.evaluation.collections import read_collection
    from search.index.embedding import embedder
    from tests.measuring.bare import bare_index

    collection = read_collection(corpus)
    found: dict[str, Figures] = {}
    with bare_index(url, collection.docs, embedder() if with_vectors else None) as index:
        found["reference"] = index.measured(collection, "lexical")
        _print_row("reference", found["reference"])
        if with_vectors:
            found["reference with kNN"] = index.measured(collection, "with_vectors")
            _print_row("reference with kNN", found["reference with kNN"])
    return found


def _differences(measured: Mapping[str, Figures]) -> list[str]:
    """Print each pair with its intervals; returns what an aim misses."""
    missed = []
    for name, other in (
        ("elastic", "reference"),
        ("elastic with vectors", "reference with kNN"),
        ("elastic with vectors", "elastic"),
    ):
        if name not in measured or other not in measured:
            continue
        print(f"{name} − {other}")
        for variant, scores in measured[name].items():
            pairs = [scores[qid] - measured[other][variant][qid] for qid in scores]
            mean, low, high = mean_and_interval(pairs)
            print(f"  {variant:<12} {mean:+.3f}  [{low:+.3f}, {high:+.3f}]")
            least = -MOST_LOST[other]
            if other == "reference":
                least = LEAST_GAINED.get(variant, least)
            if mean < least:
                missed.append(f"{name} − {other}, {variant}: {mean:+.3f}, aim {least:+.3f}")
    return missed


def _aims(measured: Mapping[str, Figures], empty: Mapping[str, float]) -> list[str]:
    missed = [f"{name}: {number:.0f} empty answers" for name, number in empty.items() if number]
    for name in ("database on SQLite", "database on PostgreSQL"):
        for variant, least in LEAST_OF_DATABASE.items():
            scores = measured.get(name, {}).get(variant)
            if scores and (found := sum(scores.values()) / len(scores)) < least:
                missed.append(f"{name}, {variant}: {found:.3f}, aim {least}")
    return missed


def mean_and_interval(pairs: Sequence[float]) -> tuple[float, float, float]:
    """Mean of the differences and its 95 % interval by bootstrap; the same numbers each time."""
    chance = random.Random(1)  # noqa: S311 - no secret
    means = sorted(sum(chance.choices(pairs, k=len(pairs))) / len(pairs) for _ in range(SAMPLES))
    return sum(pairs) / len(pairs), means[int(0.025 * SAMPLES)], means[int(0.975 * SAMPLES)]


def _print_row(name: str, figures: Figures) -> None:
    parts = [
        f"{variant} {sum(scores.values()) / len(scores):.3f}" for variant, scores in figures.items()
    ]
    print(f"{name:<24} {'  '.join(parts)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
