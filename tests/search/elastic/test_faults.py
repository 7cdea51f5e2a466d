"""Whatever breaks between the records and Elasticsearch, both are equal afterwards, field for field."""

from __future__ import annotations

import time

import pytest
from django.db import transaction

from knowledge.models import Topic
from search.copies import differences, rebuild, status, sync
from search.copies.reconcile import reconcile
from search.engines.registry import engine
from search.index import deliveries, outbox, store
from search.models import SearchDelivery, SearchRecord
from tests.fault_proxy import BUSY, CUT_ANSWER, HALF, PASS, REFUSE
from tests.search.asking import ask
from tests.search.elastic.conftest import (
    Killed,
    assert_all_is_right,
    change_everything,
    recover,
)

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def test_what_was_recorded_is_in_the_index(source, elastic):
    assert_all_is_right(source, elastic)


@pytest.mark.parametrize("fault", [REFUSE, CUT_ANSWER, HALF, BUSY])
def test_the_engine_dies_during_a_bulk(source, proxy, elastic, fault):
    change_everything(source)
    proxy.fault = lambda method, path: fault if path.startswith("/_bulk") else PASS
    assert reconcile().delivered.deferred_reason
    assert SearchDelivery.objects.exists()
    proxy.always(PASS)
    recover()
    assert_all_is_right(source, elastic)


def test_a_busy_moment_is_waited_out(source, proxy, elastic):
    change_everything(source)
    proxy.once(BUSY, "/_bulk")
    reconcile()
    recover()
    assert_all_is_right(source, elastic)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["acknowledge", "enqueue", "_bulk"])
