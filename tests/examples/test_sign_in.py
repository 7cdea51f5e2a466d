"""Signing in by a mailed code: one way for everybody, and nothing chosen before is lost."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from knowledge.people.accounts.codes import CODE_SECONDS, CODE_TRIES, Answer, PendingSignIn
from knowledge.people.accounts.sign_in import person_with_address
from knowledge.users.models import User
from tests.examples.conftest import Contributor, newest_code
from tests.factories import make_contributor, make_moderator, make_user

pytestmark = pytest.mark.django_db


def ask(client: Client, email: str, **data):
    return client.post("/sign-in/", {"email": email, **data})


def enter(client: Client, code: str):
    return client.post("/sign-in/code/", {"code": code})


def signed_in_as(client: Client) -> str | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else None


def test_an_unknown_address_is_signed_up_by_its_code(client, site_tree):
    ask(client, "New.Person@Example.org")
    assert not User.objects.exists()
    enter(client, newest_code("new.person@example.org"))
    assert signed_in_as(client) == "new.person@example.org"
    assert not User.objects.get().has_usable_password()


def test_a_known_address_is_signed_in(client, site_tree):
    make_contributor("known@example.org")
    ask(client, "KNOWN@example.org")
    enter(client, newest_code("known@example.org"))
    assert signed_in_as(client) == "known@example.org"
    assert User.objects.count() == 1


def without_chance(html: str) -> str:
    """A page without what is drawn anew for each answer: form tokens."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_known_and_unknown_addresses_cannot_be_told_apart(site_tree):
    make_contributor("known@example.org")
    seen = []
    for email in ("known@example.org", "unseen@example.org"):
        client = Client()
        client.get("/sign-in/")
        first = ask(client, email)
        page = client.get(first.url)
        message = mail.outbox[-1]
        code = newest_code(email)
        seen.append(
            [
                first.status_code,
                first.url,
                page.status_code,
                without_chance(page.content.decode()).replace(email, "ADDRESS"),
                message.subject.replace(code, "CODE"),
                message.body.replace(code, "CODE"),
                sorted(first.headers),
            ]
        )
    assert seen[0] == seen[1]


def test_asking_for_a_code_asks_no_table_of_people(site_tree):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask(Client(), "someone@example.org")
    assert not [query for query in queries if User._meta.db_table in query["sql"]]


def test_spaces_and_dashes_in_the_code_do_not_matter(client, site_tree):
    ask(client, "a@example.org")
    code = newest_code("a@example.org")
    enter(client, f" {code[:2]}-{code[2:]} ")
    assert signed_in_as(client) == "a@example.org"


def test_a_code_works_once(client, site_tree):
    ask(client, "a@example.org")
    code = newest_code("a@example.org")
    enter(client, code)
    client.post("/accounts/logout/")
    assert enter(client, code).url == "/sign-in/"
    assert signed_in_as(client) is None


def test_a_code_works_only_in_the_browser_that_asked(client, site_tree):
    ask(client, "a@example.org")
    other = Client()
    ask(other, "b@example.org")
    enter(other, newest_code("a@example.org"))
    assert signed_in_as(other) is None


def test_after_five_wrong_codes_the_right_one_is_refused(client, site_tree):
    ask(client, "a@example.org")
    code = newest_code("a@example.org")
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    for _ in range(CODE_TRIES):
        response = enter(client, wrong)
    assert "wrong five times" in response.content.decode()
    response = enter(client, code)
    assert signed_in_as(client) is None
    assert "Mail me a new code" in response.content.decode()
    client.post("/sign-in/code/", {"resend": "1"})
    enter(client, newest_code("a@example.org"))
    assert signed_in_as(client) == "a@example.org"


def test_an_expired_code_is_said_and_what_was_chosen_is_kept(client, site_tree, monkeypatch):
    token = str(uuid.uuid4())
    first = client.post("/share/", {"template": "business-as-usual", "token": token})
    asked = client.get(first.url)
    client.get(asked.url)
    ask(client, "a@example.org")
    code = newest_code("a@example.org")
    import time

    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + CODE_SECONDS + 1)
    html = enter(client, code).content.decode()
    assert "has expired" in html
    assert "Mail me a new code" in html
    assert "has expired" in client.get("/sign-in/code/").content.decode()
    client.post("/sign-in/code/", {"resend": "1"})
    response = enter(client, newest_code("a@example.org"))
    assert signed_in_as(client) == "a@example.org"
    assert response.url == "/share/begin/"
    assert client.get(response.url).url == f"/share/{token}/"
    assert User.objects.get().submissions.get().practice_template == "business-as-usual"


