"""Readers' messages: kept once, nothing typed is lost, nothing private is named."""

from __future__ import annotations

import re
import uuid
from html import unescape as html_text

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from knowledge.models import Feedback, PageRegion, SectionPage
from knowledge.moderation.models import Decision
from knowledge.moderation.take_down_requests import page_meant_by, people_who_can_hide
from tests.factories import add_page, make_admin, make_editor, make_moderator, make_region
from tests.signing_in import admin_client, is_sent_home

pytestmark = pytest.mark.django_db
FEEDBACK = "/feedback/"
CONTACT = "/contact-us/"


def message(**changes) -> dict:
    return {
        "message": "A link is broken.",
        "form_token": str(uuid.uuid4()),
        "website": "",
    } | changes


def test_the_form_names_the_public_page_it_is_about(client, site_tree):
    html = client.get(f"{FEEDBACK}?page={site_tree.section.pk}").content.decode()
    assert site_tree.section.title in html


def test_the_form_names_no_page_that_is_not_public(client, site_tree):
    draft = add_page(SectionPage, site_tree.pack, "Unready words", live=False)
    for asked in (draft.pk, 999_999, "x", "", "-1", "9" * 30, "²"):
        response = client.get(FEEDBACK, {"page": asked})
        assert response.status_code == 200
        assert "Unready words" not in response.content.decode()
    client.post(FEEDBACK, message(page=draft.pk))
    assert Feedback.objects.get().page is None


def test_a_message_about_a_page_is_kept(client, site_tree):
    response = client.post(FEEDBACK, message(page=site_tree.section.pk, email="a@example.org"))
    assert response.status_code == 302
    assert response["Location"] == reverse("knowledge:thanks")
    kept = Feedback.objects.get()
    assert (kept.kind, kept.message, kept.email) == ("page", "A link is broken.", "a@example.org")
    assert kept.page.pk == site_tree.section.pk
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.each_database
def test_a_double_click_keeps_one_message(client, site_tree):
    sent = message()
    for _ in range(2):
        assert client.post(FEEDBACK, sent).status_code == 302
    assert Feedback.objects.count() == 1


def test_a_fault_is_said_beside_the_field_and_what_was_typed_stays(client, site_tree):
    sent = message(message="", email="not an address", page=site_tree.section.pk)
    html = client.post(FEEDBACK, sent).content.decode()
    assert "Write what is wrong or missing." in html
    assert "Write the address in full" in html
    assert 'value="not an address"' in html
    assert 'href="#id_message"' in html
    assert re.search(r'<textarea[^>]*aria-describedby="[^"]*id_message_error', html)
    assert sent["form_token"] in html
    assert site_tree.section.title in html
    assert not Feedback.objects.exists()


@pytest.mark.each_database
def test_a_long_message_is_not_cut(client, site_tree):
    long = "word " * 2000
    html = client.post(FEEDBACK, message(message=long)).content.decode()
    assert "at most 5,000 characters" in html
    assert long.strip() in html


def test_a_form_without_its_token_can_be_sent_again(client, site_tree):
    html = client.post(FEEDBACK, message(form_token="x")).content.decode()
    assert "A link is broken." in html
    token = re.search(r'name="form_token" value="([^"]+)"', html)[1]
    assert client.post(FEEDBACK, message(form_token=token)).status_code == 302


def test_a_robot_is_thanked_and_forgotten(client, site_tree):
    assert client.post(FEEDBACK, message(website="http://spam.example")).status_code == 302
    assert not Feedback.objects.exists()


def test_a_flood_is_stopped_and_its_text_kept_on_the_page(client, site_tree):
    for _ in range(20):
        assert client.post(FEEDBACK, message()).status_code == 302
    response = client.post(FEEDBACK, message(message="The twenty-first"))
    assert response.status_code == 429
    assert "The twenty-first" in response.content.decode()
    assert Feedback.objects.count() == 20


def test_what_a_search_missed_is_kept_with_the_query(client, site_tree):
    html = client.get(FEEDBACK, {"query": "zzqqx<"}).content.decode()
    assert "zzqqx&lt;" in html
    client.post(FEEDBACK, message(query="zzqqx<"))
    kept = Feedback.objects.get()
    assert (kept.kind, kept.query) == ("missing", "zzqqx<")


def test_a_take_down_request_says_what_it_is_about(client, site_tree):
    html = client.get(f"{CONTACT}?about=take-down").content.decode()
    assert re.search(r'value="take-down" checked', html)
    client.post(CONTACT, message(about="take-down", place="/examples/one/", message="My picture"))
    kept = Feedback.objects.get()
    assert kept.kind == "take-down"
    assert kept.message == "About: /examples/one/\n\nMy picture"


def test_a_take_down_request_is_mailed_and_its_page_hidden_by_one_click(
    client, site_tree, django_capture_on_commit_callbacks
):
    region = make_region()
    page = site_tree.section
    PageRegion.objects.create(page=page, region=region)
    moderator, editor = make_moderator(region=region), make_editor(region=region)
    make_moderator(region=make_region())
    footer = client.get(page.url).content.decode()
    asked = html_text(re.search(r'href="(/contact-us/\?about=take-down[^"]*)"', footer)[1])
    form = client.get(asked).content.decode()
    place = re.search(r'name="place"[^>]*value="([^"]+)"', form)[1]
    assert place == page.url
    with django_capture_on_commit_callbacks(execute=True):
        client.post(CONTACT, message(about="take-down", place=place, message="My secret words"))
    kept = Feedback.objects.get()
    assert kept.page.pk == page.pk
    (sent,) = mail.outbox
    handle = reverse("handle_feedback", args=[kept.pk])
    assert sent.to == [moderator.email]
    assert page.title in sent.subject
    assert handle in sent.body
    assert "secret" not in sent.body
    # An editor reads it and cannot hide; the moderator hides with one click, and it is on record.
    assert "Hide it from the public now" not in admin_client(editor).get(handle).content.decode()
    assert is_sent_home(admin_client(editor).post(handle, {"hide": "1"}))
    assert client.get(page.url).status_code == 200
    admin = admin_client(moderator)
    assert "Hide it from the public now" in admin.get(handle).content.decode()
    admin.post(handle, {"hide": "1"})
    assert client.get(page.url).status_code == 410
    decision = Decision.objects.of_page(page.pk).get()
    assert (decision.kind, decision.by) == (Decision.Kind.HIDDEN, moderator)
    assert "Asked for by a reader" in decision.words
    assert "It is hidden" in admin.get(handle).content.decode()
    admin.post(handle, {"note": "Hidden."})
    kept.refresh_from_db()
    assert kept.handled_by == moderator


def test_which_page_is_meant(site_tree):
    section = site_tree.section
    for words in (section.url, f"https://hub.example.org{section.url}#part", section.title.upper()):
        assert page_meant_by(words).pk == section.pk
    draft = add_page(SectionPage, site_tree.pack, "Unready words", live=False)
    for words in ("", "somewhere", "/no/such/", draft.title, f"/pack/{draft.slug}/"):
        assert page_meant_by(words) is None


def test_what_belongs_to_nobody_is_told_to_administrators(site_tree):
    admin = make_admin()
    assert people_who_can_hide(None) == [admin]
    pool = make_moderator()
    assert people_who_can_hide(None) == [pool]
    assert people_who_can_hide(site_tree.section) == [pool]


def test_a_form_that_was_open_too_long_says_that_nothing_is_lost(site_tree):
    response = Client(enforce_csrf_checks=True).post(FEEDBACK, message())
    assert response.status_code == 403
    assert "What you wrote is not lost" in response.content.decode()
