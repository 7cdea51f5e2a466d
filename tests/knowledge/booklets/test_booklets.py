"""Booklets: what is in them, who may have them, and what becomes of one that fails or grows old."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from docx import Document

from knowledge.booklets import making
from knowledge.booklets.models import Booklet
from knowledge.workspaces.private_links import begin
from knowledge.workspaces.team_ladder import TEAM_LADDER
from tests.factories import make_ladder
from tests.knowledge.releases.conftest import rich  # noqa: F401 - a fixture
from tests.knowledge.releases.pdf_tree import tag_tree
from tests.knowledge.releases.verapdf import report_of
from tests.knowledge.workspaces.conftest import (  # noqa: F401 - fixtures
    Group,
    assessment,
    group,
    helpful,
)
from tests.knowledge.workspaces.test_team_ladder import send

pytestmark = pytest.mark.django_db


def asked(client: Client, **data: object) -> str:
    """The address of a booklet that was just asked for."""
    response = client.post("/booklets/new/", data)
    assert response.status_code == 302, response.status_code
    return response["Location"]


def made(address: str) -> Booklet:
    """The newest booklet, made by the worker."""
    booklet = Booklet.objects.latest("pk")
    making.build.call(booklet.pk)
    booklet.refresh_from_db()
    assert booklet.state == "done", booklet.progress
    return booklet


def content(client: Client, address: str) -> bytes:
    """What whoever holds the address downloads."""
    made(address)
    response = client.get(f"{address}file/")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def words_of(document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_list_becomes_one_word_file_with_contents_notes_and_pictures(site_tree, rich, client):  # noqa: F811
    pages = f"{rich.section.pk}.{site_tree.section.pk}"
    note = "For <Tuesday> & the chair"
    address = asked(client, pages=pages, **{f"n{rich.section.pk}": note}, form="docx")
    document = Document(io.BytesIO(content(client, address)))
    text = words_of(document)
    for expected in (
        f"Note: {note}",
        "An item within",
        "What was folded.",
        site_tree.section.title,
    ):
        assert expected in text
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == ["My list", "Contents", "How to listen"]
    assert site_tree.section.title in headings
    assert len(document.inline_shapes) == 1
    assert document.tables
    # What the booklet does not hold is found on the hub.
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    for page in (rich.example, rich.section):
        assert f"{settings.HUB_BASE_URL}{page.url}" in links


def test_one_page_has_its_own_title_and_no_contents(rich, client):  # noqa: F811
    address = asked(client, pages=rich.section.pk, form="docx")
    document = Document(io.BytesIO(content(client, address)))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["How to listen", "In short"]
    assert Booklet.objects.get().file_name == "how-to-listen.docx"


@pytest.mark.pango
@pytest.mark.verapdf
def test_every_pdf_keeps_the_rules_of_pdf_ua_1(site_tree, rich, group, client, tmp_path: Path):  # noqa: F811
    group.send(group.form(), s1_score="1", s1_priority="high", s1_what="Hold an event")
    results = group.client.post(group.address("gap_booklet", number=1), {"form": "pdf"})["Location"]
    (tmp_path / "results.pdf").write_bytes(content(client, results))
    pages = f"{rich.section.pk}.{rich.example.pk}.{site_tree.section.pk}"
    (tmp_path / "list.pdf").write_bytes(content(client, asked(client, pages=pages, form="pdf")))
    report = report_of(tmp_path)
    assert report.count("PASS ") == 2, report
    with pikepdf.open(tmp_path / "results.pdf") as pdf:
        tree = tag_tree(pdf)
        text = tree.text(" ")
        assert next(tree.every("H1")).text() == "Results: How do we co-produce?"
        assert "Hold an event" in text
        # Nothing in it opens the group's answers.
        assert "Do it again" not in text
    assert group.key.encode() not in (tmp_path / "results.pdf").read_bytes()


def test_what_a_team_answered_is_taken_along_without_its_links(site_tree, client):
    make_ladder(site_tree.pack)
    key = begin(TEAM_LADDER.key)[1]
    for rung in (2, 5):
        send(key, rung)
    link = f"/workspaces/{key}/ladder/"
    response = client.post(f"{link}booklet/", {"form": "docx"})
    assert response.status_code == 302
    document = Document(io.BytesIO(content(client, response["Location"])))
    whole = words_of(document) + str([rel.target_ref for rel in document.part.rels.values()])
    assert "2 people have answered" in whole
    people = [row.cells[1].text for row in document.tables[0].rows[1:]]
    assert sorted(people) == ["0"] * 5 + ["1"] * 2
    assert key not in whole


def test_a_page_that_is_not_public_is_in_no_booklet(site_tree, rich, client):  # noqa: F811
    hidden = rich.section
    address = asked(client, pages=f"{hidden.pk}.{site_tree.section.pk}", form="docx")
    # Between the click and the worker it is taken off.
    hidden.unpublish()
    text = words_of(Document(io.BytesIO(content(client, address))))
    assert "How to listen" not in text
    assert "An item within" not in text
    assert "A page that is no longer published" in text
    assert client.get(f"/booklets/new/?pages={hidden.pk}").status_code == 404
    assert client.post("/booklets/new/", {"pages": hidden.pk, "form": "pdf"}).status_code == 404


def test_only_its_address_opens_it_and_nothing_keeps_the_address(site_tree, client):
    address = asked(client, pages=site_tree.section.pk, form="docx")
    key = address.split("/")[2]
    assert len(key) == 32
    booklet = made(address)
    assert key not in str(Booklet.objects.values_list().get())
    for page in (address, f"{address}file/"):
        response = Client().get(page)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
    assert client.get(f"/media/{booklet.file.name}").status_code == 404
    assert client.get("/booklets/" + "A" * 32 + "/").status_code == 404
    assert client.get("/booklets/" + "A" * 32 + "/file/").status_code == 404


def test_progress_is_shown_and_there_is_no_file_before_it_is_made(site_tree, client):
    address = asked(client, pages=site_tree.section.pk, form="docx")
    page = client.get(address).content.decode()
    assert "Your file is being made" in page
    assert "Look again" in page
    assert client.get(f"{address}file/").status_code == 404
    made(address)
    assert "Your file is ready" in client.get(address).content.decode()


def test_one_that_fails_says_so_and_is_tried_again(site_tree, client, monkeypatch, caplog):
    address = asked(client, pages=site_tree.section.pk, form="docx")
    booklet = Booklet.objects.get()
    works = making.set_document

    def breaks(*args: object, **kwargs: object) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(making, "set_document", breaks)
    making.build.call(booklet.pk)
    page = client.get(address).content.decode()
    assert "Your file was not made" in page
    assert "Something went wrong" in page
    assert "disk full" not in page
    assert "was not built" in caplog.text
    monkeypatch.setattr(making, "set_document", works)
    client.post(address)
    booklet.refresh_from_db()
    assert booklet.state == "queued"
    made(address)


def test_a_worker_that_died_half_way_is_followed_by_another(site_tree, client):
    address = asked(client, pages=site_tree.section.pk, form="docx")
    silent = timezone.now() - timedelta(minutes=6)
    Booklet.objects.update(state="running", changed_at=timezone.now())
    making.build.call(Booklet.objects.get().pk)
    assert Booklet.objects.get().state == "running"
    Booklet.objects.update(changed_at=silent)
    assert "The work has stopped" in client.get(address).content.decode()
    made(address)


def test_what_nobody_waits_for_any_more_leaves_no_file(site_tree, client, tmp_path, monkeypatch):
    asked(client, pages=site_tree.section.pk, form="docx")
    kept = []

    def gone(folder: Path, *args: object, **kwargs: object) -> Path:
        Booklet.objects.all().delete()
        (folder / "made").write_bytes(b"late")
        return folder / "made"

    monkeypatch.setattr(making, "set_document", gone)
    storage = Booklet._meta.get_field("file").storage
    save = storage.save
    monkeypatch.setattr(
        storage, "save", lambda name, *args, **kw: kept.append(save(name, *args, **kw)) or kept[-1]
    )
    making.build.call(Booklet.objects.get().pk)
    assert kept
    assert not storage.exists(kept[0])


def test_after_a_day_it_is_deleted_with_its_file(site_tree, client):
    address = asked(client, pages=site_tree.section.pk, form="docx")
    booklet = made(address)
    making.delete_old()
    assert client.get(address).status_code == 200
    Booklet.objects.update(made_at=timezone.now() - timedelta(days=1, minutes=1))
    making.delete_old()
    assert client.get(address).status_code == 404
    assert not booklet.file.storage.exists(booklet.file.name)


def test_one_client_cannot_fill_the_queue(site_tree, client, monkeypatch):
    monkeypatch.setattr("knowledge.booklets.views.OFTEN", "2/h")
    for _ in range(2):
        asked(client, pages=site_tree.section.pk, form="docx")
    response = client.post("/booklets/new/", {"pages": site_tree.section.pk, "form": "docx"})
    assert response.status_code == 429
    assert Booklet.objects.count() == 2


@pytest.mark.parametrize("form", ["", "exe", "../pdf"])
def test_other_formats_are_not_made(site_tree, client, form):
    response = client.post("/booklets/new/", {"pages": site_tree.section.pk, "form": form})
    assert response.status_code == 200
    assert not Booklet.objects.exists()