def test_opening_other_pages_while_waiting_keeps_the_code(client, site_tree):
    ask(client, "a@example.org")
    client.get("/share/")
    client.get("/sign-in/")
    enter(client, newest_code("a@example.org"))
    assert signed_in_as(client) == "a@example.org"


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_next_never_leads_away(client, site_tree, bad):
    ask(client, "a@example.org", next=bad)
    assert enter(client, newest_code("a@example.org")).url == "/my-examples/"


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a" * 300 + "@example.org", "a@b.c\nBcc: x"]
)
def test_a_bad_address_is_said_beside_the_field(client, site_tree, email):
    response = ask(client, email)
    assert response.status_code == 400
    assert 'href="#id_email"' in response.content.decode()
    assert not mail.outbox


def test_codes_are_limited_per_address_for_known_and_unknown_alike(site_tree):
    make_contributor("known@example.org")
    for email in ("known@example.org", "unseen@example.org"):
        answers = [ask(Client(), email).status_code for _ in range(7)]
        assert answers == [302] * 6 + [429]


def test_one_visitor_cannot_mail_codes_to_the_world(site_tree):
    client = Client()
    answers = [ask(client, f"p{number}@example.org").url for number in range(61)]
    assert all(address.startswith("/check/") for address in answers[20:])
    assert len(mail.outbox) == 20


def test_a_mailed_code_never_opens_the_admin(site_tree, settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    from knowledge.access.roles import ensure_roles

    ensure_roles()
    moderator = make_moderator()
    person = Contributor(moderator.email)
    person.sign_in()
    assert person.client.get("/my-examples/").status_code == 200
    assert person.client.get("/admin/").status_code in (302, 403)
    assert person.client.get("/admin/pages/").status_code in (302, 403)


def test_inactive_people_cannot_sign_in(client, site_tree):
    make_user("gone@example.org", is_active=False)
    ask(client, "gone@example.org")
    enter(client, newest_code("gone@example.org"))
    assert signed_in_as(client) is None


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/email/", "/accounts/login/"])
def test_allauths_other_ways_in_lead_here(client, site_tree, path):
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/sign-in/")


def test_sign_in_pages_are_private(client, site_tree):
    for response in (client.get("/sign-in/"), ask(client, "a@example.org")):
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.each_database
def test_confirming_twice_makes_one_account(db):
    assert person_with_address("a@example.org") == person_with_address("A@example.org ")


def test_demo_mail_exists_only_in_the_demo(client, site_tree, settings):
    from post_office.models import Email

    settings.EMAIL_BACKEND = "knowledge.mail.queue.QueueBackend"
    ask(client, "a@example.org")
    email = Email.objects.get()
    settings.HUB_DEMO = False
    assert client.get("/demo/mail/").status_code == 404
    assert client.get(f"/demo/mail/{email.pk}/").status_code == 404
    assert reverse("people:demo_mail") not in client.get("/sign-in/code/").content.decode()
    settings.HUB_DEMO = True
    assert reverse("people:demo_mail") in client.get("/sign-in/code/").content.decode()
    assert email.subject in client.get("/demo/mail/").content.decode()
    assert email.subject[:9] in client.get(f"/demo/mail/{email.pk}/").content.decode()


class TestPendingSignIn:
    """The pure rule."""

    def test_codes_are_eight_digits_and_differ(self):
        codes = {PendingSignIn.begin("a@example.org", 0).code for _ in range(50)}
        assert len(codes) > 45
        assert all(len(code) == 8 and code.isdigit() for code in codes)

    def test_survives_the_session(self):
        pending = PendingSignIn.begin("a@example.org", 5.0)
        assert PendingSignIn.from_session(pending.as_session()) == pending

    @pytest.mark.parametrize("stored", [None, {}, {"email": "x"}, "text", 3])
    def test_junk_in_the_session_is_nothing(self, stored):
        assert PendingSignIn.from_session(stored) is None

    def test_empty_answers_cost_no_try(self):
        pending = PendingSignIn("a@example.org", "12345678", 0)
        answer, after = pending.judge("  - ", 1)
        assert (answer, after.failed) == (Answer.WRONG, 0)

    def test_the_last_second_counts(self):
        pending = PendingSignIn("a@example.org", "12345678", 0)
        assert pending.judge("12345678", CODE_SECONDS)[0] is Answer.RIGHT
        assert pending.judge("12345678", CODE_SECONDS + 0.1)[0] is Answer.EXPIRED

    def test_letters_and_other_digits_are_wrong_not_an_error(self):
        pending = PendingSignIn("a@example.org", "12345678", 0)
        assert pending.judge("١٢٣٤٥٦٧٨", 1)[0] is Answer.WRONG
        assert pending.judge("💥", 1)[0] is Answer.WRONG
