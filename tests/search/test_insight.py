"""What is noted of searches: once a visitor, without a person, and never at the cost of the search."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from search.insight import event_log
from search.insight.logged_queries import Figures, shown_queries
from search.models import LoggedQuery, SearchEvent
from tests.factories import make_admin, make_editor, make_region, make_user
from tests.signing_in import admin_client

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
PATH = "/search/"
LIST = "search_loggedquery_modeladmin_index"


def search(client, q: str, token: str = "", **more) -> str:
    """Send a query off; returns the token in the page of results."""
    asked = {"q": q, **({"try": token} if token else {}), **more.pop("asked", {})}
    answer = client.get(PATH, asked, **more)
    assert answer.status_code == 200
    return re.search(r'name="try" value="([^"]+)"', answer.content.decode())[1]


def noted() -> list[str]:
    return sorted(SearchEvent.objects.values_list("query__text", flat=True))


def shown() -> dict[str, int]:
    """What editors see: query → visitors."""
    return {query.text: query.visitors for query in shown_queries()}


# --- what is noted ---


def test_a_query_is_noted_with_its_success(client, library):
    search(client, "Peer support")
    search(client, "zzqqx")
    found, nothing = SearchEvent.objects.order_by("pk")
    assert (found.query.text, found.query.key) == ("Peer support", "peer support")
    assert found.total > 0
    assert (nothing.total, nothing.searched_on) == (0, timezone.localdate())


def test_nothing_of_a_person_is_kept(client, library):
    make_user("reader@example.org")
    client.get("/")
    search(client, "jo@example.org 07700 900123 peer", HTTP_USER_AGENT="Phone of Jo")
    assert noted() == ["[e-mail] [number] peer"]
    fields = {
        field.name for model in (LoggedQuery, SearchEvent) for field in model._meta.get_fields()
    }
    assert fields == {
        "id", "key", "text", "events", "query", "session", "retry_of", "retries", "searched_on",
        "total", "reports_clicks", "is_clicked",
    }  # fmt: skip
    assert "sessionid" not in client.cookies
    assert not client.get(PATH, {"q": "peer"}).cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://google.com/bot.html)"},
        {"HTTP_USER_AGENT": "curl/8.1"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_CACHE_CONTROL": "max-age=0"},
        {"HTTP_REFERER": "http://testserver/search/?q=peer"},
        {"HTTP_REFERER": "http://testserver/admin/search/loggedquery/"},
    ],
)
def test_robots_prefetches_reloads_and_links_are_not_noted(client, library, headers):
    search(client, "peer", **headers)
    assert noted() == []


def test_people_are_noted_wherever_they_come_from(client, library):
    phone = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"
    search(client, "peer", HTTP_USER_AGENT=phone, HTTP_REFERER="http://testserver/resources/")
    search(
        client, "ladder", HTTP_USER_AGENT=phone, HTTP_REFERER="https://elsewhere.example/search/"
    )
    assert noted() == ["ladder", "peer"]


def test_head_and_further_pages_and_empty_queries_are_not_noted(client, library):
    client.head(PATH, {"q": "peer"})
    client.get(PATH, {"q": "peer", "page": 2})
    client.get(PATH, {"q": ""})
    client.get(PATH, {"q": "-peer"})
    assert noted() == []


def test_nothing_is_noted_where_it_is_off(client, library, settings):
    settings.HUB_SEARCH_INSIGHT_DAYS = 0
    search(client, "peer")
    assert noted() == []


def test_filters_that_hide_everything_are_no_failure(client, library):
    search(client, "peer", asked={"region": library.kent.pk})
    (event,) = SearchEvent.objects.all()
    assert event.total is None
    assert shown() == {}


# --- one visitor's tries ---


def test_the_same_query_again_from_the_results_counts_once(client, library):
    token = search(client, "zzqqx")
    for _ in range(3):
        assert search(client, " ZZQQX ", token) == token
    assert shown() == {"zzqqx": 1}


def test_a_try_after_nothing_is_tied_and_not_counted_again(client, library):
    token = search(client, "zzqqx")
    search(client, "zzqqxx", token)
    search(client, "peer", token)
    assert shown() == {"zzqqx": 1}
    first = SearchEvent.objects.get(retry_of=None)
    assert [retry.query.text for retry in first.retries.order_by("pk")] == ["zzqqxx", "peer"]
    assert Figures.lately().nothing == 1


def test_a_new_question_after_success_is_one_of_its_own(client, library):
    token = search(client, "peer")
    search(client, "zzqqx", token)
    assert shown() == {"zzqqx": 1}


def test_others_are_counted_for_themselves(client, library):
    for _ in range(3):
        search(client, "zzqqx")
    assert shown() == {"zzqqx": 3}


@pytest.mark.parametrize("token", ["x", "'; DROP TABLE", "a" * 300, "\0" * 20])
def test_a_made_up_token_is_replaced(client, library, token):
    assert re.fullmatch(r"[\w-]{16,40}", search(client, "peer", token))


# --- what editors see ---


def test_a_query_with_results_is_shown_when_three_visitors_asked_it(client, library):
    for number in range(3):
        assert shown() == {}, number
        search(client, "peer support")
    assert shown() == {"peer support": 3}


def test_the_list_shows_filters_searches_and_exports(client, library):
    token = search(client, "zzqqx")
    search(client, "zzqqxx", token)
    search(client, "=HYPERLINK(wombats)")
    for _ in range(3):
        search(client, "peer")
    search(client, "volunteers")
    editor = admin_client(make_editor(region=make_region()))
    page = editor.get(reverse(LIST)).content.decode()
    assert "zzqqxx (nothing)" in page
    assert "<strong>33%</strong>" in page
    assert "volunteers" not in page
    nothing = (
        editor.get(reverse(LIST), {"outcome": "nothing"}).content.decode().split("result-list")[1]
    )
    assert "zzqqx" in nothing
    assert "<strong>peer" not in nothing
    unopened = (
        editor.get(reverse(LIST), {"outcome": "unopened"}).content.decode().split("result-list")[1]
    )
    assert "<strong>peer" in unopened
    assert "zzqqx" not in unopened
    found = editor.get(reverse(LIST), {"q": "zzq", "when": "week"}).content.decode()
    assert "<strong>zzqqx</strong>" in found
    assert "<strong>peer" not in found
    sent = editor.get(reverse(LIST), {"export": "csv"})
    cells = [
        cell
        for row in csv.reader(io.StringIO(b"".join(sent.streaming_content).decode()))
        for cell in row
    ]
    assert "'=HYPERLINK(wombats)" in cells
    assert "volunteers" not in cells
    sheet = editor.get(reverse(LIST), {"export": "xlsx"})
    workbook = load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))
    assert all(cell.data_type != "f" for row in workbook.active for cell in row)
    assert admin_client(make_user()).get(reverse(LIST)).status_code == 403


def test_the_list_costs_no_query_a_row(client, library, django_assert_max_num_queries):
    administrator = admin_client(make_admin())

    def queries(number: int) -> int:
        for each in range(number):
            token = search(client, f"nothing{number}x{each}")
            search(client, f"again{number}x{each}", token)
        administrator.get(reverse(LIST))
        with django_assert_max_num_queries(200) as captured:
            administrator.get(reverse(LIST))
        return len(captured)

    assert queries(2) == queries(9)


# --- opened results ---


def opened(client, token: str, q: str, **headers):
    answer = client.post("/search/opened/", {"try": token, "q": q}, **headers)
    assert (answer.status_code, answer.content) == (204, b"")


def test_an_opened_result_is_counted(client, library):
    token = search(client, "Peer")
    opened(client, token, "peer")
    opened(client, token, "peer")
    opened(client, "someone-elses-token", "peer")
    opened(client, token, "other\0")
    assert SearchEvent.objects.get().is_clicked
    assert Figures.lately().clicked_share == "100%"


@pytest.mark.parametrize("header", ["HTTP_SEC_GPC", "HTTP_DNT"])
def test_who_asks_not_to_be_followed_is_not(client, library, header):
    refusing = {header: "1"}
    page = client.get(PATH, {"q": "peer"}, **refusing).content.decode()
    assert "data-clicks" not in page
    token = search(client, "peer", **refusing)
    opened(client, token, "peer", **refusing)
    assert not SearchEvent.objects.filter(is_clicked=True).exists()
    # Nor do they make it look as if nobody opened anything.
    assert Figures.lately().telling == 0


def test_the_beacon_takes_only_what_is_sent_to_it(client):
    assert client.get("/search/opened/").status_code == 405


# --- at no cost of the search ---


def test_a_search_is_noted_only_when_the_answer_was_sent(client, library, monkeypatch):
    order = []
    monkeypatch.setattr(event_log, "record", lambda note: order.append("noted"))
    real = event_log.after_sending

    def after_sending(response, function):
        order.append("answered" if response.content else "empty")
        real(response, function)

    monkeypatch.setattr(event_log, "after_sending", after_sending)
    search(client, "peer")
    assert order == ["answered", "noted"]


def test_a_missing_table_breaks_nothing(client, library, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchevent RENAME TO search_searchevent_gone")
    try:
        token = search(client, "peer")
        opened(client, token, "peer")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_searchevent_gone RENAME TO search_searchevent")
    assert "A search was not noted" in caplog.text
    assert noted() == []


@pytest.mark.django_db(transaction=True)
def test_a_locked_table_breaks_nothing_and_is_not_waited_for(client, library, caplog):
    other = connection.copy()
    is_sqlite = other.vendor == "sqlite"
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")
            if not is_sqlite:
                cursor.execute("LOCK TABLE search_searchevent, search_loggedquery")
            token = search(client, "peer")
            opened(client, token, "peer")
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert "A search was not noted" in caplog.text
    assert noted() == []
    # Only noting is impatient.
    if is_sqlite:
        with connection.cursor() as cursor:
            patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        assert patience > event_log.PATIENCE_MS
    search(client, "peer")
    assert noted() == ["peer"]


def test_any_fault_breaks_nothing(client, library, monkeypatch, caplog):
    def fail(note):
        raise OperationalError("database is locked")

    monkeypatch.setattr(event_log, "_record", fail)
    search(client, "peer")
    assert "A search was not noted" in caplog.text


# --- how long ---


def test_the_duty_forgets_what_is_old_and_whose_tries_they_were(client, library, settings):
    settings.HUB_SEARCH_INSIGHT_DAYS = 30
    for text, days in (("old", 31), ("recent", 3), ("fresh", 0)):
        search(client, text)
        SearchEvent.objects.filter(query__text=text).update(
            searched_on=timezone.localdate() - timedelta(days=days)
        )
    call_command("run_due", only=["search.forget old searches"])
    assert noted() == ["fresh", "recent"]
    assert not LoggedQuery.objects.filter(text="old").exists()
    assert SearchEvent.objects.get(query__text="recent").session == ""
    assert SearchEvent.objects.get(query__text="fresh").session
