"""What operators call and what `manage.py check` says."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from knowledge.contracts.scheduler import duties
from search.index import outbox
from search.models import SearchChange, SearchRecord


def output_of(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.each_database
@pytest.mark.django_db
def test_reconcile_says_what_it_did(library):
    SearchRecord.objects.update(fingerprint="", content_hash="")
    number = SearchRecord.objects.count()
    assert f"{number} differences; {number} written" in output_of("reconcile")
    assert "0 differences" in output_of("reconcile")


@pytest.mark.each_database
@pytest.mark.django_db
def test_status_tells_what_is_behind(library):
    assert "behind: 0" in output_of("search_status")
    outbox.enqueue("page", [library.peer.pk], "saved")
    assert "behind: 1" in output_of("search_status")


@pytest.mark.each_database
@pytest.mark.django_db
def test_status_names_what_was_set_aside_and_fails(library):
    SearchChange.objects.create(
        source="page",
        item_id=7,
        reason="saved",
        is_set_aside=True,
        tries=8,
        error="ValueError: odd",
    )
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("search_status", stdout=out)
    assert "page 7: saved: ValueError: odd" in out.getvalue()
    assert "1 set aside, to be tried again" in output_of("reconcile", "--retry-set-aside")
    assert "set aside: 0" in output_of("search_status")


def test_an_unknown_engine_is_an_error(settings):
    settings.HUB_SEARCH_ENGINE = "nonsense"
    assert [found.id for found in run_checks(tags=["search"])] == ["search.E001"]


def test_a_database_without_full_text_is_an_error(monkeypatch):
    monkeypatch.setattr("search.engines.database.connection.vendor", "oracle")
    assert [found.id for found in run_checks(tags=["search"])] == ["search.E002"]


def test_a_missing_queue_is_an_error(settings):
    settings.TASKS = {"default": {**settings.TASKS["default"], "QUEUES": ["default"]}}
    assert [found.id for found in run_checks(tags=["search"])] == ["search.E003"]


def test_sound_settings_are_no_error():
    assert run_checks(tags=["search"]) == []


def test_reconcile_is_a_duty():
    assert "search.reconcile" in {duty.name for duty in duties()}
