"""E3 over HTTP: a guest reads and advises by a link, sees nothing else, and the link ends."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from examples.models import GuestReview
from tests.examples.reviewing import act, admin_client, kinds, review_of, send_example

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False


@pytest.fixture
def example(place, contributor):
    return send_example(contributor, place, aims="To hear wombatish words.")


@pytest.fixture
def moderator(place):
    return admin_client(place.moderator)


@pytest.fixture
def link(example, moderator) -> str:
    """The path that was mailed."""
    moderator.post(
        f"/admin/reviews/{review_of(example).pk}/guest/",
        {"name": "Consultant midwife", "email": "guest@example.org", "question": "Is it safe?"},
    )
    (message,) = [each for each in mail.outbox if each.to == ["guest@example.org"]]
    assert "/admin" not in message.body + message.alternatives[0][0]
    return re.search(r"http://testserver(/guest/\S+)", message.body)[1]


def test_a_guest_reads_comments_and_advises(example, moderator, link):
    guest = Client()
    response = guest.get(link)
    html = response.content.decode()
    assert "wombatish" in html
    assert "Is it safe?" in html
    assert "amina@example.org" not in html
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    refused = guest.post(link, {"comment_aims": "Kept while wrong."})
    assert refused.status_code == 400
    assert "Kept while wrong." in refused.content.decode()
    said = {"comment_aims": "Say which words.", "advice": "changes", "words": "Good work."}
    assert guest.post(link, said).status_code == 302
    guest.post(link, said)
    assert kinds(example) == ["guest_invited", "guest_advised"]
    html = moderator.get(f"/admin/reviews/{review_of(example).pk}/").content.decode()
    assert "Say which words." in html
    assert "It needs the changes I describe" in html


def test_the_link_opens_nothing_else_and_is_stored_nowhere(example, link, contributor):
    guest = Client()
    guest.get(link)
    token = link.split("/")[2]
    assert token not in repr(list(GuestReview.objects.values()))
    for path in (
        f"/my-examples/{contributor.submission.pk}/",
        f"/share/{contributor.submission.pk}/",
        f"/admin/pages/{example.pk}/edit/",
        f"/admin/reviews/{review_of(example).pk}/",
        example.url,
    ):
        assert guest.get(path).status_code in {302, 403, 404}, path
    assert "/guest/" not in guest.get("/sitemap.xml").content.decode()
    assert guest.get("/guest/somebody-elses-guess/").status_code == 410


def test_the_link_ends_by_time_by_revoking_and_with_the_review(example, moderator, link):
    guest = Client()
    with freeze_time(timezone.now() + datetime.timedelta(days=15), tick=True):
        response = guest.get(link)
        assert response.status_code == 410
        assert "ask us for a new link" in response.content.decode()
        assert "wombatish" not in response.content.decode()
    act(moderator, example, "changes", words="Which words?")
    assert guest.get(link).status_code == 410
    assert guest.post(link, {"advice": "good"}).status_code == 410


def test_a_revoked_link_is_closed_at_once(example, place, moderator, link):
    found = GuestReview.objects.get()
    address = f"/admin/reviews/{review_of(example).pk}/guest/{found.pk}/revoke/"
    admin_client(place.other_moderator).post(address)
    assert Client().get(link).status_code == 200
    moderator.post(address)
    assert Client().get(link).status_code == 410
    assert kinds(example) == ["guest_invited", "guest_revoked"]


def test_only_the_regions_moderators_invite(example, place):
    stranger = admin_client(place.other_moderator)
    stranger.post(
        f"/admin/reviews/{review_of(example).pk}/guest/",
        {"name": "Somebody", "email": "guest@example.org"},
    )
    assert not GuestReview.objects.exists()
