"""However long the hub runs, its own duties lose no version of a page and nothing of a review."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageLogEntry, Revision, TaskState

from knowledge.contracts import scheduler
from knowledge.jobs import scheduling
from knowledge.moderation import reviews
from knowledge.moderation.models import Decision, Review
from tests.factories import make_moderator, make_user

pytestmark = pytest.mark.django_db


def record() -> dict[str, list[object]]:
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (TaskState, Decision, Review, Revision, PageLogEntry)
    }


@pytest.fixture
def decided(site_tree):
    """A section that was sent back once, then approved, then changed again."""
    section, writer, moderator = site_tree.section, make_user(), make_moderator()
    section.title = "Second"
    section.save_revision(user=writer)
    state = section.get_workflow().start(section, writer)
    review = state.review
    version = reviews.version_of(section)
    reviews.request_changes(review, moderator, version=version, words="Which source?")
    state.refresh_from_db()
    state.resume(user=writer)
    reviews.approve(review, moderator, version=version, words="Checked.")
    section.refresh_from_db()
    section.title = "Third"
    section.save_revision(user=writer).publish()
    return section


def test_duties_lose_nothing_of_a_review(decided):
    before = record()
    assert [row["status"] for row in before["TaskState"]] == ["rejected", "approved"]
    with freeze_time(timezone.now() + datetime.timedelta(days=1000), tick=True):
        outcomes = scheduling.run([duty.name for duty in scheduler.duties()])
    assert {each.name: each.error for each in outcomes if each.error} == {}
    assert len(outcomes) == len(scheduler.duties())
    assert record() == before


def test_purging_versions_loses_the_steps_and_leaves_the_record_of_decisions(decided):
    """What docs/operations.md warns of. If Wagtail spares the steps one day, the warning can go."""
    before = record()
    call_command("purge_revisions", verbosity=0)
    assert not TaskState.objects.exists()
    assert record()["Decision"] == before["Decision"]
