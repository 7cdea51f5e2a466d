"""A rebuild goes on while people search and edit, and leaves nothing behind wherever it is killed."""

from __future__ import annotations

import pytest

from search.copies import rebuild
from search.copies.reconcile import reconcile
from search.engines.base import EngineUnavailable
from search.engines.registry import engine
from search.models import SearchRebuild
from tests.fault_proxy import PASS, REFUSE
from tests.search.asking import ask
from tests.search.elastic.conftest import (
    Killed,
    assert_all_is_right,
    change_everything,
    recover,
)

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def test_a_rebuild_changes_the_index_and_nothing_else(source, elastic):
    client = elastic.client()
    before = set(client.indices.get_alias(name=elastic.prefix).body)
    change_everything(source)
    reconcile()
    assert rebuild.rebuild(engine().replica).startswith(
        f"{len(source.says)} items filled, 0 refused"
    )
    assert not before & set(client.indices.get_alias(name=elastic.prefix).body)
    assert_all_is_right(source, elastic)


def test_edits_and_searches_during_a_rebuild_are_answered_and_kept(source, elastic, monkeypatch):
    real, edits = rebuild._send, []

    def editing(replica, items):
        outcome = real(replica, items)
        if not edits:
            change_everything(source)
            edits.append(reconcile())
            assert ask("q=thing").total == len(source.says)
        return outcome

    monkeypatch.setattr(rebuild, "_send", editing)
    rebuild.rebuild(engine().replica)
    assert edits
    assert_all_is_right(source, elastic)


@pytest.mark.parametrize("step", ["_fill", "_catch_up", "promote", "delete_unused"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_rebuild_killed_halfway_leaves_nothing_behind(source, elastic, monkeypatch, step, when):
    owner = rebuild if step.startswith("_") else engine().replica
    real, calls = getattr(owner, step), []

    def killing(*args, **kwargs):
        calls.append(1)
        # Making the next one forgets what is unused too: the later call is the one after the change.
        if step == "delete_unused" and len(calls) == 1:
            return real(*args, **kwargs)
        if when == "after":
            real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(owner, step, killing)
    # Killed outright: nothing that would clean up runs.
    monkeypatch.setattr(rebuild, "_delete_quietly", lambda replica: None)
    with pytest.raises(Killed):
        rebuild.rebuild(engine().replica)
    monkeypatch.undo()
    change_everything(source)
    reconcile()
    recover()
    assert_all_is_right(source, elastic)


def test_only_one_rebuild_at_a_time_until_it_is_silent_too_long(source, elastic):
    with rebuild._alone(), pytest.raises(rebuild.RebuildRunning):
        rebuild.rebuild(engine().replica)
    with rebuild._alone() as alive:
        SearchRebuild.objects.update(alive_at="2020-01-01T00:00Z")
        rebuild.rebuild(engine().replica)
        with pytest.raises(rebuild.RebuildRunning):
            alive()
    assert_all_is_right(source, elastic)


def test_a_rebuild_that_fails_keeps_the_old_copy(source, proxy, elastic):
    proxy.fault = lambda method, path: REFUSE if path.startswith("/_bulk") else PASS
    with pytest.raises(EngineUnavailable):
        rebuild.rebuild(engine().replica)
    proxy.always(PASS)
    assert_all_is_right(source, elastic)


def test_indexes_of_others_are_never_deleted(source, elastic):
    client = elastic.client()
    others = [f"{elastic.prefix}-other", f"{elastic.prefix}-x-20200101000000-abcdef"]
    for name in others:
        client.indices.create(index=name)
    engine().replica.delete_unused()
    for name in others:
        assert client.indices.exists(index=name)
        client.indices.delete(index=name)
