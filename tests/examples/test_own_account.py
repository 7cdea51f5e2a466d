"""One's own account: address, name, a copy of everything, deleting it; never a way into the admin."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core import mail
from django.urls import URLPattern, URLResolver, get_resolver

from examples.models import Submission
from knowledge.users.models import User
from tests.examples.conftest import newest_code
from tests.factories import make_contributor

pytestmark = pytest.mark.django_db


def told(address):
    return [message.subject for message in mail.outbox if message.to == [address]]


def test_a_code_proves_the_new_address_and_the_old_one_is_told(contributor):
    contributor.begin()
    client = contributor.client
    assert client.post("/account/address/", {"email": contributor.email}).status_code == 400
    assert client.post("/account/address/", {"email": "new@example.org"}).status_code == 302
    assert client.post("/account/address/code/", {"code": "0000 0000"}).status_code == 400
    assert User.objects.filter(email=contributor.email).exists()
    client.post("/account/address/code/", {"code": newest_code("new@example.org")})
    assert User.objects.get(email="new@example.org").submissions.count() == 1
    assert told(contributor.email)[-1] == "The address of your account was changed"
    assert client.get("/my-examples/").status_code == 200


def test_an_address_with_an_account_is_named_only_to_whoever_owns_it(contributor):
    make_contributor("taken@example.org")
    contributor.sign_in()
    asked = contributor.client.post("/account/address/", {"email": "taken@example.org"})
    unknown = contributor.client.post("/account/address/", {"email": "nobody@example.org"})
    assert (asked.status_code, asked.url) == (unknown.status_code, unknown.url)
    contributor.client.post("/account/address/", {"email": "taken@example.org"})
    answer = contributor.client.post(
        "/account/address/code/", {"code": newest_code("taken@example.org")}, follow=True
    )
    assert "There is an account with this address already" in answer.content.decode()
    assert User.objects.filter(email=contributor.email).exists()


def test_the_own_text_by_mail_and_everything_as_zip(contributor):
    contributor.begin()
    contributor.client.post("/account/", {"name": "Amina  Khan"})
    contributor.post("save", project_title="A walk", aims="To hear wombatish silences.")
    contributor.client.post(f"/my-examples/{contributor.submission.pk}/mail/")
    assert mail.outbox[-1].to == [contributor.email]
    assert "wombatish" in mail.outbox[-1].body
    answer = contributor.client.post("/account/download/")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        held = json.loads(archive.read("everything.json"))
        texts = [archive.read(name).decode() for name in archive.namelist() if "examples/" in name]
    assert held["person"][0]["first_name"] == "Amina Khan"
    assert "password" not in held["person"][0]
    assert held["submission"][0]["answers"]["aims"] == "To hear wombatish silences."
    assert "wombatish" in texts[0]
    stranger = make_contributor()
    contributor.client.force_login(stranger)
    other = contributor.client.post("/account/download/").getvalue()
    assert b"wombatish" not in zipfile.ZipFile(io.BytesIO(other)).read("everything.json")


def test_deleting_says_first_what_happens_and_needs_a_code(contributor):
    contributor.begin()
    contributor.post("save", project_title="A walk nobody sent")
    client = contributor.client
    page = client.get("/account/delete/").content.decode()
    assert "A walk nobody sent" in page
    assert "name=&quot;code" not in page
    client.post("/account/delete/", {"code": "12345678", "credit": "drop"})
    assert User.objects.filter(email=contributor.email).exists()
    client.post("/account/delete/", {"mail": "1"})
    wrong = client.post("/account/delete/", {"code": "0000 0000", "credit": "drop"})
    assert wrong.status_code == 400
    done = client.post(
        "/account/delete/",
        {"code": newest_code(contributor.email), "credit": "drop"},
        follow=True,
    )
    assert "Your account is deleted" in done.content.decode()
    assert not User.objects.filter(email=contributor.email).exists()
    assert not Submission.objects.exists()
    assert client.get("/my-examples/").status_code == 302


def test_people_with_duties_hand_over_first(place, client):
    client.force_login(place.moderator)
    assert "Somebody has to take that over first" in client.get("/account/delete/").content.decode()
    client.post("/account/delete/", {"mail": "1"})
    assert told(place.moderator.email) == []


def admin_addresses(resolver, prefix="/"):
    """Every address under /admin/, with something for each of its parameters."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern).lstrip("^/")
        if isinstance(pattern, URLResolver):
            yield from admin_addresses(pattern, path)
        elif isinstance(pattern, URLPattern) and path.startswith("/admin/"):
            yield path


def test_no_address_of_the_admin_opens_for_a_contributor(contributor):
    import re

    contributor.begin()
    addresses = set(admin_addresses(get_resolver()))
    assert len(addresses) > 200
    opened = []
    for address in addresses:
        path = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>|\([^)]*\)", "1", address)
        path = re.sub(r"[\\^$?]", "", path)
        answer = contributor.client.get(path)
        is_door = path in {"/admin/logout/", "/admin/login/"}
        if not is_door and answer.status_code not in {403, 404}:
            opened.append((path, answer.status_code))
    assert opened == []
