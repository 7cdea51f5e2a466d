"""Approved for a later day: what contributors hear and see, until the day and on it, whatever else happens."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from examples.models import PracticeExamplePage
from knowledge.moderation import reviews
from knowledge.moderation.models import PublicNotice
from knowledge.moderation.schedule import publish_what_is_due
from tests.examples.reviewing import (
    act,
    admin_client,
    committed,
    kinds,
    review_of,
)
from tests.factories import make_editor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]

DAY = datetime.timedelta(days=1)


@pytest.fixture
def sent(sent_example, contributor):
    contributor.come_back()
    return sent_example


@pytest.fixture
def public(approved_example, contributor):
    contributor.come_back()
    return approved_example


def give_a_day(page, person=None) -> None:
    """As an editor does before it is approved."""
    draft = PracticeExamplePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + 9 * DAY
    draft.save_revision(user=person)


def the_day_comes():
    return freeze_time(timezone.now() + 10 * DAY, tick=True)


def publish_due() -> None:
    with committed():
        publish_what_is_due()


def letters() -> list[str]:
    """Subjects of what the contributor was mailed since the last time."""
    found = [each.subject for each in mail.outbox if each.to == ["amina@example.org"]]
    mail.outbox.clear()
    return found


def press(contributor, verb: str, **data):
    with committed():
        return contributor.client.post(f"/my-examples/{contributor.submission.pk}/{verb}/", data)


def mine(contributor) -> str:
    return contributor.client.get(f"/my-examples/{contributor.submission.pk}/").content.decode()


def correct(contributor, words: str) -> None:
    press(contributor, "correct")
    with committed():
        contributor.post("send", aims=words)


def text_at(page) -> str:
    response = Client().get(page.url)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def an_editor_schedules(page, place, title: str = "Edited for the day") -> None:
    draft = PracticeExamplePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title, draft.go_live_at = title, timezone.now() + 9 * DAY
    draft.save_revision(user=make_editor(region=place.region)).publish(user=place.moderator)


def test_approved_for_a_day_says_so_and_is_told_as_published_on_the_day(
    sent, contributor, moderator
):
    give_a_day(sent, contributor.submission.owner)
    letters()
    act(moderator, sent, "approve")
    assert letters() == ["“Bumps together” is approved"]
    assert text_at(sent) == "404"
    assert "published on a set day" in mine(contributor)
    with the_day_comes():
        publish_due()
        assert letters() == ["“Bumps together” is published"]
        assert "wombatish" in text_at(sent)
        publish_due()
        assert letters() == []


@pytest.mark.parametrize("asked", [False, True])
def test_a_correction_in_review_is_kept_when_an_editors_version_comes_out(
    public, place, contributor, moderator, asked
):
    an_editor_schedules(public, place)
    correct(contributor, "To hear platypus words.")
    if asked:
        act(moderator, public, "changes", words="Which words?")
    letters()
    before = kinds(public)
    with the_day_comes():
        publish_due()
        assert letters() == []
        assert kinds(public) == before
        assert "Edited for the day" in text_at(public)
        waits = "changes asked for" if asked else "correction with a moderator"
        assert waits in mine(contributor)
        if asked:
            with committed():
                contributor.post("send", aims="To hear all platypus words.")
        letters()
        act(admin_client(place.moderator), public, "approve")
        (letter,) = letters()
        assert letter.startswith("Your correction")
        assert "platypus" in text_at(public)


def test_a_correction_approved_for_a_day_is_told_twice(public, contributor, moderator):
    correct(contributor, "To hear platypus words.")
    give_a_day(public, contributor.submission.owner)
    letters()
    act(moderator, public, "approve")
    assert letters() == ["“Bumps together” is approved"]
    assert "wombatish" in text_at(public)
    with the_day_comes():
        publish_due()
        (letter,) = letters()
        assert letter.startswith("Your correction")
        assert "platypus" in text_at(public)


def test_an_editors_version_that_comes_out_is_no_correction(public, place, contributor):
    an_editor_schedules(public, place)
    letters()
    with the_day_comes():
        publish_due()
        assert letters() == []


def publish_alone(page, user):
    """As an administrator does in an emergency: past the review, which otherwise alone publishes."""
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


def test_what_somebody_publishes_beside_the_review_is_not_told_as_refused(
    public, place, contributor, moderator
):
    correct(contributor, "To hear platypus words.")
    letters()
    with committed():
        page = PracticeExamplePage.objects.get(pk=public.pk)
        publish_alone(page, place.moderator)
    (letter,) = letters()
    assert letter.startswith("Your correction")
    assert "It was not published" not in mine(contributor)
    assert contributor.submission.state == "sent"


def test_new_and_published_beside_the_review_is_told_once(sent, place, contributor):
    letters()
    with committed():
        publish_alone(sent, place.moderator)
    assert letters() == ["“Bumps together” is published"]
    assert contributor.submission.state == "sent"


@pytest.mark.parametrize("then", ["hidden", "withdrawn", "dropped", "stopped"])
def test_what_was_scheduled_follows_what_happened_since(
    public, place, contributor, moderator, then
):
    an_editor_schedules(public, place)
    if then == "hidden":
        moderator.post(f"/admin/hide/{public.pk}/", {"words": ""})
    elif then == "withdrawn":
        press(contributor, "withdraw-from-public", sure="on")
    elif then == "dropped":
        press(contributor, "correct")
        press(contributor, "drop-correction")
    else:
        correct(contributor, "To hear platypus words.")
        review = review_of(public)
        page = PracticeExamplePage.objects.get(pk=public.pk)
        with committed():
            reviews.decline(
                review,
                place.moderator,
                version=reviews.version_of(page),
                reason="other",
                words="No.",
            )
    with the_day_comes():
        publish_due()
        if then in {"hidden", "withdrawn"}:
            assert text_at(public) == "410"
        else:
            assert "Edited for the day" in text_at(public)
            page = PracticeExamplePage.objects.get(pk=public.pk)
            assert page.get_latest_revision_as_object().title == "Edited for the day"


def test_the_notice_stays_until_the_day_of_the_return(public, place, contributor, moderator):
    moderator.post(f"/admin/hide/{public.pk}/", {"words": ""})
    letters()
    an_editor_schedules(public, place, "Back again")
    assert text_at(public) == "410"
    assert letters() == []
    with the_day_comes():
        publish_due()
        assert "Back again" in text_at(public)
        assert not PublicNotice.objects.exists()
