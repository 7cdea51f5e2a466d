"""A search shares with public pages what both are made of, and only while content is as it was."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from knowledge.caching.watched import watched_tables
from knowledge.models import HubDocument, Term, Topic
from search.index.eligibility_sql import hidden_items
from search.insight import event_log
from search.models import SearchRecord
from tests.factories import make_user
from tests.knowledge.caching.asking import is_kept, queries_of
from tests.search.conftest import Library

pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]
MOST_QUERIES_OF_RESULTS = 16
MOST_QUERIES_OF_SUGGESTIONS = 4


@pytest.fixture
def library(library: Library) -> Library:
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


def test_what_every_search_asks_outlives_what_some_ask(client, library, monkeypatch):
    monkeypatch.setattr("knowledge.caching.middleware.MOST_KNOWN_OF_SEARCH", 15)
    asked: list[bool] = []
    for text in ("peer", "audit", "sussex", "ladder", "worksheet", "rope", "cubes", "support"):
        with CaptureQueriesContext(connection) as queries:
            client.get(results(text))
        asked.append(any('"show_in_menus" OR' in each["sql"] for each in queries))
    assert asked == [True, *[False] * 7]


def test_a_change_is_seen_by_the_next_search(client, library):
    assert "Perinatal mental health" in shown(client, results("peer"))
    Topic.objects.filter(pk=library.mental_health.pk).update(name="Minds and birth")
    assert "Minds and birth" in shown(client, results("peer"))
    assert "Said anew" not in shown(client, results("sussex"))
    Page.objects.filter(pk=library.peer.pk).update(title="Said anew")
    assert "Said anew" in shown(client, results("sussex"))


def test_the_menu_is_shared_until_it_changes_and_with_nobody_who_is_signed_in(client, library):
    lists = Page.objects.filter(pk=library.tree.resources.pk)
    lists.update(show_in_menus=True)
    assert "Resources</a>" in shown(client, results("peer"))
    lists.update(show_in_menus=False)
    assert "Resources</a>" not in shown(client, results("sussex"))
    member = Client()
    member.force_login(make_user())
    assert "Sign out" in shown(member, results("peer"))
    assert "Sign out" not in shown(client, results("audit"))
    assert "Sign out" in shown(member, results("audit"))


def test_a_document_is_found_until_a_public_page_no_longer_shows_it(client, library):
    address = results("worksheet")
    assert library.worksheet.url in shown(client, address)
    assert library.worksheet.url in shown(client, address)
    HubDocument.objects.filter(pk=library.worksheet.pk).update(is_listed=False)
    ReferenceIndex.objects.all().delete()
    assert library.worksheet.url not in shown(client, address)


def suggested(client: Client, text: str) -> list[str]:
    answer = client.get(f"{reverse('search:suggest')}?q={text}")
    assert answer["Cache-Control"] == "private, max-age=30"
    return [each["label"] for each in answer.json()["suggestions"]]


CHANGES = {
    "unpublished": lambda page: Page.objects.filter(pk=page.pk).update(live=False),
    "restricted": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type="login"
    ),
    "forgotten by search": lambda page: SearchRecord.objects.filter(item_id=page.pk).delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_suggestions_are_kept_until_content_or_records_change(client, library, change):
    address = f"{reverse('search:suggest')}?q=sussex"
    label = library.peer.title
    assert label in suggested(client, "sussex")
    assert is_kept(client, address)
    assert label in suggested(client, "sussex")
    CHANGES[change](library.peer)
    assert label not in suggested(client, "sussex")


def tables_asked(queries: CaptureQueriesContext) -> set[str]:
    said = " ".join(re.sub(r"'[^']*'", "", query["sql"]) for query in queries)
    return set(connection.introspection.table_names()) & set(re.findall(r"\w+", said))


def unwatched(asked: set[str]) -> set[str]:
    return asked - {each.table for each in watched_tables(connection)}


def test_suggestions_are_asked_of_tables_that_are_watched(client, library):
    with CaptureQueriesContext(connection) as queries:
        assert suggested(client, "per")
        assert suggested(client, "sussex")
    asked = tables_asked(queries)
    assert "search_searchrecord" in asked
    # SQLite cannot watch the full-text table; its rows change with their records, or have none and are never found.
    assert unwatched(asked) <= {"knowledge_stamp", "search_fulltext"}


def test_what_is_hidden_is_asked_of_tables_that_are_watched(library):
    with CaptureQueriesContext(connection) as queries:
        hidden_items(1)
    assert {"search_searchrecord", "wagtailcore_page"} <= tables_asked(queries)
    assert unwatched(tables_asked(queries)) == set()


def test_results_are_kept_for_nobody(client, library):
    answer = client.get(results("peer"))
    assert library.peer.url in answer.content.decode()
    assert not answer.has_header("ETag")
    Page.objects.filter(pk=library.peer.pk).update(live=False)
    assert library.peer.url not in shown(client, results("peer"))


@pytest.mark.parametrize("change", ["unpublished", "restricted"])
def test_what_was_hidden_is_known_until_a_change_hides_more(each_engine, client, library, change):
    """It is neither found nor counted by the first search after the change."""
    address = results("peer")
    # The second is made of what the first has asked.
    total = [client.get(address).context["results"].total for _ in range(2)][1]
    assert library.peer.url in shown(client, address)
    CHANGES[change](library.peer)
    answer = client.get(address)
    assert library.peer.url not in answer.content.decode()
    assert answer.context["results"].total == total - 1
    assert not answer.context["results"].is_simpler


@pytest.mark.elasticsearch
def test_what_is_hidden_is_looked_at_once_between_two_changes(elastic, client, library, settings):
    """It takes a look at each record."""
    settings.HUB_SEARCH_ENGINE = "elastic"
    for text, looks in (("peer", 1), ("audit", 0)):
        with CaptureQueriesContext(connection) as queries:
            client.get(results(text))
        asked = [each["sql"] for each in queries if "search_searchrecord WHERE NOT" in each["sql"]]
        assert len(asked) == looks
