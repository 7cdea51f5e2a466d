"""Whatever is wrong with Elasticsearch, a visitor gets an answer in time, is told, and learns no detail."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.copies import sync
from search.engines.base import EngineUnavailable
from search.engines.breaker import FIRST_PAUSE
from search.engines.elastic.client import client, deadline, translate_errors
from search.engines.registry import engine
from search.index import outbox, store
from search.language.query import SearchQuery
from tests.fault_proxy import (
    BROKEN,
    BUSY,
    CUT_ANSWER,
    DRIP,
    NONSENSE,
    PASS,
    REFUSE,
    SLOW,
    SLOW_SECONDS,
)
from tests.search.asking import ask, titles
from tests.search.elastic.conftest import recover

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
TOLD = "Search is simpler than usual for the moment."


@pytest.fixture
def visit(client):
    """Asks the page of results for a word that every thing has; returns the page's text."""

    def get(words: str = "thing") -> str:
        answer = client.get("/search/", {"q": words})
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.mark.parametrize("fault", [REFUSE, CUT_ANSWER, BUSY, BROKEN, NONSENSE])
def test_the_database_answers_and_the_page_says_so(site_tree, source, proxy, visit, fault):
    assert TOLD not in visit()
    proxy.always(fault)
    page = visit()
    assert TOLD in page
    assert f"{len(source.says)} results" in page
    for detail in (proxy.url, "127.0.0.1", "lastic", "Traceback", "a_fault"):
        assert detail not in page


@pytest.mark.parametrize("fault", [SLOW, DRIP])
def test_a_slow_engine_costs_one_visitor_the_time_out_and_the_others_nothing(
    site_tree, source, proxy, visit, settings, monkeypatch, fault
):
    visit()
    settings.HUB_ELASTICSEARCH_TIMEOUT = 0.5
    proxy.always(fault)
    began = time.monotonic()
    assert TOLD in visit()
    assert time.monotonic() - began < SLOW_SECONDS
    now = time.monotonic()
    monkeypatch.setattr(engine().breaker, "_clock", lambda: now)
    asked = len(proxy.asked)
    for _ in range(5):
        assert TOLD in visit()
    assert len(proxy.asked) == asked


def test_the_time_is_that_of_all_questions_of_a_search_together(source, proxy):
    with deadline(20), translate_errors():
        assert client().search(index="_all", size=0)["hits"]
    with pytest.raises(EngineUnavailable, match="in time"), deadline(0), translate_errors():
        client().search(index="_all", size=0)
    # A connection that was given up is not used again, one that was read to its end is.
    with deadline(20), translate_errors():
        assert client().search(index="_all", size=0)["hits"]


def test_it_comes_back_without_a_restart(site_tree, source, proxy, visit, monkeypatch):
    proxy.always(REFUSE)
    assert TOLD in visit()
    proxy.always(PASS)
    assert TOLD in visit()
    later = time.monotonic() + FIRST_PAUSE
    monkeypatch.setattr(engine().breaker, "_clock", lambda: later)
    assert TOLD not in visit()
    assert TOLD not in visit()


def test_a_red_index(site_tree, source, elastic, visit):
    client = elastic.client()
    good = next(iter(client.indices.get_alias(name=elastic.prefix).body))
    red = f"{elastic.prefix}-20200101000000-abcdef"
    client.indices.create(
        index=red,
        wait_for_active_shards="0",
        settings={"index.routing.allocation.require._name": "nowhere"},
    )
    move = [{"add": {"index": red, "alias": elastic.prefix}}]
    client.indices.update_aliases(
        actions=[*move, {"remove": {"index": good, "alias": elastic.prefix}}]
    )
    assert TOLD in visit()
    client.indices.delete(index=red)
    recover()
    assert TOLD not in visit()


def test_an_alias_that_is_gone(site_tree, source, elastic, visit):
    client = elastic.client()
    client.indices.delete(index=",".join(client.indices.get_alias(name=elastic.prefix).body))
    assert TOLD in visit()
    recover()
    assert TOLD not in visit()


def test_an_index_of_other_fields_in_the_place_of_the_alias(site_tree, source, elastic, visit):
    client = elastic.client()
    client.indices.delete(index=",".join(client.indices.get_alias(name=elastic.prefix).body))
    client.index(index=elastic.prefix, document={"kind": "x", "sort_date": "soon"}, refresh=True)
    assert TOLD in visit()
    recover()
    assert TOLD not in visit()


# --- what is hidden ---


def test_what_became_private_is_in_no_count_before_anything_was_sent(source, elastic):
    pks = sorted(source.says)
    assert ask("q=thing").total == len(pks)
    source.model.objects.filter(pk=pks[0]).update(slug="private")
    assert ask("q=thing").total == len(pks) - 1
    assert titles("q=word0") == []
    # Forgotten by the records, and the engine has not heard of it yet.
    store.remove("saying", [pks[0]])
    assert ask("q=thing").total == len(pks) - 1
    assert ask().total == len(pks) - 1
    sync.deliver()
    assert ask("q=thing").total == len(pks) - 1


def test_when_too_much_is_hidden_the_database_answers(source, elastic, monkeypatch):
    monkeypatch.setattr("search.engines.elastic.engine.MOST_HIDDEN", 2)
    for pk in sorted(source.says)[:3]:
        source.model.objects.filter(pk=pk).update(slug=f"private-{pk}")
    found = engine().search(SearchQuery.from_text("thing"))
    assert (found.total, found.is_simpler) == (len(source.says) - 3, True)


def test_a_newer_record_shows_its_own_passages(source, elastic):
    """What is shown is never older than what is recorded, whatever the copy holds."""
    pk = min(source.says)
    source.says[pk] = ["a first passage without it", "word0 of newer thing"]
    outbox.enqueue("saying", [pk], "saved")
    outbox.process()
    (hit,) = ask("q=word0").hits
    assert [fragment.text for fragment in hit.locations[0].fragments][:2] == [
        "word0",
        " of newer thing",
    ]


def test_the_number_of_queries_does_not_grow_with_the_hits(source, elastic):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask("q=thing")
        return len(captured)

    queries()
    many = queries()
    for pk in sorted(source.says)[2:]:
        source.model.objects.filter(pk=pk).update(slug=f"private-{pk}")
    assert queries() == many
