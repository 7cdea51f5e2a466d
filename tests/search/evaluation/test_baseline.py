"""Search answers the project's own judged queries as well as it did: a fall of the mean fails.

`tests/judged/baseline.json` holds the mean nDCG@10 of each engine. A commit that raises it writes the
new figure there; `manage.py evaluate_search --engine NAME` prints it, by half and by kind too.
"""

from __future__ import annotations

import json

import pytest
from django.db import connection

from search.evaluation.collections import CLEAN, read_own
from search.evaluation.filling import record_and_deliver
from search.evaluation.measuring import measure, own_folder, summaries

MOST_OF_A_FALL = 0.01


def assert_no_fall(engine: str) -> None:
    """The mean over all queries, both halves, is at most that much below the recorded one."""
    measured = summaries(measure(read_own(own_folder())))
    recorded = json.loads((own_folder() / "baseline.json").read_text())[engine]
    by_kind = {name: row.ndcg10 for name, row in measured.items()}
    assert measured[CLEAN].ndcg10 >= recorded - MOST_OF_A_FALL, by_kind


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_database_answers_as_well_as_before(demo):
    record_and_deliver()
    assert_no_fall(f"database on {connection.display_name}")


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_elastic_answers_as_well_as_before(demo, elastic):
    record_and_deliver()
    assert_no_fall("elastic")
