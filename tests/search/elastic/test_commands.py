"""What operators call to bring Elasticsearch up to date, and what they are told."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from knowledge.contracts.scheduler import duties
from search.index import outbox
from search.models import SearchDelivery
from tests.fault_proxy import REFUSE
from tests.search.elastic.conftest import assert_all_is_right, change_everything


def output_of(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_sync_makes_an_index_where_there_is_none_and_sends_everything(source, elastic, settings):
    settings.HUB_SEARCH_ENGINE = "database"
    client = elastic.client()
    client.indices.delete(index=",".join(client.indices.get_alias(name=elastic.prefix).body))
    change_everything(source)
    outbox.enqueue("saying", source.says, "test")
    outbox.process()
    assert not SearchDelivery.objects.exists()
    settings.HUB_SEARCH_ENGINE = "elastic"
    assert f"{len(source.says)} items filled" in output_of("sync_search")
    assert_all_is_right(source, elastic)


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_sync_catches_up_after_another_engine_was_in_use(source, elastic, settings):
    settings.HUB_SEARCH_ENGINE = "database"
    change_everything(source)
    output_of("reconcile")
    settings.HUB_SEARCH_ENGINE = "elastic"
    status = StringIO()
    call_command("search_status", stdout=status)
    assert f"copy behind: {len(source.says) + 1}" in status.getvalue()
    assert f"{len(source.says) + 1} differences" in output_of("sync_search", "--full")
    assert_all_is_right(source, elastic)
    assert "0 differences\n0 sent, 0 refused" in output_of("sync_search", "--full")


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_rebuild_says_what_it_did(source, elastic):
    assert f"{len(source.says)} items filled, 0 refused" in output_of("rebuild_search")
    assert_all_is_right(source, elastic)


@pytest.mark.elasticsearch
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["sync_search", "rebuild_search", "search_status"])
def test_commands_say_that_the_engine_is_down(source, proxy, command):
    proxy.always(REFUSE)
    with pytest.raises(CommandError) as failed:
        output_of(command)
    assert "127.0.0.1" not in str(failed.value)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["sync_search", "rebuild_search"])
def test_the_database_has_no_copy(command):
    assert "The engine database has no copy" in output_of(command)


def test_the_copy_is_kept_and_verified_by_duties():
    assert {"search.keep_copy", "search.verify_copy"} <= {duty.name for duty in duties()}
