"""The page of results as visitors get it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.models import ResourcePage
from search.copies.reconcile import reconcile
from search.language.query import LONGEST_QUERY
from search.models import LoggedQuery, SearchEvent
from tests.factories import add_page, make_organisation, section_body

pytestmark = pytest.mark.django_db
PATH = "/search/"


def whatever_answers(test):
    """What is shown depends on what was found, so it is asked of each engine, on each database."""
    return pytest.mark.each_database(pytest.mark.usefixtures("each_engine")(test))


@whatever_answers
def test_the_page_shows_hits_with_marks_and_places(client, library):
    page = client.get(PATH, {"q": "womens paediatric"}).content.decode()
    assert "1 result" in page
    assert '<mark class="hub-mark">women&#x27;s</mark>' in page
    assert re.search(r'href="[^"]*/peer-support-in-sussex/#h-[0-9a-f]{8}"', page)
    assert page.count('role="status"') == 1


@whatever_answers
def test_titles_and_passages_are_escaped(client, library):
    add_page(
        ResourcePage,
        library.tree.resources,
        "<script>alert('wombat')</script>",
        slug="wombat",
        summary="<b>wombat</b>",
        body=section_body("&lt;img src=x onerror=wombat&gt;", heading="<i>wombat</i>"),
    )
    reconcile()
    page = client.get(PATH, {"q": "wombat <script>alert(1)</script>"}).content.decode()
    assert '<mark class="hub-mark">wombat</mark>' in page
    for markup in ("<script>alert", "<b>", "<img src=x", "<i>"):
        assert markup not in page


@whatever_answers
def test_the_page_says_what_nothing_mentions_and_asks_about_near_words(client, library):
    page = client.get(PATH, {"q": "peer weakly"}).content.decode()
    assert "No page mentions ‘weakly’." in page
    assert re.search(r'Did you mean <a href="/search/\?q=peer\+weekly"[^>]*>peer weekly</a>', page)
    assert "No page mentions" not in client.get(PATH, {"q": "zzqqx"}).content.decode()


@whatever_answers
def test_the_page_says_that_it_did_without_quotation_marks(client, library):
    page = client.get(PATH, {"q": '"support peer" <b>'}).content.decode()
    assert "Nothing matches with your quotation marks." in page
    assert "Showing results for <strong>support peer &lt;b&gt;</strong> instead" in page
    page = client.get(PATH, {"q": "sussex -peer"}).content.decode()
    assert "Nothing matches with your minus signs." in page


def test_filters_are_in_the_address_and_can_be_removed(client, library):
    asked = {"q": "support", "topic": library.mental_health.pk, "region": library.sussex.pk}
    page = client.get(PATH, asked).content.decode()
    assert f'href="/search/?q=support&amp;region={library.sussex.pk}"' in page
    assert f'href="/search/?q=support&amp;topic={library.mental_health.pk}"' in page
    assert f'name="topic" type="checkbox" value="{library.mental_health.pk}" checked' in page
    assert 'href="/search/?q=support">Remove all filters' in page


def test_the_boxes_take_as_much_text_as_is_read(client, library):
    for address in ("/", "/search/", "/search/?q=peer"):
        shown = client.get(address).content.decode()
        longest = set(re.findall(r'name="q"[^>]*maxlength="(\d+)"', shown))
        assert longest == {str(LONGEST_QUERY)}, address


def test_a_long_question_is_kept_in_the_box_and_named_shortly(client, library):
    question = "How can peers support each other? " * 20
    page = client.get(PATH, {"q": question}).content.decode()
    assert f'value="{question.strip()}"' in page
    heading = re.search(r'id="results-count"[^>]*>([^<]+)<', page)[1]
    assert "How can peers support" in heading
    assert len(heading) < 140


@whatever_answers
def test_nothing_found_is_no_dead_end(client, library):
    page = client.get(PATH, {"q": "zzqqx"}).content.decode()
    assert "No results" in page
    assert "What is co-production" in page
    assert "/feedback/?query=zzqqx" in page


@pytest.mark.each_database
def test_an_empty_box_offers_topics_and_what_others_looked_for(client, library):
    for text, visitors in (("peer support", 5), ("audit", 4), ("zzqqx support", 9)):
        query = LoggedQuery.objects.create(key=text, text=text)
        for number in range(visitors):
            SearchEvent.objects.create(
                query=query, session=f"{text} {number}", searched_on=timezone.localdate(), total=1
            )
    page = client.get(PATH).content.decode()
    assert f'href="/search/?topic={library.mental_health.pk}">Perinatal mental health' in page
    assert 'href="/search/?q=peer+support" rel="nofollow">peer support' in page
    # Too few asked it; it holds a word that stands nowhere.
    assert "q=audit" not in page
    assert "zzqqx" not in page
    assert "hub-hit" not in page
    assert "hub-hit" in client.get(PATH, {"sort": "newest"}).content.decode()


def test_tips_are_for_an_empty_box(client, library):
    assert "search-hint" in client.get(PATH).content.decode()
    assert "search-hint" not in client.get(PATH, {"q": "peer"}).content.decode()


def test_a_filter_with_one_value_is_left_out(client, library):
    page = client.get(PATH, {"q": "self-assessment"}).content.decode()
    assert 'name="kind"' not in page


def test_results_are_not_for_other_search_engines(client, library):
    html = client.get(PATH).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta name="description" content="Search everything' in html


def test_only_reading_is_allowed(client, library):
    assert client.post(PATH, {"q": "x"}).status_code == 405
    assert client.head(PATH).status_code == 200


@pytest.mark.usefixtures("each_engine")
def test_any_page_number_is_answered(client, library):
    for page in ("abc", "0", "-1", "1000000000", "%00", "9" * 400):
        assert client.get(f"{PATH}?page={page}").status_code == 200, page


@whatever_answers
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(q=st.text(), topic=st.text(max_size=8), page=st.text(max_size=8), sort=st.text(max_size=8))
def test_any_text_is_answered(client, library, q, topic, page, sort):
    texts = {"q": q, "topic": topic, "page": page, "sort": sort, "kind": topic}
    asked = {name: text.encode("utf-8", "replace").decode() for name, text in texts.items()}
    assert client.get(PATH, asked).status_code == 200


@pytest.mark.usefixtures("each_engine")
def test_malformed_addresses_are_answered(client, library):
    for raw in ["q=%ff%fe", "q=%00", "q=%ed%a0%80", "q[]=1", "&&&=", "q=a%", "q"]:
        assert client.get(f"{PATH}?{raw}").status_code == 200, raw


@pytest.mark.usefixtures("each_engine")
def test_the_number_of_queries_does_not_grow_with_the_hits(client, library):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PATH, {"q": "guide"})
        return len(captured)

    def add_guide(title: str) -> None:
        publisher = make_organisation()
        add_page(ResourcePage, library.tree.resources, title, publisher=publisher)

    add_guide("Guide to support")
    reconcile()
    queries()
    few = queries()
    for number in range(8):
        add_guide(f"Guide {number} to support")
    reconcile()
    queries()  # the vocabulary has changed, so it is read anew, once
    assert queries() == few
