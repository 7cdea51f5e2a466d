"""With every signal handler off, nothing leaks, and one `reconcile` makes everything right.

Handlers are only for speed: each act of Wagtail is done here without them.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from knowledge.contracts.findable import sources
from knowledge.models import PageTopic, ResourcePage, SectionPage, Topic
from search import signal_handlers
from search.copies.reconcile import enqueue_differences, reconcile
from search.index.eligibility import findable, is_findable
from search.language.records import from_findable_text
from search.models import SearchChange, SearchRecord, SearchTerm
from tests.factories import add_page, section_body
from tests.search.asking import ask, counts, titles

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
]


@pytest.fixture(autouse=True)
def _handlers_off():
    signal_handlers.disconnect()
    yield
    signal_handlers.connect()


def assert_records_are_right() -> None:
    """Every record says what its thing says now, and there is none more and none less."""
    assert enqueue_differences() == 0
    expected = {}
    for source in sources():
        pks = list(source.findable().values_list("pk", flat=True))
        for pk, said in source.texts(pks).items():
            expected[source.name, pk] = from_findable_text(said)
    recorded = {(row.source, row.item_id): row for row in SearchRecord.objects.all()}
    assert recorded.keys() == expected.keys()
    vocabulary: dict[str, int] = {}
    for key, record in expected.items():
        assert recorded[key].content_hash == record.content_hash
        assert recorded[key].passages.count() == len(record.passages)
        assert set(recorded[key].facets.values_list("facet", "value")) == set(record.facets)
        for word in record.vocabulary:
            vocabulary[word] = vocabulary.get(word, 0) + 1
    assert dict(SearchTerm.objects.values_list("word", "document_frequency")) == vocabulary


def assert_eligibility_is_the_same() -> None:
    """The queryset and the predicate agree about every record."""
    found = set(findable().values_list("pk", flat=True))
    assert found == {row.pk for row in SearchRecord.objects.all() if is_findable(row)}


def assert_hidden(library, title: str, words: str) -> None:
    """The thing is in no hit and in no count."""
    found = ask(f"q={words}")
    assert title not in titles(f"q={words}")
    assert title not in titles()
    assert ask().total == sum(source.findable().count() for source in sources())
    assert sum(counts(found, "kind").values()) == found.total


@pytest.mark.each_database
def test_reconcile_records_everything(library):
    assert_records_are_right()
    assert_eligibility_is_the_same()
    assert reconcile().found == 0


@pytest.mark.each_database
def test_publish(library):
    assert titles("q=zanzibar") == []
    library.draft.get_latest_revision().publish()
    reconcile()
    assert titles("q=zanzibar") == ["Hidden zanzibar"]
    assert_records_are_right()


def test_a_draft_of_a_live_page(library):
    page = ResourcePage.objects.get(pk=library.peer.pk)
    page.summary = "Quokka."
    page.save_revision()
    reconcile()
    assert titles("q=quokka") == []
    page.get_latest_revision().publish()
    reconcile()
    assert titles("q=quokka") == ["Peer support in Sussex"]
    assert_records_are_right()


@pytest.mark.each_database
def test_unpublish(library):
    ResourcePage.objects.get(pk=library.peer.pk).unpublish()
    assert_hidden(library, "Peer support in Sussex", "peer")
    assert "Sussex" not in counts(ask("q=support"), "region")
    reconcile()
    assert SearchTerm.objects.filter(word="volunteers").count() == 0
    assert_records_are_right()


def test_unpublish_with_descendants(library):
    child = _section_below(library.ladder, "Rope bridges")
    reconcile()
    assert titles("q=rope") == ["Rope bridges"]
    SectionPage.objects.get(pk=library.ladder.pk).unpublish(set_expired=False)
    Page.objects.get(pk=child.pk).unpublish()
    assert_hidden(library, "Rope bridges", "rope")
    reconcile()
    assert_records_are_right()


@pytest.mark.each_database
def test_move_with_descendants_under_a_restriction(library):
    child = _section_below(library.ladder, "Rope bridges")
    private = _section_below(library.tree.pack, "Members only")
    _restrict(private)
    reconcile()
    assert titles("q=rope") == ["Rope bridges"]
    Page.objects.get(pk=library.ladder.pk).move(Page.objects.get(pk=private.pk), "last-child")
    assert_hidden(library, "Rope bridges", "rope")
    assert_hidden(library, "The ladder of participation", "ladder")
    assert_eligibility_is_the_same()
    reconcile()
    assert_records_are_right()
    Page.objects.get(pk=library.ladder.pk).move(library.tree.pack, "last-child")
    reconcile()
    assert titles("q=rope") == ["Rope bridges"]
    assert ask("q=rope").hits[0].url == Page.objects.get(pk=child.pk).url
    assert_records_are_right()


def test_a_new_slug_is_right_at_once(library):
    page = ResourcePage.objects.get(pk=library.peer.pk)
    page.slug = "support-among-peers"
    page.save()
    assert ask("q=peer").hits[0].url.endswith("/support-among-peers/")
    parent = Page.objects.get(pk=library.tree.resources.pk).specific
    parent.slug = "things"
    parent.save()
    assert ask("q=peer").hits[0].url.endswith("/things/support-among-peers/")


def test_delete(library):
    ResourcePage.objects.get(pk=library.peer.pk).delete()
    assert_hidden(library, "Peer support in Sussex", "peer")
    reconcile()
    assert_records_are_right()


@pytest.mark.each_database
@pytest.mark.parametrize("where", ["peer", "tree.resources"])
def test_restriction_of_the_page_or_above(library, where):
    page = library.peer if where == "peer" else library.tree.resources
    restriction = _restrict(page)
    assert_hidden(library, "Peer support in Sussex", "peer")
    assert_eligibility_is_the_same()
    reconcile()
    assert_records_are_right()
    restriction.delete()
    reconcile()
    assert titles("q=peer")[0] == "Peer support in Sussex"
    assert_records_are_right()


def test_expiry(library):
    assert titles("q=peer")[0] == "Peer support in Sussex"
    Page.objects.filter(pk=library.peer.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert_hidden(library, "Peer support in Sussex", "peer")
    assert_eligibility_is_the_same()
    reconcile()
    assert_records_are_right()


def test_document_replaced(library):
    document = library.worksheet
    document.title = "Walrus cards"
    document.file = ContentFile(b"Shuffle the cards.", name="cards.txt")
    document._set_document_file_metadata()
    document.save()
    reconcile()
    assert titles("q=walrus") == ["Walrus cards"]
    assert titles("q=cubes") == []
    assert_records_are_right()


def test_document_no_longer_public(library):
    type(library.worksheet).objects.update(is_listed=False)
    assert_hidden(library, "Story cubes worksheet", "cubes")
    assert_eligibility_is_the_same()
    reconcile()
    assert_records_are_right()


def test_what_lies_behind_a_border_is_hidden_while_it_stands(library):
    collection = Collection.get_first_root_node().add_child(name="Members")
    type(library.worksheet).objects.update(collection=collection)
    assert [titles("q=cubes"), titles("q=peer")[:1]] == [
        ["Story cubes worksheet"],
        ["Peer support in Sussex"],
    ]
    border = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    assert titles("q=cubes") == []
    border.delete()
    assert titles("q=cubes") == ["Story cubes worksheet"]
    Site.objects.update(root_page=library.tree.pack)
    assert_hidden(library, "Peer support in Sussex", "peer")
    assert_eligibility_is_the_same()
    Site.objects.update(root_page=library.tree.home)
    assert titles("q=peer")[0] == "Peer support in Sussex"


def test_topic_renamed(library):
    Topic.objects.filter(pk=library.feeding.pk).update(name="Platypus care")
    assert "Platypus care" in counts(ask("q=peer"), "topic")
    reconcile()
    assert titles("q=platypus") == ["Peer support in Sussex"]
    assert_records_are_right()


def test_topic_taken_away(library):
    PageTopic.objects.filter(topic=library.feeding).delete()
    reconcile()
    assert "Infant feeding" not in counts(ask("q=peer"), "topic")
    assert_records_are_right()


@pytest.mark.each_database
def test_bulk_updates(library):
    Page.objects.filter(pk=library.peer.pk).update(title="Axolotl circle")
    ResourcePage.objects.filter(pk=library.audit.pk).update(summary="Narwhal.")
    Page.objects.filter(pk=library.ladder.pk).update(live=False)
    assert_hidden(library, "The ladder of participation", "ladder")
    reconcile()
    assert titles("q=axolotl") == ["Axolotl circle"]
    assert titles("q=narwhal") == ["Audit of co-production"]
    assert_records_are_right()


@pytest.mark.each_database
def test_records_of_a_source_that_is_gone_go_too(library):
    SearchRecord.objects.filter(item_id=library.peer.pk).update(source="old", item_id=999_999)
    reconcile()
    assert not SearchRecord.objects.filter(source="old").exists()
    assert not SearchChange.objects.exists()
    assert_records_are_right()


def _restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
    )


def _section_below(parent, title: str) -> SectionPage:
    parent = SectionPage.objects.filter(pk=parent.pk).first() or parent
    return add_page(SectionPage, parent, title, body=section_body("Mind the gap."))
