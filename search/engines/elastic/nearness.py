"""What Elasticsearch is asked for what is near in meaning: passages by their vectors, never more than a window. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from elasticsearch_dsl import Q, Search
from elasticsearch_dsl.query import Query

from search.engines.elastic.queries import excluded_by, filters_of, matching
from search.language.fusion import WINDOW
from search.language.query import SearchQuery

CANDIDATES = 2 * WINDOW
"""Vectors that are looked at for each hundred; more makes it slower and hardly better."""


@dataclass(frozen=True)
class Meaning:
    """What a question means, to be compared with passages."""

    field: str
    """That holds the vectors of the same model."""
    vector: Sequence[float]
    floor: float
    """A cosine: what is less near is not near at all."""
    seconds: float


def nearest_of_results(
    query: SearchQuery, meaning: Meaning, without: Collection[str], near: Collection[str]
) -> Search:
    """The items nearest in meaning among the results with these filters (see `page_of_results`), best first.

    An item is as near as its nearest passage.
    """
    among = [matching(query, without, near), *filters_of(query).values()]
    return _nearest(among, meaning, WINDOW)


def nearest_of_all(
    query: SearchQuery, meaning: Meaning, without: Collection[str], most: int
) -> Search:
    """The same among all that may be found, whatever words and facets they have. Exclusions hold."""
    among = Q("bool", must_not=excluded_by(query, without))
    return _nearest([among], meaning, most)


def _nearest(among: Sequence[Query], meaning: Meaning, most: int) -> Search:
    return Search().extra(
        **{
            "knn": {
                "field": f"passages.{meaning.field}",
                "query_vector": list(meaning.vector),
                "k": most,
                "num_candidates": CANDIDATES,
                "similarity": meaning.floor,
                "filter": [clause.to_dict() for clause in among],
            },
            "size": most,
            "version": True,
            "_source": False,
            "timeout": f"{int(meaning.seconds * 1000)}ms",
        }
    )
