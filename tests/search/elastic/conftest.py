"""A hub whose Elasticsearch can be made to fail, with a handful of things in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from knowledge.models import Topic
from search.copies import differences, rebuild, status, sync, upkeep
from search.copies.reconcile import reconcile
from search.engines.registry import engine
from search.models import SearchDelivery, SearchRecord
from tests.elastic_index import ElasticIndex
from tests.search.asking import ask, titles
from tests.search.sources import SayingSource, only_saying

_keys = itertools.count(100_000)


@pytest.fixture
def source(elastic: ElasticIndex) -> Iterator[SayingSource]:
    """The only source: six things that each say one passage, recorded and sent."""
    # SQLite gives a key again after a rolled-back test, but Elasticsearch remembers its versions.
    with only_saying(*(f"word{n} of thing" for n in range(6)), keys=_keys) as only:
        reconcile()
        yield only


def recover() -> None:
    """What the worker and the duties do once the fault is over, without waiting for their time."""
    sync.breaker.record_success()
    engine().breaker.record_success()
    SearchDelivery.objects.update(not_before="2020-01-01T00:00Z")
    upkeep.keep()
    differences.verify()
    sync.deliver()


def assert_copy_is_right(index: ElasticIndex) -> None:
    """Every record is in the index in use, field for field; nothing else is, and nothing waits."""
    from search.engines.elastic.documents import (
        document_id,
        documents_of,
        without_vectors,
    )

    assert not SearchDelivery.objects.exists()
    client = index.client()
    client.indices.refresh(index=index.prefix)
    found = client.search(index=index.prefix, size=1000, version=True, query={"match_all": {}})
    held = {
        hit["_id"]: (hit["_version"], hit["_source"])
        for hit in found["hits"]["hits"]
        if not hit["_source"]["is_removed"]
    }
    records = list(SearchRecord.objects.all())
    documents = documents_of(records)
    assert held == {
        document_id(record.source, record.item_id): (
            record.version,
            without_vectors(documents[record.pk]),
        )
        for record in records
    }
    assert differences.verify(compare=True) == 0
    assert not rebuild.is_running()
    ours = client.indices.get_alias(index=f"{index.prefix}*").body
    assert [list(known["aliases"]) for known in ours.values()] == [[index.prefix]]


class Killed(BaseException):
    """The process ends here: nothing may catch it."""


def change_everything(source: SayingSource) -> None:
    """One thing gone, one new, the others say something else; recorded, not yet sent."""
    pks = sorted(source.says)
    for pk in pks[1:]:
        source.says[pk] = [f"changed{pk} of thing"]
    del source.says[pks[0]]
    Topic.objects.filter(pk=pks[0]).delete()
    new = Topic.objects.create(name="saying new", slug="saying-new")
    source.says[new.pk] = ["newcomer of thing"]


def assert_all_is_right(source: SayingSource, index) -> None:
    assert_copy_is_right(index)
    assert "copy behind: 0" in list(status.lines())
    assert status.is_healthy()
    assert ask("q=thing").total == len(source.says)
    for pk, texts in source.says.items():
        assert titles(f"q={texts[0].split()[0]}") == [f"Saying {pk}"]