def test_a_worker_killed_between_two_writes_loses_nothing(source, elastic, monkeypatch, step, when):
    from search.engines.elastic import replica

    owner = replica if step == "_bulk" else deliveries
    real = getattr(owner, step)

    def killing(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise Killed

    change_everything(source)
    monkeypatch.setattr(owner, step, killing)
    with pytest.raises(Killed):
        reconcile()
    monkeypatch.setattr(owner, step, real)
    reconcile()
    recover()
    assert_all_is_right(source, elastic)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_rolled_back_tells_the_engine_nothing(source, elastic):
    pk = min(source.says)
    said = source.says[pk]
    with transaction.atomic():
        source.says[pk] = ["uncommitted of thing"]
        outbox.enqueue("saying", [pk], "test")
        outbox.process()
        transaction.set_rollback(True)
    source.says[pk] = said
    sync.deliver()
    assert_all_is_right(source, elastic)


def test_a_late_writing_never_brings_back_what_was_removed_or_changed(source, elastic):
    client = elastic.client()
    # What Elasticsearch remembers of a true deletion, it forgets after this time.
    client.indices.put_settings(index=elastic.prefix, settings={"index.gc_deletes": "100ms"})
    pks = sorted(source.says)
    old = {
        pk: client.get(index=elastic.prefix, id=f"saying:{pk}").body["_version"] for pk in pks[:2]
    }
    documents = {
        pk: client.get(index=elastic.prefix, id=f"saying:{pk}").body["_source"] for pk in pks[:2]
    }
    change_everything(source)
    reconcile()
    time.sleep(0.5)
    client.indices.refresh(index=elastic.prefix)
    for pk in pks[:2]:
        client.options(ignore_status=409).index(
            index=elastic.prefix,
            id=f"saying:{pk}",
            document=documents[pk],
            version=old[pk],
            version_type="external_gte",
        )
    client.indices.refresh(index=elastic.prefix)
    assert_all_is_right(source, elastic)


def test_old_signs_of_removals_are_forgotten_and_the_records_stay_right(
    source, elastic, monkeypatch
):
    change_everything(source)
    reconcile()
    count = elastic.client().count(index=elastic.prefix)["count"]
    monkeypatch.setattr(differences, "TOMBSTONES_KEPT", differences.TOMBSTONES_KEPT * 0)
    differences.verify()
    elastic.client().indices.refresh(index=elastic.prefix)
    assert elastic.client().count(index=elastic.prefix)["count"] == count - 1
    assert_all_is_right(source, elastic)


def test_two_hundred_edits_while_the_engine_is_stopped_all_arrive(source, proxy, elastic):
    proxy.always(REFUSE)
    for number in range(200):
        pk = sorted(source.says)[number % len(source.says)]
        source.says[pk] = [f"edit{number}x of thing"]
        outbox.enqueue("saying", [pk], "saved")
        outbox.process()
        sync.deliver()
    tried = len([path for path in proxy.asked if "_alias" in path or "_bulk" in path])
    assert tried < 20, "a service that is down is asked again each time"
    assert not SearchDelivery.objects.filter(tries__gt=0).exists()
    proxy.always(PASS)
    recover()
    assert_all_is_right(source, elastic)


# --- what the index itself may have come to ---


def test_an_alias_that_leads_nowhere_is_made_anew(source, elastic):
    client = elastic.client()
    client.indices.delete(index=",".join(client.indices.get_alias(name=elastic.prefix).body))
    change_everything(source)
    assert reconcile().delivered.deferred_reason
    # No write made an index of that name.
    assert not client.indices.exists(index=elastic.prefix)
    assert not status.is_healthy()
    recover()
    assert_all_is_right(source, elastic)


def test_an_index_in_the_place_of_the_alias_is_replaced(source, elastic):
    client = elastic.client()
    client.indices.delete(index=",".join(client.indices.get_alias(name=elastic.prefix).body))
    client.index(index=elastic.prefix, document={"title": 7, "sort_date": "tomorrow"}, refresh=True)
    change_everything(source)
    reconcile()
    recover()
    assert_all_is_right(source, elastic)


def test_an_index_with_fields_of_other_types_is_replaced(source, elastic):
    client = elastic.client()
    good = ",".join(client.indices.get_alias(name=elastic.prefix).body)
    name = f"{elastic.prefix}-20200101000000-abcdef"
    client.indices.create(
        index=name,
        mappings={"dynamic": "strict", "properties": {"title": {"type": "long"}}},
        aliases={elastic.prefix: {}},
    )
    client.indices.delete(index=good)
    change_everything(source)
    assert reconcile().delivered.refused
    assert SearchDelivery.objects.filter(tries=1).exists()
    recover()
    assert_all_is_right(source, elastic)


def test_what_a_foreign_hand_did_is_found_and_mended(source, elastic):
    client = elastic.client()
    pks = sorted(source.says)
    client.delete(index=elastic.prefix, id=f"saying:{pks[0]}")
    client.index(
        index=elastic.prefix,
        id=f"saying:{pks[1]}",
        document={"source": "saying", "item_id": pks[1], "is_removed": False, "title": "forged"},
        version=SearchRecord.objects.get(item_id=pks[1]).version,
        version_type="external_gte",
    )
    client.index(
        index=elastic.prefix,
        id="saying:999999",
        document={"source": "saying", "item_id": 999999, "is_removed": False, "title": "ghost"},
        refresh=True,
    )
    recover()
    assert differences.verify(compare=True) == 1
    sync.deliver()
    assert_all_is_right(source, elastic)


def test_records_restored_from_an_old_backup_win(source, elastic):
    pk = min(source.says)
    later = SearchRecord.objects.get(item_id=pk).version + 10**9
    elastic.client().index(
        index=elastic.prefix,
        id=f"saying:{pk}",
        document={"source": "saying", "item_id": pk, "is_removed": False, "title": "later"},
        version=later,
        version_type="external",
        refresh=True,
    )
    recover()
    assert SearchRecord.objects.get(item_id=pk).version > later
    assert_all_is_right(source, elastic)


# --- what is refused ---


def test_a_poisoned_thing_is_set_aside_by_name_and_stops_no_other(source, elastic, monkeypatch):
    from search.engines.elastic import replica

    bad = min(source.says)
    real = replica.documents_of

    def poisoned(records):
        documents = real(records)
        for record in records:
            if record.item_id == bad:
                documents[record.pk]["sort_date"] = "no number"
        return documents

    monkeypatch.setattr(replica, "documents_of", poisoned)
    change_everything(source)
    source.says[bad] = ["poison of thing"]
    Topic.objects.create(pk=bad, name="saying bad", slug="saying-bad")
    for tries in range(1, deliveries.MOST_TRIES + 1):
        reconcile()
        row = SearchDelivery.objects.get()
        assert (row.item_id, row.tries) == (bad, tries)
        SearchDelivery.objects.update(not_before="2020-01-01T00:00Z")
    assert row.is_set_aside
    assert "sort_date" in row.error
    said = list(status.lines())
    assert "copy behind: 0" in said
    assert "copy set aside: 1" in said
    assert any(f"saying {bad}: " in line for line in said)
    assert not status.is_healthy()
    assert ask("q=thing").total == len(source.says)
    rebuild.rebuild(engine().replica)
    assert SearchDelivery.objects.get().item_id == bad
    monkeypatch.setattr(replica, "documents_of", real)
    deliveries.retry_set_aside()
    recover()
    assert_all_is_right(source, elastic)


def test_a_record_that_cannot_be_read_holds_up_no_other(source, elastic, monkeypatch):
    from search.engines.elastic import replica

    bad = max(source.says)
    real = replica.documents_of

    def unreadable(records):
        if any(record.item_id == bad for record in records):
            raise ValueError("unreadable")
        return real(records)

    monkeypatch.setattr(replica, "documents_of", unreadable)
    source.says = {pk: [f"other{pk} of thing"] for pk in source.says}
    delivered = reconcile().delivered
    assert (delivered.sent, delivered.refused) == (len(source.says) - 1, 1)
    assert SearchDelivery.objects.get().error == "ValueError: unreadable"
    monkeypatch.setattr(replica, "documents_of", real)
    recover()
    assert_all_is_right(source, elastic)


def test_versions_of_removals_grow(source, elastic):
    pk = min(source.says)
    before = SearchRecord.objects.get(item_id=pk).version
    store.remove("saying", [pk])
    assert SearchDelivery.objects.get(item_id=pk).version > before
    assert deliveries.pending_removals() == [("saying", pk)]
    row = SearchDelivery(pk=0, source="saying", item_id=pk, version=1)
    deliveries.acknowledge([row], {("saying", pk)}, {})
    assert deliveries.pending_removals() == [("saying", pk)]
