"""What counts as the service's failure, and what is a mistake of ours. Needs no service."""

from __future__ import annotations

import elastic_transport
import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import ApiError, NotFoundError, UnsupportedProductError
from elasticsearch.helpers import ScanError

from search.engines.base import EngineUnavailable
from search.engines.elastic import client, queries
from search.engines.elastic.client import translate_errors
from search.engines.elastic.documents import item_key_of
from search.engines.registry import engine
from search.language.query import SearchQuery


def answered(status: int) -> ApiResponseMeta:
    node = NodeConfig("http", "search.example.org", 9200)
    return ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, node)


FAILURES = [
    elastic_transport.ConnectionTimeout("slow"),
    elastic_transport.ConnectionError("refused"),
    elastic_transport.TlsError("no certificate"),
    elastic_transport.SerializationError("cut"),
    ApiError("busy", answered(503), {"error": {"type": "a_fault"}}),
    NotFoundError("gone", answered(404), {"error": {"type": "index_not_found_exception"}}),
    UnsupportedProductError("a log-in page", answered(200), "<html>"),
    ScanError("scroll", "Scroll request has only succeeded on 0 shards out of 1."),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_what_the_service_or_the_network_does_makes_it_unavailable(failure):
    with pytest.raises(EngineUnavailable) as told, translate_errors():
        raise failure
    assert "search.example.org" not in str(told.value)


@pytest.mark.parametrize("mistake", [AttributeError, KeyError, IndexError, TypeError, ValueError])
def test_a_mistake_of_ours_stays_one(mistake):
    with pytest.raises(mistake), translate_errors():
        raise mistake("ours")


@pytest.mark.django_db
def test_a_mistake_of_ours_is_not_answered_by_the_database(library, settings, monkeypatch):
    settings.HUB_SEARCH_ENGINE = "elastic"
    engine().breaker.record_success()

    def broken(*args, **kwargs):
        raise KeyError("ours")

    monkeypatch.setattr(queries, "page_of_results", broken)
    with pytest.raises(KeyError, match="ours"):
        engine().search(SearchQuery.from_text("support"))


def test_a_document_that_we_never_wrote_is_the_services_fault():
    assert item_key_of("page:12") == ("page", 12)
    for stray in ("x", "page:", ":12", "page:twelve"):
        with pytest.raises(EngineUnavailable, match="no document of the hub"):
            item_key_of(stray)


@pytest.mark.parametrize(
    ("headers", "is_its_own"),
    [
        ({"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}, True),
        ({"X-Elastic-Product": "Elasticsearch"}, True),
        ({"X-Elastic-Product": "Elasticsearch", "Content-Type": "text/html; charset=utf-8"}, False),
        ({"Content-Type": "application/json"}, False),
    ],
)
def test_an_answer_of_something_else_is_none(headers, is_its_own):
    node = NodeConfig("http", "search.example.org", 9200)
    meta = ApiResponseMeta(200, "1.1", HttpHeaders(headers), 0.1, node)
    assert client._is_its_own(meta) == is_its_own
