"""Private links: nobody guesses one, the database holds none, and they end when they should."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.forms import CharField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.logs import WithoutPrivateLinks
from knowledge.workspaces import private_links
from knowledge.workspaces.forms import AnswerForm
from knowledge.workspaces.models import Answer, PrivateLink, Round, Workspace
from knowledge.workspaces.private_links import find, reading_key
from knowledge.workspaces.q_sort import Q_SORT
from knowledge.workspaces.rounds import GAP_ANALYSIS
from knowledge.workspaces.story_cubes import STORY_CUBES
from knowledge.workspaces.wall import STICKY_NOTES
from knowledge.workspaces.wall_forms import CardsForm, QSortForm, TextForm
from tests.knowledge.workspaces.conftest import Group

pytestmark = pytest.mark.django_db


def expire(**delta: int) -> None:
    Workspace.objects.update(expires_at=timezone.now() - timedelta(**delta))


def test_keys_have_192_random_bits_and_only_hashes_are_kept(group):
    reading = reading_key(group.key)
    assert len(group.key) == len(reading) == 32
    assert group.key != reading
    assert reading_key(reading) != group.key
    links = PrivateLink.objects.all()
    assert {link.may_write for link in links} == {True, False}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("workspaces_", "django_session", "hub_cache")):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                assert group.key not in str(cursor.fetchall())
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                assert reading not in str(cursor.fetchall())


def test_pages_are_in_no_cache_and_no_list_and_their_address_stays_here(group):
    for name, arguments in (
        ("gap_analysis", {}),
        ("links", {}),
        ("gap_area", {"number": 1, "at": 1}),
        ("gap_results", {"number": 1}),
        ("gap_file", {"number": 1, "extension": "docx"}),
        ("gap_file", {"number": 1, "extension": "xlsx"}),
    ):
        response = group.client.get(group.address(name, **arguments))
        assert response.status_code == 200, name
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        if "html" in response["Content-Type"]:
            assert 'name="robots" content="noindex, nofollow"' in response.content.decode()
    call_command("reconcile")
    for path in ("/sitemap.xml", "/", "/search/?q=gap", "/pack/how-do-we-co-produce/"):
        assert group.key not in Client().get(path).content.decode()


def test_who_may_write_sees_both_links_and_who_may_read_sees_none(group, settings):
    page = group.client.get(group.address("gap_analysis")).content.decode()
    assert f"{settings.HUB_BASE_URL}/workspaces/{group.key}/" in page
    assert f"/workspaces/{reading_key(group.key)}/" in page
    reader = group.reader()
    response = reader.client.get(f"/workspaces/{reader.key}/", follow=True)
    assert response.status_code == 200
    page = response.content.decode()
    assert group.key not in page
    assert "<form" not in page.split("<main")[1]


def test_the_reading_link_changes_nothing(group):
    form = group.form()
    reader = group.reader()
    for name, arguments in (("gap_area", {"number": 1, "at": 1}), ("links", {})):
        assert reader.client.get(reader.address(name, **arguments)).status_code == 302
    assert reader.send(form, s1_score="2").status_code == 302
    act = {"act": "close", "sure_close": "1"}
    assert reader.client.post(reader.address("links"), act).status_code == 302
    assert reader.client.post(reader.address("gap_again"), {"number": "2"}).status_code == 302
    assert Answer.objects.count() == 0
    assert Round.objects.count() == 1
    assert group.client.get(group.address("links")).status_code == 200


def test_an_unknown_link_tells_nothing(client, assessment):
    response = client.get(f"/workspaces/{secrets.token_urlsafe(24)}/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "We do not know this link" in page
    for word in ("expired", "closed it", "new links"):
        assert word not in page


def test_ten_thousand_guesses_find_nothing(group):
    right = private_links.hash_of(group.key)
    guesses = [private_links.hash_of(secrets.token_urlsafe(24)) for _ in range(10_000)]
    found = [
        PrivateLink.objects.filter(key_hash__in=[*guesses[at : at + 500], right]).count()
        for at in range(0, 10_000, 500)
    ]
    assert found == [1] * 20


def test_guessing_is_limited_and_hits_nobody_else(group):
    group.client.get(group.address("gap_analysis"))
    guesser = Client()
    answers = [
        guesser.get(f"/workspaces/{secrets.token_urlsafe(24)}/gap-analysis/").status_code
        for _ in range(200)
    ]
    # After thirty the visitor is asked for proof of work, whatever the link.
    assert answers == [404] * 30 + [302] * 170
    assert guesser.get(group.address("gap_analysis"))["Location"].startswith("/check/")
    # A browser that opened the link before goes on, on the same connection; so does anybody elsewhere.
    assert group.client.get(group.address("gap_analysis")).status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.get(group.address("gap_analysis")).status_code == 200


def test_closing_ends_both_links_and_deletes_everything(group):
    group.send(group.form(), s1_score="2")
    reader = group.reader()
    unsure = group.client.post(group.address("links"), {"act": "close"})
    assert "Tick the box" in unsure.content.decode()
    assert Answer.objects.count() == 1
    group.client.post(group.address("links"), {"act": "close", "sure_close": "1"})
    for each in (group, reader):
        response = each.client.get(each.address("gap_analysis"))
        assert response.status_code == 410
        assert "closed it for everybody" in response.content.decode()
    assert not Workspace.objects.exists()
    assert not Answer.objects.exists()


def test_new_links_end_the_old_ones_and_lose_nothing(group):
    group.send(group.form(), s1_score="2")
    response = group.client.post(group.address("links"), {"act": "renew", "sure_renew": "1"})
    new_key = response["Location"].split("/")[2]
    assert new_key != group.key
    for each in (group, group.reader()):
        response = each.client.get(each.address("gap_analysis"))
        assert response.status_code == 410
        assert "made new links" in response.content.decode()
        assert new_key not in response.content.decode()
    renewed = Group(new_key, Client())
    assert renewed.form()["s1-score"] == "2"
    assert renewed.reader().client.get(renewed.reader().address("gap_analysis")).status_code == 200


def test_an_expired_link_says_so_before_and_after_it_is_deleted(group):
    expire(days=1)
    pages = [group.client.get(group.address("gap_analysis"))]
    private_links.delete_expired()
    assert not Workspace.objects.exists()
    pages.append(group.client.get(group.address("gap_analysis")))
    for page in pages:
        assert page.status_code == 410
        assert "it expired" in page.content.decode()
    PrivateLink.objects.update(ended_at=timezone.now() - timedelta(days=800))
    private_links.delete_expired()
    assert find(group.key) is None


def test_what_is_used_stays(group):
    private_links.delete_expired()
    workspace = Workspace.objects.get()
    # Nobody has answered: on the day it was made looking at it keeps it no longer.
    group.client.get(group.address("gap_analysis"))
    workspace.refresh_from_db()
    assert workspace.expires_at - workspace.created_at < timedelta(days=31)
    group.send(group.form(), s1_score="2")
    workspace.refresh_from_db()
    assert workspace.expires_at - workspace.created_at > timedelta(days=720)
    # A reader who comes back a year later keeps it for as long again.
    year = timedelta(days=365)
    Workspace.objects.update(
        created_at=workspace.created_at - year, expires_at=workspace.expires_at - year
    )
    reader = group.reader()
    reader.client.get(reader.address("gap_analysis"))
    workspace.refresh_from_db()
    assert workspace.expires_at - timezone.now() > timedelta(days=720)


def test_a_link_that_ends_while_somebody_types_gives_the_text_back(group, monkeypatch):
    form = group.form()
    link = find(group.key)
    original = private_links.writing

    def close_first(opened):
        monkeypatch.setattr("knowledge.workspaces.rounds.writing", original)
        private_links.close(private_links.Opened(link.workspace, group.key, True))
        return original(opened)

    monkeypatch.setattr("knowledge.workspaces.rounds.writing", close_first)
    response = group.send(form, s1_evidence="Minutes of our May meeting")
    assert response.status_code == 410
    assert "Minutes of our May meeting" in response.content.decode()


def test_new_links_give_the_text_back_to_whoever_still_types(group):
    form = group.form()
    link = find(group.key)
    private_links.renew(private_links.Opened(link.workspace, group.key, True))
    response = group.send(
        form, s1_score="2", s1_evidence="Minutes of <our> May meeting", s2_who="MVP chair"
    )
    page = response.content.decode()
    assert response.status_code == 410
    assert "Minutes of &lt;our&gt; May meeting" in page
    assert "MVP chair" in page
    assert form["s1-base"] not in page


@pytest.mark.parametrize("form", [AnswerForm, TextForm, QSortForm, CardsForm])
def test_every_text_that_people_type_is_named_to_give_it_back(form):
    typed = {
        name
        for name, field in form.base_fields.items()
        if type(field) is CharField and not field.widget.is_hidden
    }
    named = {
        name for kind in (GAP_ANALYSIS, STICKY_NOTES, Q_SORT, STORY_CUBES) for name in kind.typed
    }
    assert typed <= named


def test_the_log_does_not_tell_keys(group, caplog):
    record = logging.LogRecord(
        "django.request", 30, "", 1, "Not Found: %s", (f"/workspaces/{group.key}/links/",), None
    )
    assert WithoutPrivateLinks().filter(record)
    assert record.getMessage() == "Not Found: /workspaces/…/links/"


def test_starting_is_limited(client, assessment):
    path = reverse("workspaces:start_gap_analysis", args=[assessment.pk])
    assert client.get(path).status_code == 200
    answers = [client.post(path).status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]
    assert Workspace.objects.count() == 20


def test_a_draft_cannot_be_started(client, assessment):
    assessment.unpublish()
    path = reverse("workspaces:start_gap_analysis", args=[assessment.pk])
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert not Workspace.objects.exists()
