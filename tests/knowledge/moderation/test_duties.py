"""Periodic duties: what is due, one at a time, and failures that stop nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from knowledge.contracts import scheduler
from knowledge.jobs import scheduling
from knowledge.models import DutyRecord, Heartbeat

NOW = timezone.now()
HOURLY = scheduler.Duty("hourly", lambda: None, timedelta(hours=1), timedelta(minutes=10))


@pytest.fixture
def only(monkeypatch):
    """Only the duties that the test registers; returns what they did, in order."""
    monkeypatch.setattr(scheduler, "_duties", {})
    done: list[str] = []

    def add(name, every=timedelta(hours=1), fails=False, action=None):
        def function():
            done.append(name)
            if action:
                action()
            if fails:
                raise ValueError("it broke")

        scheduler.register(name, function, every)

    add.done = done
    return add


@pytest.mark.parametrize(
    ("ago", "failed", "claimed", "expected"),
    [
        (None, False, None, True),
        (timedelta(minutes=59), False, None, False),
        (timedelta(minutes=60), False, None, True),
        (timedelta(minutes=4), True, None, False),
        (timedelta(minutes=5), True, None, True),
        (timedelta(hours=2), False, timedelta(minutes=1), False),
        (timedelta(hours=2), False, timedelta(minutes=-1), True),
    ],
)
def test_is_due(ago, failed, claimed, expected):
    assert (
        scheduling.is_due(
            HOURLY,
            started=None if ago is None else NOW - ago,
            failed=failed,
            claimed_until=None if claimed is None else NOW + claimed,
            now=NOW,
        )
        is expected
    )


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_failing_duty_stops_no_other_and_is_recorded(only):
    only("a-broken", fails=True)
    only("b-sound")
    outcomes = scheduling.run()
    assert only.done == ["a-broken", "b-sound"]
    assert [outcome.error for outcome in outcomes] == ["ValueError: it broke", ""]
    broken, sound = DutyRecord.objects.all()
    assert "it broke" in broken.last_error
    assert broken.failures == 1
    assert broken.last_finished is None
    assert sound.last_error == ""
    assert sound.last_finished is not None


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_failed_duty_is_tried_again_and_a_success_clears_it(only):
    only("broken", fails=True)
    scheduling.run()
    assert scheduling.run() == []
    DutyRecord.objects.update(last_started=timezone.now() - timedelta(minutes=6))
    only("broken")
    scheduling.run()
    record = DutyRecord.objects.get()
    assert (record.last_error, record.failures) == ("", 0)


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_duty_at_hand_is_not_begun_again(only):
    inner: list[object] = []
    only("slow", every=timedelta(0), action=lambda: inner.append(scheduling.run()))
    scheduling.run()
    assert only.done == ["slow"]
    assert inner == [[]]


@pytest.mark.each_database
@pytest.mark.django_db
def test_two_who_read_the_same_row_do_not_both_claim_it(only):
    only("once")
    scheduling.run()
    (duty,) = scheduler.duties()
    seen = DutyRecord.objects.get().last_started
    assert scheduling._claim(duty, seen)
    DutyRecord.objects.update(claimed_until=None)
    assert not scheduling._claim(duty, seen)


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_duty_of_a_killed_process_runs_again_when_its_time_is_over(only):
    only("killed")
    DutyRecord.objects.create(
        name="killed",
        last_started=timezone.now() - timedelta(hours=2),
        claimed_until=timezone.now() - timedelta(seconds=1),
    )
    scheduling.run()
    assert only.done == ["killed"]


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_command_does_what_is_due_and_shows_that_it_is_alive(only, capsys):
    only("tidy")
    call_command("run_due")
    call_command("run_due")
    assert only.done == ["tidy"]
    assert Heartbeat.objects.filter(name=Heartbeat.SCHEDULER).exists()
    call_command("run_due", only=["tidy"])
    assert only.done == ["tidy", "tidy"]


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_command_fails_when_a_duty_does_or_is_unknown(only):
    only("broken", fails=True)
    with pytest.raises(CommandError, match="failed"):
        call_command("run_due")
    with pytest.raises(CommandError, match="No such duty"):
        call_command("run_due", only=["nothing"])
