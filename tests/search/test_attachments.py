"""The text of files in search: there once it was read, gone with the file it came from."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from knowledge.documents.extract import read_document
from knowledge.models import HubDocument, VideoPage
from search.copies import sync
from search.copies.reconcile import reconcile
from search.index import outbox
from search.models import SearchChange
from search.signal_handlers import connect, disconnect
from tests.factories import add_page, make_document, pdf_bytes, word_bytes
from tests.search.asking import ask, text_of, titles

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
    pytest.mark.each_database,
]


def work(document: HubDocument) -> None:
    """What the worker does after a document was saved; records follow without any reconcile."""
    read_document(document)
    drain()


def drain() -> None:
    """Records and the engine's copy follow what was saved."""
    outbox.process()
    sync.deliver()


@pytest.fixture
def worksheet(each_engine, site_tree):
    """A listed PDF whose text was read in the background."""
    document = make_document(
        "Story cubes",
        name="cubes.pdf",
        content=pdf_bytes("Roll the dice", "Draw a wombat"),
        is_listed=True,
    )
    drain()
    assert titles("q=story+cubes") == ["Story cubes"]
    work(document)
    return document


def test_what_was_read_is_found_without_reconcile_and_opens_at_its_page(worksheet):
    (hit,) = ask("q=wombat").hits
    assert text_of(hit.title) == "Story cubes"
    assert hit.detail.startswith("PDF, ")
    (place,) = hit.locations
    assert place.place == "page 2"
    assert place.url == f"{worksheet.url}#page=2"


def test_a_replaced_files_words_are_gone_before_the_worker_knows(worksheet):
    worksheet.file = ContentFile(word_bytes("Draw a quokka"), name="cubes.docx")
    worksheet.save()
    # Nothing that waits for the commit has run: no reading, no drain.
    assert titles("q=wombat") == []
    sync.deliver()
    assert titles("q=wombat") == []
    assert titles("q=story+cubes") == ["Story cubes"]


def test_then_the_new_words_are_found(worksheet):
    worksheet.file = ContentFile(word_bytes("Draw a quokka"), name="cubes.docx")
    worksheet.save()
    work(worksheet)
    assert titles("q=quokka") == ["Story cubes"]
    assert titles("q=wombat") == []


def test_a_replaced_file_leaves_nothing_even_if_its_record_cannot_be_made(worksheet, monkeypatch):
    def fail(*args):
        raise ValueError("no record")

    monkeypatch.setattr(outbox, "from_findable_text", fail)
    worksheet.file = ContentFile(word_bytes("Draw a quokka"), name="cubes.docx")
    worksheet.save()
    assert titles("q=wombat") == []
    monkeypatch.undo()
    SearchChange.objects.update(tries=0, is_set_aside=False)
    reconcile()
    assert titles("q=story") == ["Story cubes"]


def test_replaced_captions_are_no_longer_spoken(site_tree):
    def captions(words: str) -> bytes:
        return f"WEBVTT\n\n00:00:30.600 --> 00:00:40.000\n{words}\n".encode()

    document = make_document("Captions", name="a.vtt", content=captions("A wombat speaks"))
    add_page(VideoPage, site_tree.videos, "Webinar", captions=document)
    work(document)
    (hit,) = ask("q=wombat").hits
    assert hit.locations[0].url.endswith("#t=30")
    document.file = ContentFile(captions("A quokka speaks"), name="b.vtt")
    document.save()
    assert titles("q=wombat") == []
    sync.deliver()
    assert titles("q=webinar") == ["Webinar"]


def test_without_handlers_reconcile_finds_it_too(site_tree):
    disconnect()
    try:
        document = make_document("Notes", name="a.txt", content=b"A wombat", is_listed=True)
        read_document(document)
        reconcile()
        assert titles("q=wombat") == ["Notes"]
    finally:
        connect()
