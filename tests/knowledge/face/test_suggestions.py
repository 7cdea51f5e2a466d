"""Suggested resources and "Was this page useful?": kept once, checked, and nothing about the person."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.models import Feedback, SectionPage
from tests.factories import add_page, pdf_bytes, word_bytes

pytestmark = pytest.mark.django_db
SHARE, USEFUL = "/feedback/share-a-resource/", "/feedback/useful/"


def suggestion(**changes) -> dict:
    return {
        "title": "Guide to listening",
        "link": "https://listen.example/guide",
        "message": "It is short.",
        "email": "",
        "form_token": str(uuid.uuid4()),
        "website": "",
    } | changes


def test_a_link_is_kept_once(client, site_tree):
    sent = suggestion(email="reader@example.org")
    for _ in range(2):
        assert client.post(SHARE, sent)["Location"] == reverse("knowledge:thanks")
    kept = Feedback.objects.get()
    assert (kept.kind, kept.title, kept.link, kept.message, kept.email, kept.page) == (
        "resource", "Guide to listening", "https://listen.example/guide", "It is short.",
        "reader@example.org", None,
    )  # fmt: skip


def test_a_file_is_kept_where_nothing_is_served(client, site_tree):
    file = SimpleUploadedFile("../My guide\u202e.pdf", pdf_bytes("Listen."))
    assert client.post(SHARE, suggestion(link="", file=file)).status_code == 302
    kept = Feedback.objects.get()
    assert kept.file_name == "My guide.pdf"
    assert re.fullmatch(r"suggestions/[0-9a-f]{32}\.pdf", kept.file.name)
    assert client.get(f"/media/{kept.file.name}").status_code == 404
    assert client.get(reverse("feedback_file", args=[kept.pk])).status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("guide.pdf", b"MZ not a PDF"),
        ("guide.docx", b"PK\x03\x04 not Word"),
        ("sheet.docx", pdf_bytes("PDF with another name")),
        ("empty.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(client, site_tree, name, content):
    file = SimpleUploadedFile(name, content)
    html = client.post(SHARE, suggestion(link="", file=file)).content.decode()
    assert 'href="#id_file"' in html
    assert "It is short." in html
    assert not Feedback.objects.exists()


def test_without_link_and_file_it_says_what_to_do(client, site_tree):
    html = client.post(SHARE, suggestion(link="")).content.decode()
    assert "Write its address, or choose a file." in html


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example/a", "not an address at"])
def test_a_link_is_one_of_the_web(client, site_tree, link):
    html = client.post(SHARE, suggestion(link=link)).content.decode()
    assert 'href="#id_link"' in html
    assert not Feedback.objects.exists()


def test_a_flood_of_files_is_stopped_before_they_are_opened(client, site_tree, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "knowledge.web.views.suggestions.check_upload",
        lambda file, name, **kwargs: opened.append(name) or "docx",
    )
    for _ in range(11):
        file = SimpleUploadedFile("a.docx", word_bytes("One."))
        response = client.post(SHARE, suggestion(link="", file=file))
    assert response.status_code == 429
    assert "Guide to listening" in response.content.decode()
    assert len(opened) == Feedback.objects.count() == 10


def test_robots_are_thanked_and_forgotten(client, site_tree):
    file = SimpleUploadedFile("a.exe", b"MZ")
    assert client.post(SHARE, suggestion(website="x", file=file)).status_code == 302
    assert (
        client.post(
            USEFUL,
            {"was": "no", "page": site_tree.section.pk, "website": "x", "form_token": uuid.uuid4()},
        ).status_code
        == 302
    )
    assert not Feedback.objects.exists()


def test_each_page_asks_whether_it_was_useful_and_an_answer_is_counted(client, site_tree):
    page = site_tree.section
    foot = client.get(page.url).content.decode()
    assert foot.count("<form") == client.get("/").content.decode().count("<form")
    asked = re.search(r'href="(/feedback/useful/\?page=\d+&amp;was=no)"', foot)[1]
    form = client.get(asked.replace("&amp;", "&")).content.decode()
    assert page.title in form
    assert re.search(r'value="no"[^>]*checked', form)
    assert 'type="email"' not in form
    token = re.search(r'name="form_token" value="([^"]+)"', form)[1]
    sent = {"was": "no", "reason": "Nothing on fathers", "page": page.pk, "form_token": token}
    for _ in range(2):
        assert client.post(USEFUL, sent).status_code == 302
    kept = Feedback.objects.get()
    assert (kept.kind, kept.was_useful, kept.message, kept.email) == (
        "useful", False, "Nothing on fathers", "",
    )  # fmt: skip
    assert (kept.page.pk, kept.handled_at) == (page.pk, None)
    client.post(USEFUL, {"was": "yes", "page": page.pk, "form_token": uuid.uuid4()})
    assert Feedback.objects.get(was_useful=True).handled_at


def test_an_answer_names_its_fault_and_no_page_that_is_not_public(client, site_tree):
    page = site_tree.section
    html = client.post(USEFUL, {"page": page.pk, "form_token": uuid.uuid4()}).content.decode()
    assert "Choose yes or no." in html
    draft = add_page(SectionPage, site_tree.pack, "Unready words", live=False)
    assert client.get(USEFUL, {"page": draft.pk})["Location"] == "/feedback/"
    assert client.post(USEFUL, {"page": draft.pk, "was": "yes"})["Location"] == "/feedback/"
    assert not Feedback.objects.exists()
