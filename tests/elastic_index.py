"""Search engines for tests: each one in turn, or a real Elasticsearch with a proxy that fails on demand.

Every run has indexes of its own, and takes them away.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.fault_proxy import PASS, FaultProxy, proxy_to


@dataclass(frozen=True)
class ElasticIndex:
    """A real Elasticsearch with an index of this run's own."""

    url: str
    prefix: str

    def use(self, settings) -> None:
        """Let this engine answer."""
        from search.copies import sync
        from search.engines.registry import engine

        settings.HUB_SEARCH_ENGINE = "elastic"
        settings.ELASTICSEARCH_URL = self.url
        settings.HUB_ELASTICSEARCH_INDEX_PREFIX = self.prefix
        # A busy machine is slow; a test that waits for what comes loses nothing by waiting longer.
        settings.HUB_ELASTICSEARCH_TIMEOUT = 20.0
        engine().breaker.record_success()
        sync.breaker.record_success()

    def client(self):
        """A connection that no setting changes."""
        from elasticsearch import Elasticsearch

        return Elasticsearch(self.url, request_timeout=60)


@pytest.fixture(scope="session")
def elastic_index() -> Iterator[ElasticIndex]:
    """An index that this run makes and takes away; for tests marked `elasticsearch`."""
    index = ElasticIndex(
        os.environ["HUB_TEST_ELASTICSEARCH_URL"], f"hubtest{uuid.uuid4().hex[:12]}"
    )
    yield index
    made = index.client().indices.get(index=f"{index.prefix}*").body
    for name in made:
        index.client().indices.delete(index=name, ignore_unavailable=True)


@pytest.fixture
def elastic(elastic_index: ElasticIndex, settings, db) -> Iterator[ElasticIndex]:
    """Elasticsearch answers, from an index that is empty."""
    from search.copies import differences, sync
    from search.copies.rebuild import rebuild
    from search.engines.registry import engine
    from search.models import SearchRecord

    elastic_index.use(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.elastic.replica.GRACE", 0)
        if not engine().replica.is_usable():
            rebuild(engine().replica)
        if SearchRecord.objects.exists():  # What tests share is not in the emptied index.
            differences.verify()
            sync.deliver()
        yield elastic_index
    elastic_index.client().options(ignore_status=404).delete_by_query(
        index=elastic_index.prefix, query={"match_all": {}}, refresh=True, conflicts="proceed"
    )


@pytest.fixture(params=["database", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def each_engine(request: pytest.FixtureRequest, settings) -> str:
    """The test runs once with every engine."""
    if request.param == "elastic":
        request.getfixturevalue("elastic")
    settings.HUB_SEARCH_ENGINE = request.param
    return request.param


@pytest.fixture
def proxy(elastic: ElasticIndex, settings) -> Iterator[FaultProxy]:
    """What stands between the hub and its Elasticsearch."""
    with proxy_to(elastic.url) as between:
        settings.ELASTICSEARCH_URL = between.url
        yield between
        between.always(PASS)
