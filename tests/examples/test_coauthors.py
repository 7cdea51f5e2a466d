"""Co-authors: asked by mail, bound to their address, writing with the owner, never approving."""

from __future__ import annotations

import pytest
from django.utils import timezone

from examples.models import CoAuthor, PracticeExamplePage
from examples.submissions.authors import authors_of, authors_of_pages, writing_now
from knowledge.permissions import user_can_review, user_has_written
from tests.factories import make_contributor, make_moderator

pytestmark = pytest.mark.django_db


def join(submission, user, **fields):
    """Make the person a co-author."""
    return CoAuthor.objects.create(
        submission=submission, email=user.email, user=user, accepted_at=timezone.now(), **fields
    )


def send(contributor, place):
    contributor.begin()
    contributor.post(
        "send",
        project_title="A listening walk",
        aims="To hear what families notice.",
        region=place.region.pk,
        licence="on",
    )
    return PracticeExamplePage.objects.get()


def test_nobody_who_has_ever_been_a_co_author_approves(contributor, place):
    page = send(contributor, place)
    writes, left, invited = (make_moderator(region=place.region) for _ in range(3))
    join(contributor.submission, writes)
    join(contributor.submission, left, ended_at=timezone.now())
    CoAuthor.objects.create(submission=contributor.submission, email=invited.email)
    assert authors_of(contributor.submission) == {
        contributor.submission.owner_id,
        writes.pk,
        left.pk,
    }
    assert authors_of_pages([page.pk, 0]) == {page.pk: authors_of(contributor.submission)}
    for author in (writes, left):
        assert not user_can_review(author, page)
        assert user_has_written(author, page)
        assert not page.permissions_for_user(author).can_publish()
    for other in (invited, place.moderator):
        assert user_can_review(other, page)
        assert page.permissions_for_user(other).can_publish()


def test_news_goes_to_everybody_who_writes_now(contributor, place, mailoutbox):
    contributor.begin()
    writes, left = make_contributor(), make_contributor()
    join(contributor.submission, writes)
    join(contributor.submission, left, ended_at=timezone.now())
    assert [person.email for person in writing_now(contributor.submission)] == [
        contributor.email,
        writes.email,
    ]
    contributor.post(
        "send",
        project_title="A listening walk",
        aims="To hear what families notice.",
        region=place.region.pk,
        licence="on",
    )
    told = [mail.to for mail in mailoutbox if "We have received" in mail.subject]
    assert sorted(told) == sorted([[contributor.email], [writes.email]])
