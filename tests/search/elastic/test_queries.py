"""What Elasticsearch is asked: bounded whatever was typed, and with what means the same in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.elastic.documents import mapping, to_document
from search.engines.elastic.queries import best_passages, page_of_results
from search.language.query import FILTERS, SearchQuery
from search.language.records import BREAK
from search.models import SearchRecord

LONGEST_QUESTION = 80_000
"""Bytes of the largest question there can be without a thesaurus."""


def body(request: SearchQuery) -> str:
    asked = page_of_results(request, page=1, without=["page:1"], seconds=2).to_dict()
    return json.dumps(asked)


def test_a_question_of_the_largest_size_is_still_small():
    words = " ".join(f"w{number}" for number in range(400))
    phrases = " ".join(f'"p{number} q"' for number in range(60))
    query = QueryDict(mutable=True)
    for typed in (words, phrases, f"{phrases[:150]} {words}", "-x " * 200):
        query["q"] = typed
        for name in FILTERS:
            query.setlist(name, [str(number) for number in range(1000)])
        assert len(body(SearchQuery.from_querydict(query))) < LONGEST_QUESTION


@settings(max_examples=100, deadline=None)
@given(text=st.text())
def test_any_text_makes_a_bounded_question(text):
    request = SearchQuery.from_text(" ".join(text.split())[:300])
    assert len(body(request)) < LONGEST_QUESTION
    if request.has_words:
        best_passages(request, ["page:1"], seconds=2).to_dict()


def test_every_question_has_a_time_limit_and_leaves_out_what_is_hidden():
    asked = page_of_results(SearchQuery.from_text("x"), page=3, without=["b", "a"], seconds=1.5)
    said = asked.to_dict()
    assert said["timeout"] == "1500ms"
    assert (said["from"], said["size"], said["_source"]) == (20, 10, False)
    assert {"ids": {"values": ["a", "b"]}} in said["query"]["bool"]["must_not"]
    assert {"term": {"is_removed": True}} in said["query"]["bool"]["must_not"]


def test_what_means_the_same_is_asked_for_in_the_place_of_a_run():
    request = replace(
        SearchQuery.from_text('local "mvp toolkit" maternity voices partnership meetings'),
        alternatives={
            ("matern", "voic", "partnership"): (("mvp",), ("mnvp",)),
        },
    )
    said = page_of_results(request, page=1, without=[], seconds=2).to_dict()
    (scored,) = said["query"]["bool"]["must"]
    while "boosting" in scored:
        scored = scored["boosting"]["positive"]
    (phrase,) = scored["bool"]["must"]
    assert _query(phrase) == "mvp toolkit"
    plain, run = scored["bool"]["should"]
    assert _query(plain) == "local meet"
    assert [_query(part) for part in run["dis_max"]["queries"]] == [
        "matern voic partnership",
        "mvp",
        "mnvp",
    ]
    own, other, _ = run["dis_max"]["queries"]
    assert own["combined_fields"]["boost"] > other["combined_fields"]["boost"]


def test_a_document_holds_stems_and_nothing_that_could_be_read():
    record = SearchRecord(
        pk=7,
        source="page",
        item_id=3,
        kind="resource",
        title="Women's Voices",
        title_key="women voic",
        lead="Meetings.",
        extra_terms="CNST",
        sort_date=datetime(2026, 1, 2, tzinfo=UTC),
        version=5,
    )
    passages = [(0, f" first {BREAK} say so ", {}), (1, f"  {BREAK} more ", {})]
    assert to_document(record, passages, [("topic", 4), ("topic", 9), ("gone", 1)]) == {
        "source": "page",
        "item_id": 3,
        "is_removed": False,
        "record": 7,
        "kind": "resource",
        "title_key": "women voic",
        "prominence": 0,
        "sort_date": 1767312000000000,
        "title": "women voic",
        "headings": ["first"],
        "about": ["meet", "cnst"],
        "body": ["say so", "more"],
        "passages": [
            {"position": 0, "title": "women voic", "heading": "first", "text": "say so"},
            {"position": 1, "title": "women voic", "heading": "", "text": "more"},
        ],
        "facets": {"topic": ["4", "9"]},
    }


def test_every_field_of_a_document_is_mapped_and_no_other_is_taken():
    known = mapping()
    assert known["dynamic"] == "strict"
    record = SearchRecord(
        source="page", item_id=3, title="", sort_date=datetime(2026, 1, 2, tzinfo=UTC)
    )
    document = to_document(record, [(0, BREAK, {})], [])
    assert document.keys() == known["properties"].keys()
    assert document["passages"][0].keys() == known["properties"]["passages"]["properties"].keys()
    assert known["properties"]["facets"]["properties"].keys() == set(FILTERS) - {"kind"}


def _query(part) -> str:
    ((_, rule),) = part.items()
    return rule["query"]


# --- settings ---

PASSWORD = "hush1"
QUOTED = "p%40ss"


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({}, []),
        ({"ELASTICSEARCH_URL": f"https://hub:{PASSWORD}@search.example.org:9200"}, []),
        ({"ELASTICSEARCH_URL": ""}, ["search.E004"]),
        ({"ELASTICSEARCH_URL": "search.example.org:9200"}, ["search.E004"]),
        ({"ELASTICSEARCH_URL": "https://search.example.org"}, ["search.E004"]),
        ({"ELASTICSEARCH_URL": "https://h:99999999"}, ["search.E004"]),
        (
            {
                "ELASTICSEARCH_URL": f"https://hub:{PASSWORD}@search.example.org:9200",
                "HUB_ELASTICSEARCH_API_KEY": "key",
            },
            ["search.E005"],
        ),
        ({"HUB_ELASTICSEARCH_CA_FILE": "/nowhere.pem"}, ["search.E006"]),
        ({"HUB_ELASTICSEARCH_CA_FILE": __file__}, ["search.E006"]),
        (
            {
                "HUB_ELASTICSEARCH_CA_FILE": __file__,
                "ELASTICSEARCH_URL": "https://search.example.org:9200",
            },
            [],
        ),
        ({"HUB_ELASTICSEARCH_INDEX_PREFIX": "Hub*"}, ["search.E007"]),
        ({"HUB_ELASTICSEARCH_INDEX_PREFIX": ""}, ["search.E007"]),
        ({"HUB_ELASTICSEARCH_TIMEOUT": 0}, ["search.E008"]),
        ({"HUB_ELASTICSEARCH_TIMEOUT": 120}, ["search.E008"]),
        ({"ELASTICSEARCH_URL": f"http://hub:{PASSWORD}@10.1.2.3:9200"}, ["search.W001"]),
        ({"ELASTICSEARCH_URL": f"http://hub:{PASSWORD}@localhost:9200"}, []),
    ],
)
def test_settings_that_cannot_work_are_told(settings, changes, ids):
    from search.checks import check_engine

    settings.HUB_SEARCH_ENGINE = "elastic"
    for name, value in changes.items():
        setattr(settings, name, value)
    found = check_engine(None)
    assert [fault.id for fault in found] == ids
    assert PASSWORD not in str(found)


@pytest.mark.parametrize(
    ("url", "key", "sent"),
    [
        (f"http://hub:{QUOTED}@localhost:9200", "", "Basic aHViOnBAc3M="),
        ("http://localhost:9200", "abc", "ApiKey abc"),
    ],
)
def test_user_and_password_or_key_are_sent(settings, url, key, sent):
    from search.engines.elastic.client import client

    settings.ELASTICSEARCH_URL, settings.HUB_ELASTICSEARCH_API_KEY = url, key
    asked = client()
    node = next(iter(asked.transport.node_pool.all()))
    headers = {**node.config.headers, **asked._headers}
    assert headers["authorization"] == sent
