"""The judged queries are sound: whole, balanced, and about things that the demo holds.

How well search answers them is measured elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from wagtail.models import Page

from knowledge.models import HubDocument

FOLDER = Path(__file__).parent / "judged"
KINDS = {
    "title",
    "keywords",
    "question",
    "typo",
    "acronym",
    "rename",
    "phrase",
    "attachment",
    "transcript",
    "variant",
}
HALVES = ("tuning", "held-out")


def rows(name: str) -> list[dict]:
    """The rows of one file."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


QUERIES = rows("queries.jsonl")
JUDGEMENTS = rows("qrels.jsonl")


def test_there_are_enough_queries():
    assert len(QUERIES) >= 300
    assert {query["kind"] for query in QUERIES} == KINDS


def test_ids_and_texts_are_unique():
    assert len({query["id"] for query in QUERIES}) == len(QUERIES)
    assert len({query["text"].casefold() for query in QUERIES}) == len(QUERIES)


def test_both_halves_have_the_same_mix():
    assert {query["half"] for query in QUERIES} == set(HALVES)
    counts = Counter((query["kind"], query["half"]) for query in QUERIES)
    uneven = {kind for kind in KINDS if abs(counts[kind, HALVES[0]] - counts[kind, HALVES[1]]) > 2}
    assert uneven == set()


def test_every_query_has_an_answer():
    rels = defaultdict(set)
    for judgement in JUDGEMENTS:
        rels[judgement["qid"]].add(judgement["rel"])
    assert set(rels) == {query["id"] for query in QUERIES}
    assert [qid for qid, given in rels.items() if 2 not in given] == []
    assert set().union(*rels.values()) == {1, 2}


def test_nothing_is_judged_twice():
    pairs = Counter((judgement["qid"], judgement["thing"]) for judgement in JUDGEMENTS)
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.django_db
def test_every_judged_thing_is_in_the_demo(demo):
    pages = {f"page:{page.get_url()}" for page in Page.objects.live().filter(depth__gt=1)}
    documents = {f"document:{document.title}" for document in HubDocument.objects.all()}
    assert {judgement["thing"] for judgement in JUDGEMENTS} - pages - documents == set()
