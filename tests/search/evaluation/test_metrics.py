"""The measures agree with trec_eval; the expected figures are those of pytrec_eval-terrier 0.5.11."""

from __future__ import annotations

import pytest

from search.evaluation.metrics import Scores, Summary, ndcg, percentile, recall, reciprocal_rank

LONG = [f"r{number}" for number in (3, 40, 7, 41, 42, 1, 43, 9, 44, 45, 2)]
CASES = [
    ("graded", ["c", "a", "x", "b"], {"a": 2, "b": 1, "c": 1, "d": 2, "e": 0}, 0.6422213, 0.75, 1),
    ("late", [*(f"x{n}" for n in range(9)), "a", "b"], {"a": 1, "b": 1}, 0.1772393, 0.5, 0.1),
    ("long", LONG, {f"r{n}": 1 + (n % 3 == 0) for n in range(14)}, 0.4654469, 0.2857143, 1),
    ("none", ["x", "y"], {"a": 1}, 0, 0, 0),
    ("empty", [], {"a": 1}, 0, 0, 0),
]


@pytest.mark.parametrize(
    ("ranked", "judgements", "gain", "part", "first"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_measures_are_those_of_trec_eval(ranked, judgements, gain, part, first):
    assert ndcg(ranked, judgements) == pytest.approx(gain, abs=1e-6)
    assert recall(ranked, judgements) == pytest.approx(part, abs=1e-6)
    assert reciprocal_rank(ranked, judgements) == pytest.approx(first, abs=1e-6)


def test_a_negative_judgement_is_no_gain():
    assert ndcg(["a", "b"], {"a": -1, "b": 1}) == pytest.approx(0.6309298)
    assert recall(["a"], {"a": -1, "b": 1}) == 0


def test_a_summary_is_the_mean_and_the_share_of_empty_answers():
    summary = Summary.of(
        [
            Scores.of(["a"], {"a": 1}, 10),
            Scores.of(["x", "a"], {"a": 1}, 30),
            Scores.of([], {"a": 1}, 20),
        ]
    )
    assert summary == Summary(
        queries=3,
        ndcg10=round((1 + 0.6309298) / 3, 4),
        recall10=round(2 / 3, 4),
        mrr10=0.5,
        empty=round(1 / 3, 4),
        p50_ms=20,
        p95_ms=30,
    )


def test_percentiles_are_measured_values():
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([7.0], 0.5) == 7
    assert percentile([], 0.5) == 0
