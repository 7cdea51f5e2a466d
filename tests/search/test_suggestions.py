"""Suggestions while typing: they lead somewhere, are few, and tell nothing that is not public."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from knowledge.models import ResourcePage, Term
from search.answering.suggestions import MOST, suggestions
from search.copies.reconcile import reconcile
from search.web import rate_limit, views
from tests.factories import add_page

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

PATH = "/search/suggestions/"


def labels(text: str) -> list[str]:
    return [suggestion.label for suggestion in suggestions(text)]


@pytest.fixture(autouse=True)
def no_counts() -> None:
    rate_limit._counts.clear()


def test_titles_are_suggested_by_whole_words_and_a_beginning(library):
    for typed in ("ladder part", "LADD", "the ladder of pa", "participation"):
        found = suggestions(typed)
        assert found[0].label == "The ladder of participation", typed
        assert found[0].url == library.ladder.url


def test_a_british_word_is_suggested_at_each_of_its_letters(library):
    page = add_page(ResourcePage, library.tree.resources, "Notes for organisers")
    reconcile()
    for typed in ("organ", "organi", "organis", "organise", "organiser"):
        assert [each.url for each in suggestions(typed)] == [page.url], typed


def test_sections_lead_to_their_heading(library, client):
    found = next(each for each in suggestions("visiting nu") if each.label == "Visiting nurses")
    assert found.kind == "Section of Peer support in Sussex"
    address, _, anchor = found.url.partition("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_topics_that_something_is_about_lead_to_results(library, client):
    found = next(each for each in suggestions("perin") if each.kind == "Topic")
    assert found.label == "Perinatal mental health"
    assert "Audit of co-production" in client.get(found.url).content.decode()


def test_terms_are_suggested_where_they_find_something(library):
    Term.objects.create(name="Self-assessment", acronym="SQA")
    Term.objects.create(name="Squirrel counting", acronym="SQC")
    assert labels("sq") == ["SQA (Self-assessment)"]


def test_nothing_is_suggested_where_nothing_is(library):
    for typed in ("", "a", "?", "zanzi", "hidden", "zzqqx"):
        assert suggestions(typed) == [], typed


def test_a_page_made_private_is_suggested_no_more(library):
    assert labels("climb") == ["Climbing"]
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=library.ladder, restriction_type="login")]
    )
    assert labels("climb") == labels("ladder") == []
    PageViewRestriction.objects.bulk_create(
        [
            PageViewRestriction(page=page, restriction_type="login")
            for page in (library.peer, library.audit)
        ]
    )
    assert labels("perinatal") == []


def test_the_answer_is_json_that_only_the_browser_keeps(client, library):
    response = client.get(PATH, {"q": "ladder"})
    assert response["Cache-Control"] == "private, max-age=30"
    assert "Set-Cookie" not in response
    found = response.json()["suggestions"]
    assert 0 < len(found) <= MOST
    assert set(found[0]) == {"label", "url", "kind", "parts"}
    assert client.post(PATH).status_code == 405


def test_slips_are_forgiven(library):
    for typed in ("lader partic", "laddre of participation", "participatoin"):
        assert labels(typed)[:1] == ["The ladder of participation"], typed


def test_what_was_typed_is_marked(library):
    assert suggestions("ladder part")[0].parts == (
        ("The ", False),
        ("ladder", True),
        (" of ", False),
        ("participation", True),
    )


def test_another_name_leads_to_the_page_and_its_sections(library):
    Term.objects.create(name="Visiting nurses", acronym="VN")
    Term.objects.create(name="Ladder of participation", acronym="LOP")
    assert labels("lop")[0] == "The ladder of participation"
    found = suggestions("vn")[0]
    assert (found.label, found.kind) == ("Visiting nurses", "Section of Peer support in Sussex")


def test_a_page_is_one_line(library):
    kinds = [each.kind for each in suggestions("peer support")]
    assert "Section of Peer support in Sussex" not in kinds


def test_a_flood_is_stopped(client, library, monkeypatch):
    monkeypatch.setattr(views, "SUGGESTIONS_RATE", 2)
    assert [client.get(PATH, {"q": "la"}).status_code for _ in range(3)] == [200, 200, 429]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(q=st.text(max_size=60))
def test_any_text_is_answered(client, library, q):
    text = q.encode("utf-8", "replace").decode()
    assert client.get(PATH, {"q": text}).status_code in (200, 429)


def test_the_number_of_queries_does_not_depend_on_what_is_typed(client, library):
    for number in range(12):
        Term.objects.create(name=f"Peer thing {number}")
    with CaptureQueriesContext(connection) as captured:
        suggestions("p")
        suggestions("peer support in sussex and the ladder of p")
    assert len(captured) <= 90
