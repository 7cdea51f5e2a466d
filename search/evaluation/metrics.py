"""How good one ranked list is, as trec_eval counts it: gains are linear, ten places are looked at. Pure.

`judgements` are item → rel, where rel above 0 is relevant; what is not judged counts as 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PLACES = 10
"""Results looked at: one page of them."""


def ndcg(ranked: Sequence[str], judgements: Mapping[str, int], places: int = PLACES) -> float:
    """Discounted gain over that of the best order there could be; 0 where nothing is relevant."""
    ideal = sorted((rel for rel in judgements.values() if rel > 0), reverse=True)
    best = _discounted(ideal[:places])
    gains = [max(judgements.get(item, 0), 0) for item in ranked[:places]]
    return _discounted(gains) / best if best else 0.0


def recall(ranked: Sequence[str], judgements: Mapping[str, int], places: int = PLACES) -> float:
    """The part of all relevant items that stands among the first."""
    relevant = _relevant(judgements)
    return len(relevant & set(ranked[:places])) / len(relevant) if relevant else 0.0


def reciprocal_rank(
    ranked: Sequence[str], judgements: Mapping[str, int], places: int = PLACES
) -> float:
    """1 / place of the first relevant item; 0 where none is among the first."""
    relevant = _relevant(judgements)
    return next(
        (1 / place for place, item in enumerate(ranked[:places], 1) if item in relevant), 0.0
    )


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least that part of the values does not exceed; 0 of none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


@dataclass(frozen=True)
class Scores:
    """How one query was answered."""

    ndcg10: float
    recall10: float
    mrr10: float
    is_empty: bool
    milliseconds: float

    @classmethod
    def of(
        cls, ranked: Sequence[str], judgements: Mapping[str, int], milliseconds: float = 0.0
    ) -> Scores:
        """Score a ranked list."""
        return cls(
            ndcg10=ndcg(ranked, judgements),
            recall10=recall(ranked, judgements),
            mrr10=reciprocal_rank(ranked, judgements),
            is_empty=not ranked,
            milliseconds=milliseconds,
        )


@dataclass(frozen=True)
class Summary:
    """How a set of queries was answered: means, the share of empty answers, times."""

    queries: int
    ndcg10: float
    recall10: float
    mrr10: float
    empty: float
    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, scores: Sequence[Scores]) -> Summary:
        """Sum up; all zero where there are no queries."""
        times = [score.milliseconds for score in scores]
        return cls(
            queries=len(scores),
            ndcg10=round(_mean([score.ndcg10 for score in scores]), 4),
            recall10=round(_mean([score.recall10 for score in scores]), 4),
            mrr10=round(_mean([score.mrr10 for score in scores]), 4),
            empty=round(_mean([float(score.is_empty) for score in scores]), 4),
            p50_ms=round(percentile(times, 0.5), 1),
            p95_ms=round(percentile(times, 0.95), 1),
        )


def _relevant(judgements: Mapping[str, int]) -> set[str]:
    return {item for item, rel in judgements.items() if rel > 0}


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
