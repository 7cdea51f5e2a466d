"""A search shares with public pages what both are made of, and only while content is as it was."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import Term, Topic
from search.insight import event_log
from tests.factories import make_site_tree
from tests.knowledge.caching.asking import queries_of
from tests.search.conftest import Library, make_library

pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]
MOST_QUERIES_OF_RESULTS = 16
MOST_QUERIES_OF_SUGGESTIONS = 4


@pytest.fixture
def library() -> Library:
    library = make_library(make_site_tree())
    Term.objects.create(name="Maternity Voices Partnership", other_names=[])
    return library


def results(text: str) -> str:
    return f"{reverse('search:results')}?q={text}"


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_what_a_search_asks_when_another_went_before(client, library, monkeypatch):
    # Searches are counted when the answer has been sent.
    monkeypatch.setattr(event_log, "record", lambda event: None)
    for before in ("peer", "audit"):
        queries_of(client, results(before))
    assert queries_of(client, results("ladder")) <= MOST_QUERIES_OF_RESULTS
    suggest = f"{reverse('search:suggest')}?q="
    queries_of(client, f"{suggest}lad")
    assert queries_of(client, f"{suggest}aud") <= MOST_QUERIES_OF_SUGGESTIONS


def test_a_change_is_seen_by_the_next_search(client, library):
    assert "Perinatal mental health" in shown(client, results("peer"))
    Topic.objects.filter(pk=library.mental_health.pk).update(name="Minds and birth")
    assert "Minds and birth" in shown(client, results("peer"))
    assert "Said anew" not in shown(client, results("sussex"))
    Page.objects.filter(pk=library.peer.pk).update(title="Said anew")
    assert "Said anew" in shown(client, results("sussex"))


def test_results_are_kept_for_nobody(client, library):
    answer = client.get(results("peer"))
    assert library.peer.url in answer.content.decode()
    assert not answer.has_header("ETag")
    Page.objects.filter(pk=library.peer.pk).update(live=False)
    assert library.peer.url not in shown(client, results("peer"))
