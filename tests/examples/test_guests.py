"""E3 over HTTP: a guest reads and advises by a link, sees nothing else, and the link ends."""

from __future__ import annotations

import datetime
import re
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from PIL import Image

from examples.guests import invite_guest
from examples.models import GuestReview
from tests.examples.reviewing import (
    act,
    admin_client,
    committed,
    kinds,
    review_of,
)
from tests.examples.test_files import leaflet, photo, send
from tests.factories import make_document, make_image

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]


@pytest.fixture
def example(sent_example, contributor):
    contributor.come_back()
    return sent_example


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


@pytest.fixture
def files(place, contributor, moderator) -> tuple[str, str, str]:
    """Link of a guest to an example with a picture and a document, and the addresses of both."""
    contributor.begin()
    contributor.post("add_file", files=[photo(), leaflet()])
    picture, _ = contributor.submission.files.attached()
    with committed():
        send(contributor, place, **{f"alt-{picture.pk}": "A circle"})
    page = contributor.submission.page
    _, token = invite_guest(page, place.moderator, name="Midwife", email="guest@example.org")
    link = f"/guest/{token}/"
    html = Client().get(link).content.decode()
    picture = re.search(r'src="(/guest/[^"]+)"[^>]+alt="A circle"', html)[1]
    return link, picture, re.search(rf'href="({link}files/[^"]+)"', html)[1]


def test_a_guest_sees_pictures_and_files_while_the_link_works(files, contributor):
    _, picture, document = files
    guest = Client()
    shown = guest.get(picture)
    assert shown["Content-Type"].startswith("image/")
    assert shown["Cache-Control"] == "private, no-store"
    assert Image.open(BytesIO(b"".join(shown.streaming_content))).size == (60, 40)
    saved = guest.get(document)
    assert saved["Content-Disposition"] == "attachment; filename*=UTF-8''Leaflet.pdf"
    assert saved["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(saved.streaming_content).startswith(b"%PDF")
    GuestReview.objects.update(revoked_at=timezone.now())
    assert [guest.get(address).status_code for address in (picture, document)] == [404, 404]


def test_a_guest_sees_no_other_examples_files(files, place):
    link, picture, _ = files
    image = make_image("Not theirs")
    paper = make_document("Not theirs")
    guest = Client()
    assert guest.get(f"{link}pictures/{image.pk}/").status_code == 404
    assert guest.get(f"{link}files/{paper.pk}/").status_code == 404
    assert guest.get(f"/guest/a-guess/pictures/{picture.split('/')[-2]}/").status_code == 404


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
