"""A bare Elasticsearch, asked as a careful hand would, to measure the hub's search against.

The reference: english analyzer, cross_fields over title^2 and text, with clauses for fuzziness, phrase and
prefix; and the same joined by reciprocal rank with the nearest vectors.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import Elasticsearch, helpers

from search.evaluation.collections import Collection, Doc
from search.evaluation.metrics import PLACES, Scores
from search.index.embedding import Embedder, floats

FIELDS = ["title^2", "text"]
FUSED, WINDOW = 60, 50
"""Reciprocal rank fusion: 1 / (60 + place) over the first fifty of each."""


def reference_query(text: str) -> dict[str, Any]:
    """The clauses of the reference."""

    def clause(sort: str, **more: Any) -> dict[str, Any]:
        return {"multi_match": {"query": text, "type": sort, "fields": FIELDS, **more}}

    return {
        "bool": {
            "should": [
                clause("cross_fields"),
                clause("best_fields", fuzziness="AUTO", boost=0.5),
                clause("phrase", boost=2),
                clause("phrase_prefix"),
            ]
        }
    }


@contextmanager
def bare_index(url: str, docs: Sequence[Doc], model: Embedder | None) -> Iterator[Reference]:
    """An index of the documents that is deleted in the end."""
    client = Elasticsearch(url, request_timeout=60)
    name = f"bare-{secrets.token_hex(6)}"
    text = {"type": "text", "analyzer": "english"}
    properties: dict[str, Any] = {"title": text, "text": text}
    if model:
        properties["vector"] = {
            "type": "dense_vector",
            "dims": model.dimensions,
            "similarity": "cosine",
        }
    client.indices.create(
        index=name,
        mappings={"properties": properties},
        settings={"number_of_shards": 1, "number_of_replicas": 0},
    )
    try:
        vectors = model.embed([f"{doc.title}. {doc.text}" for doc in docs]) if model else []
        helpers.bulk(
            client,
            (
                {
                    "_index": name,
                    "_id": doc.id,
                    "title": doc.title,
                    "text": doc.text,
                    **({"vector": floats(vectors[number])} if model else {}),
                }
                for number, doc in enumerate(docs)
            ),
            refresh=True,
        )
        yield Reference(client, name, model)
    finally:
        client.indices.delete(index=name)


class Reference:
    """Answers from the bare index."""

    def __init__(self, client: Elasticsearch, name: str, model: Embedder | None):
        self.client, self.name, self.model = client, name, model

    def lexical(self, text: str, size: int = PLACES) -> list[str]:
        """Ids of the best documents."""
        found = self.client.search(
            index=self.name, query=reference_query(text), size=size, source=False
        )
        return [hit["_id"] for hit in found["hits"]["hits"]]

    def with_vectors(self, text: str) -> list[str]:
        """The same, joined with the nearest vectors."""
        assert self.model is not None
        nearest = self.client.search(
            index=self.name,
            knn={
                "field": "vector",
                "query_vector": floats(self.model.embed([text])[0]),
                "k": WINDOW,
                "num_candidates": 4 * WINDOW,
            },
            size=WINDOW,
            source=False,
        )
        scores: dict[str, float] = {}
        for ranked in (
            self.lexical(text, WINDOW),
            [hit["_id"] for hit in nearest["hits"]["hits"]],
        ):
            for place, doc in enumerate(ranked, 1):
                scores[doc] = scores.get(doc, 0.0) + 1 / (FUSED + place)
        return sorted(scores, key=lambda doc: -scores[doc])[:PLACES]

    def measured(self, collection: Collection, answer: str) -> dict[str, dict[str, float]]:
        """Variant → query → nDCG@10 of one of the two ways of answering."""
        ask = getattr(self, answer)
        return {
            name: {
                qid: Scores.of(ask(text), collection.judgements[qid]).ndcg10
                for qid, text in queries.items()
            }
            for name, queries in collection.variants.items()
        }
