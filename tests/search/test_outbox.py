"""Changes become records whatever breaks in between, and one thing that fails stops no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from knowledge.models import Topic
from search.copies.reconcile import enqueue_differences, reconcile, retry_set_aside
from search.index import outbox, store
from search.index.fulltext import fulltext_tables
from search.index.outbox import MOST_TRIES
from search.models import SearchChange, SearchPassage, SearchRecord, SearchTerm
from search.tasks import process_search_outbox
from tests.search.asking import titles
from tests.search.sources import only_saying

pytestmark = pytest.mark.each_database


@pytest.fixture
def source():
    """The only source: three things that each say one passage."""
    with only_saying(*(f"word{n} of thing" for n in range(3))) as only:
        yield only


def everything_is_right(source) -> bool:
    """Each thing is recorded once with what it says, and nothing waits."""
    says = dict(SearchPassage.objects.values_list("record__item_id", "text"))
    return (
        says == {pk: texts[0] for pk, texts in source.says.items()}
        and SearchRecord.objects.count() == len(source.says)
        and SearchTerm.objects.get(word="thing").document_frequency == len(source.says)
        and not SearchChange.objects.exists()
        and enqueue_differences() == 0
        and all(
            titles(f"q={texts[0].split()[0]}") == [f"Saying {pk}"]
            for pk, texts in source.says.items()
        )
    )


def make_due() -> None:
    SearchChange.objects.update(not_before=timezone.now() - timedelta(seconds=1))


# --- killed between two writes ---


class Killed(BaseException):
    """The process ends here: nothing may catch it."""


STEPS = [
    "search.index.outbox.from_findable_text",
    "search.index.outbox._acknowledge",
    "search.index.outbox.store.write",
    "search.index.store._fill",
    "search.index.store._replace_parts",
    "search.index.store._count_words",
    "search.index.outbox.store.remove",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_step_loses_nothing(source, monkeypatch, step, when):
    reconcile()
    pks = sorted(source.says)
    source.says[pks[0]] = ["changed of thing"]
    del source.says[pks[1]]
    Topic.objects.filter(pk=pks[1]).delete()
    outbox.enqueue("saying", pks, "test")
    module, _, name = step.rpartition(".")
    owner = {
        "search.index.outbox": outbox,
        "search.index.store": store,
        "search.index.outbox.store": store,
    }[module]
    real = getattr(owner, name)

    def killing(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(owner, name, killing)
    with pytest.raises(Killed):
        outbox.process()
    assert SearchChange.objects.count() == 3
    monkeypatch.setattr(owner, name, real)
    outbox.process()
    reconcile()
    assert everything_is_right(source)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_trace(source):
    reconcile()
    pk = min(source.says)
    with transaction.atomic():
        outbox.enqueue("saying", [pk], "test")
        transaction.set_rollback(True)
    assert not SearchChange.objects.exists()


# --- two at once ---


@pytest.mark.django_db
def test_a_change_during_rendering_is_not_settled_unseen(source, monkeypatch):
    reconcile()
    pk = min(source.says)
    outbox.enqueue("saying", [pk], "first")
    real, calls = source.texts, []

    def texts(pks):
        said = real(pks)
        if not calls:
            calls.append(1)
            source.says[pk] = ["later of thing"]
            outbox.enqueue("saying", [pk], "second")
        return said

    monkeypatch.setattr(source, "texts", texts)
    outbox.process()
    reconcile()
    assert everything_is_right(source)


@pytest.mark.django_db
def test_an_older_rendering_never_overwrites_a_newer_one(source):
    reconcile()
    pk = min(source.says)
    outbox.enqueue("saying", [pk], "first")
    stale = SearchChange.objects.get()
    source.says[pk] = ["newer of thing"]
    outbox.enqueue("saying", [pk], "second")
    outbox.process()
    source.says[pk] = ["older of thing"]
    outbox._bring_up_to_date("saying", [stale], outbox.Processed())
    assert SearchPassage.objects.get(record__item_id=pk).text == "newer of thing"


# --- what cannot be rendered ---


@pytest.mark.django_db
def test_a_poisoned_thing_stops_no_other_and_is_set_aside_by_name(source):
    bad = min(source.says)
    source.poisoned = {bad}
    for tries in range(1, MOST_TRIES + 1):
        reconcile()
        change = SearchChange.objects.get()
        assert (change.item_id, change.tries) == (bad, tries)
        assert change.not_before > timezone.now()
        make_due()
    assert change.is_set_aside
    assert f"cannot read [{bad}]" in change.error
    assert SearchRecord.objects.count() == 2
    reconcile()
    assert SearchChange.objects.get().tries == MOST_TRIES
    source.poisoned = set()
    assert retry_set_aside() == 1
    reconcile()
    assert everything_is_right(source)


@pytest.mark.django_db
def test_a_failed_thing_waits_longer_each_time(source):
    source.poisoned = {min(source.says)}
    waits = []
    for _ in range(3):
        reconcile()
        waits.append(SearchChange.objects.get().not_before - timezone.now())
        make_due()
    assert waits[0] < waits[1] < waits[2]


@pytest.mark.django_db
def test_the_next_change_of_a_thing_set_aside_tries_again(source):
    bad = min(source.says)
    source.poisoned = {bad}
    reconcile()
    SearchChange.objects.update(is_set_aside=True)
    source.poisoned = set()
    outbox.enqueue("saying", [bad], "saved")
    outbox.process()
    reconcile()
    assert everything_is_right(source)


# --- handlers and the worker ---


@pytest.mark.django_db(transaction=True)
def test_saving_and_deleting_reach_the_records_through_the_worker(source):
    pk = min(source.says)
    Topic.objects.get(pk=pk).save()
    assert SearchRecord.objects.get().item_id == pk
    Topic.objects.get(pk=pk).delete()
    assert not SearchRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_transaction_asks_for_one_drain(source, monkeypatch):
    asked = []
    monkeypatch.setattr(
        type(process_search_outbox), "enqueue", lambda self, *args, **kwargs: asked.append(self)
    )
    with transaction.atomic():
        for topic in Topic.objects.filter(pk__in=source.says):
            topic.save()
    assert len(asked) == 1
    assert SearchChange.objects.count() == 3


@pytest.mark.django_db
def test_unchanged_content_is_not_written_again(source):
    reconcile()
    versions = set(SearchRecord.objects.values_list("version", flat=True))
    outbox.enqueue("saying", source.says, "saved")
    outbox.process()
    assert set(SearchRecord.objects.values_list("version", flat=True)) == versions


@pytest.mark.django_db
def test_versions_grow_past_a_removal(source):
    reconcile()
    pk = min(source.says)
    before = SearchRecord.objects.get(item_id=pk).version
    store.remove("saying", [pk])
    reconcile()
    assert SearchRecord.objects.get(item_id=pk).version > before


@pytest.mark.django_db
def test_words_of_the_full_text_that_were_lost_come_back(library):
    record = SearchRecord.objects.get(source="page", item_id=library.peer.pk)
    fulltext_tables().remove([record.pk])
    assert "Peer support in Sussex" not in titles("q=peer")
    reconcile()
    assert titles("q=peer") == ["Peer support in Sussex"]
