"""What pages and documents say to search: complete, current, and only what everybody may see."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from knowledge.contracts.findable import KINDS, sources
from knowledge.documents.extract import read_document
from knowledge.models import (
    DocumentText,
    PageTopic,
    ResourcePage,
    SectionPage,
    ToolPage,
    VideoPage,
)
from knowledge.web.findable_sources import DocumentSource, PageSource, searchable_page_types
from tests.factories import add_page, make_document, make_organisation, make_topic, section_body

pytestmark = pytest.mark.django_db

TRANSCRIPT = """WEBVTT

00:00:00.000 --> 00:00:10.000
Welcome to the session.

00:01:15.000 --> 00:01:20.000
<v Asha>Ask people what matters.
"""


def test_both_sources_are_declared():
    assert {"document", "page"} <= {source.name for source in sources()}


def test_every_searchable_type_has_a_kind_with_a_label():
    assert {page_type.search_kind for page_type in searchable_page_types()} <= set(KINDS)


def test_a_page_says_its_passages_with_anchors(site_tree):
    body = [*section_body("Before."), *section_body("After.", heading="Six elements")]
    page = add_page(SectionPage, site_tree.pack, "Elements", summary="Six of them.", body=body)
    text = PageSource().texts([page.pk])[page.pk]
    assert (text.title, text.kind, text.lead) == ("Elements", "section", "Six of them.")
    first, second = text.passages
    assert (first.text, first.anchor) == ("Before.", "")
    assert (second.heading, second.text) == ("Six elements", "After.")
    assert second.anchor == f"h-{page.body[1].id[:8]}"


@pytest.mark.each_database
def test_only_the_live_version_is_said(site_tree):
    page = add_page(SectionPage, site_tree.pack, body=section_body("Published words."))
    page.body = section_body("Secret draft words.")
    page.title = "Draft title"
    page.save_revision()
    text = PageSource().texts([page.pk])[page.pk]
    assert "Secret" not in str(text)
    assert text.title != "Draft title"


def test_a_linked_pages_title_is_not_part_of_the_text(site_tree):
    resource = add_page(ResourcePage, site_tree.resources, "Hidden toolkit")
    page = add_page(
        SectionPage,
        site_tree.pack,
        body=[{"type": "resource_card", "value": {"resource": resource.pk}}],
    )
    resource.unpublish()
    assert "Hidden toolkit" not in str(PageSource().texts([page.pk]))


def test_a_video_says_its_transcript_by_the_minute(site_tree):
    page = add_page(VideoPage, site_tree.videos, transcript=TRANSCRIPT)
    first, second = PageSource().texts([page.pk])[page.pk].passages
    assert (first.anchor, first.place) == ("t=0", "0:00")
    assert (second.anchor, second.place) == ("t=75", "1:15")
    assert second.text == "Asha: Ask people what matters."


def test_a_video_without_transcript_says_its_captions(site_tree):
    captions = make_document("Captions", name="clip.vtt", content=TRANSCRIPT.encode())
    page = add_page(VideoPage, site_tree.videos, captions=captions)
    before = dict(PageSource().fingerprints())[page.pk]
    assert PageSource().texts([page.pk])[page.pk].passages == ()
    read_document(captions)
    assert dict(PageSource().fingerprints())[page.pk] != before
    _, second = PageSource().texts([page.pk])[page.pk].passages
    assert (second.anchor, second.text) == ("t=75", "Asha: Ask people what matters.")
    shown = Client().get(page.url).content.decode()
    assert re.search(r'<li [^>]*id="t=75">', shown)
    assert "Asha: Ask people what matters." in shown
    # What is restricted stays so.
    captions.collection = Collection.get_first_root_node().add_child(name="Closed")
    captions.save()
    CollectionViewRestriction.objects.create(
        collection=captions.collection, restriction_type="password", password="word"
    )
    assert PageSource().texts([page.pk])[page.pk].passages == ()
    assert "what matters" not in Client().get(page.url).content.decode()


def test_many_videos_with_captions_cost_no_more_queries(site_tree):
    def queries(number: int) -> int:
        pages = [
            add_page(
                VideoPage,
                site_tree.videos,
                captions=make_document(name="clip.vtt", content=f"WEBVTT {number}.{each}".encode()),
            )
            for each in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            PageSource().texts([page.pk for page in pages])
        return len(captured)

    queries(1)
    assert queries(2) == queries(5)


@pytest.mark.each_database
def test_tags_and_publisher_are_searched_and_are_facets(site_tree):
    topic = make_topic("Peer support")
    publisher = make_organisation("National Maternity Voices", short_name="NMV")
    page = add_page(ResourcePage, site_tree.resources, publisher=publisher)
    PageTopic.objects.create(page=page, topic=topic)
    text = PageSource().texts([page.pk])[page.pk]
    assert "NMV" in text.extra_terms
    assert "Peer support" in text.extra_terms
    assert ("topic", topic.pk) in text.facets
    assert ("organisation", publisher.pk) in text.facets


@pytest.mark.each_database
@pytest.mark.parametrize("change", ["publish", "tag", "rename topic", "rename publisher"])
def test_the_fingerprint_changes_with_what_is_said(site_tree, change):
    topic = make_topic("Loss")
    publisher = make_organisation("Trust one")
    page = add_page(ResourcePage, site_tree.resources, publisher=publisher)
    if change == "rename topic":
        PageTopic.objects.create(page=page, topic=topic)
    source = PageSource()
    before = dict(source.fingerprints())[page.pk]
    assert dict(source.fingerprints())[page.pk] == before
    if change == "publish":
        page.summary = "New."
        page.save_revision().publish()
    elif change == "tag":
        PageTopic.objects.create(page=page, topic=topic)
    elif change == "rename topic":
        type(topic).objects.filter(pk=topic.pk).update(name="Bereavement")
    else:
        type(publisher).objects.filter(pk=publisher.pk).update(name="Trust two")
    assert dict(source.fingerprints())[page.pk] != before


def test_a_document_says_its_title_at_once_and_its_text_when_read(site_tree):
    document = make_document("Q Sort worksheet", is_listed=True, note="For groups.")
    source = DocumentSource()
    DocumentText.objects.all().delete()
    assert source.texts([document.pk])[document.pk].passages == ()
    before = dict(source.fingerprints())
    DocumentText.objects.create(
        file_hash=document.file_hash,
        status="read",
        passages=[{"text": "Sort the cards.", "place": "page 2", "anchor": "page=2"}],
    )
    (passage,) = source.texts([document.pk])[document.pk].passages
    assert (passage.text, passage.place, passage.anchor) == ("Sort the cards.", "page 2", "page=2")
    assert dict(source.fingerprints()) != before
    card = source.cards([document.pk])[document.pk]
    assert (card.url, card.detail.split(",")[0]) == (document.url, "TXT")


@pytest.mark.each_database
def test_captions_and_videos_are_not_documents_to_find(site_tree):
    make_document(name="talk.vtt", is_listed=True)
    make_document(name="talk.mp4", is_listed=True)
    assert not DocumentSource().findable().exists()


@pytest.mark.each_database
@pytest.mark.parametrize("paper", ["worksheet", "handout"])
def test_a_paper_that_is_a_pdf_too_is_found_once(site_tree, paper):
    word = make_document("To edit", name="cubes.docx", is_listed=True)
    pdf = make_document("To print", name="cubes.pdf", is_listed=True)
    source = DocumentSource()
    tool = add_page(ToolPage, site_tree.tools, "Cubes", **{paper: word, f"{paper}_pdf": pdf})
    assert set(source.findable()) == {pdf}
    assert not source.is_findable(word)

    restricted = Collection.get_first_root_node().add_child(name="Restricted")
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    pdf.collection = restricted
    pdf.save()
    assert set(source.findable()) == {word}, "the PDF is not for everybody"
    pdf.collection = word.collection
    pdf.save()
    setattr(tool, paper, pdf)
    tool.save()
    assert set(source.findable()) == {word, pdf}, "one file in both places"
    setattr(tool, paper, word)
    tool.save()
    tool.unpublish()
    assert set(source.findable()) == {word, pdf}


@pytest.mark.each_database
def test_predicate_and_queryset_agree(site_tree):
    add_page(SectionPage, site_tree.pack, live=False)
    make_document()
    make_document(is_listed=True)
    for source in sources():
        found = set(source.findable().values_list("pk", flat=True))
        for thing in source.model.objects.all():
            assert source.is_findable(thing) == (thing.pk in found)


def test_queries_do_not_grow_with_the_number_of_pages(site_tree):
    source = PageSource()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            pks = [pk for pk, _ in source.fingerprints()]
            source.texts(pks)
            source.cards(pks)
        return len(captured)

    publisher = make_organisation()
    add_page(ResourcePage, site_tree.resources, publisher=publisher)
    queries()
    few = queries()
    for _ in range(6):
        add_page(ResourcePage, site_tree.resources, publisher=make_organisation())
    assert queries() <= few
