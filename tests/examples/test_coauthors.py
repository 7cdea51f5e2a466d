"""Co-authors: asked by mail, bound to their address, writing with the owner, never approving."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from examples.models import CoAuthor, PracticeExamplePage
from examples.submissions.authors import authors_of, authors_of_pages, writing_now
from knowledge.moderation.permissions import user_can_review, user_has_written
from tests.examples.conftest import Contributor
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
        # By their decision alone, while the review is open.
        assert not page.permissions_for_user(other).can_publish()


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


def link_to(address, mailoutbox):
    """The link in the newest invitation to that address."""
    message = next(m for m in reversed(mailoutbox) if m.to == [address] and "asks you" in m.subject)
    return re.search(r"/write-together/[\w-]+/", message.body)[0]


@pytest.fixture
def invited(contributor, mailoutbox):
    """A draft, and Bea, who was asked to write it."""
    contributor.begin()
    contributor.post("save", project_title="A listening walk")
    path = f"/my-examples/{contributor.submission.pk}/people/"
    assert contributor.client.post(path, {"email": " Bea@Example.org "}).status_code == 302
    return Contributor("bea@example.org")


def test_the_invited_address_joins_writes_and_is_taken_off(contributor, invited, mailoutbox):
    example = contributor.submission
    link = link_to(invited.email, mailoutbox)
    before = invited.client.get(link)
    assert "A listening walk" not in before.content.decode()
    invited.sign_in(link)
    assert invited.client.get(f"/share/{example.pk}/").status_code == 404
    assert "A listening walk" in invited.client.get(link).content.decode()
    invited.client.post(link)
    assert invited.client.get(f"/share/{example.pk}/").status_code == 200
    assert "Bea" not in contributor.email
    assert "now writes" in [m.subject for m in mailoutbox if m.to == [contributor.email]][-1]
    # Both save on version 2: the second sees both texts, and nothing is overwritten.
    data = {"version": example.version, "token": str(uuid.uuid4()), "save": "1"}
    first = invited.client.post(f"/share/{example.pk}/", {**data, "project_title": "Bea's title"})
    second = contributor.client.post(f"/share/{example.pk}/", {**data, "project_title": "Mine"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Bea&#x27;s title" in second.content.decode()
    # A co-author asks nobody and takes nobody off but themselves.
    people = f"/my-examples/{example.pk}/people/"
    assert invited.client.post(people, {"email": "third@example.org"}).status_code == 403
    row = CoAuthor.objects.get()
    contributor.client.post(f"{people}{row.pk}/take-off/")
    assert invited.client.get(f"/share/{example.pk}/").status_code == 404
    assert invited.client.get(link).status_code == 410
    assert row.user_id in authors_of(contributor.submission)


def test_an_invitation_is_bound_to_its_address_and_expires(contributor, invited, mailoutbox):
    link = link_to(invited.email, mailoutbox)
    stranger = Contributor("stranger@example.org")
    stranger.sign_in()
    answer = stranger.client.get(link)
    assert answer.status_code == 403
    assert "A listening walk" not in answer.content.decode()
    assert stranger.client.post(link).status_code == 403
    assert not CoAuthor.objects.writing().exists()
    # A newer invitation ends the older link.
    people = f"/my-examples/{contributor.submission.pk}/people/"
    contributor.client.post(people, {"email": invited.email})
    newer = link_to(invited.email, mailoutbox)
    assert newer != link
    assert stranger.client.get(link).status_code == 410
    CoAuthor.objects.update(invited_at=timezone.now() - timedelta(days=15))
    invited.sign_in()
    assert invited.client.post(newer).status_code == 410
    assert invited.client.get(f"/share/{contributor.submission.pk}/").status_code == 404


def test_a_co_author_may_leave_and_sees_it_in_the_list(contributor, invited, mailoutbox):
    link = link_to(invited.email, mailoutbox)
    invited.sign_in()
    invited.client.post(link)
    listed = invited.client.get("/my-examples/").content.decode()
    assert "A listening walk" in listed
    assert contributor.email in listed
    row = CoAuthor.objects.get()
    people = f"/my-examples/{contributor.submission.pk}/people/"
    assert "Leave this example" in invited.client.get(people).content.decode()
    invited.client.post(f"{people}{row.pk}/take-off/")
    address = f"/my-examples/{contributor.submission.pk}/"
    assert address not in invited.client.get("/my-examples/").content.decode()


@pytest.mark.parametrize("address", ["amina@example.org", "no address", ""])
def test_addresses_that_cannot_be_invited(contributor, address):
    contributor.begin()
    people = f"/my-examples/{contributor.submission.pk}/people/"
    answer = contributor.client.post(people, {"email": address})
    assert answer.status_code == 400
    assert "nhsuk-error-message" in answer.content.decode()
    assert not CoAuthor.objects.exists()
