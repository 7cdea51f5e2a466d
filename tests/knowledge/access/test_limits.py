"""Guessing is limited at every address that takes something secret, and nobody locks out anybody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from knowledge.access import page_passwords
from knowledge.models import SectionPage
from knowledge.moderation.mail_choices import REVIEWS, stop_address
from knowledge.workspaces import kinds
from knowledge.workspaces.private_links import begin
from tests.factories import PASSWORD, add_page, make_contributor, make_moderator, make_region
from tests.knowledge.access.test_one_way_in import CHOSEN
from tests.signing_in import add_second_factor
from tests.test_leaks import text_of

pytestmark = pytest.mark.django_db

GUESSER, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.7", "198.51.100.9"
REFUSED = re.compile(r"tried too often|Too many (codes|links) were asked for|Too many tries")


@dataclass
class Secret:
    """One address that takes something secret: how to try, and what being let in looks like."""

    wrong: Callable[[Client], object]
    right: Callable[[Client], object]
    is_in: Callable[[Client, object], bool]
    most: int
    """Wrong tries after which the address must refuse."""


def client_at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def is_refused(response) -> bool:
    """Told to wait, or led to the proof of work."""
    led = [
        response.get("Location", ""),
        *(url for url, _ in getattr(response, "redirect_chain", [])),
    ]
    return any(url.startswith("/check/") for url in led) or bool(REFUSED.search(text_of(response)))


@pytest.fixture
def person():
    user = make_moderator(region=make_region())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def post(path: str, **data: str) -> Callable[[Client], object]:
    return lambda client: client.post(path, data)


def staff_password(person, site_tree) -> Secret:
    def attempt(password: str):
        return post("/staff/sign-in/", login=person.email, password=password)

    return Secret(
        attempt("wrong"), attempt(PASSWORD), lambda client, _: "_auth_user_id" in client.session, 10
    )


def second_factor(person, site_tree) -> Secret:
    add_second_factor(person)
    # Each works once, and needs no waiting for the next code of the app.
    codes = iter(RecoveryCodes.activate(person).get_unused_codes())

    def attempt(code: Callable[[], str]):
        def act(client: Client):
            client.post("/staff/sign-in/", {"login": person.email, "password": PASSWORD})
            return client.post(reverse("mfa_authenticate"), {"code": code()})

        return act

    return Secret(
        attempt(lambda: "000000"),
        attempt(lambda: next(codes)),
        lambda client, _: "_auth_user_id" in client.session,
        10,
    )


def mailed_code(person, site_tree) -> Secret:
    writer = make_contributor()

    def act(right: bool):
        def attempt(client: Client):
            asked = client.post("/sign-in/", {"email": writer.email})
            if is_refused(asked):
                return asked
            code = client.session["hub_sign_in"]["code"] if right else "1"
            return client.post("/sign-in/code/", {"code": code}, follow=True)

        return attempt

    return Secret(act(False), act(True), lambda client, _: "_auth_user_id" in client.session, 6)


def password_of_page(person, site_tree) -> Secret:
    page = add_page(SectionPage, site_tree.pack, "For some")
    kept = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="right"
    )
    path = reverse("wagtailcore_authenticate_with_password", args=[kept.pk, page.pk])
    return Secret(
        post(path, password="wrong", return_url=page.url),
        post(path, password="right", return_url=page.url),
        lambda client, _: (
            client.get(page.url).status_code == 200
            and b'type="password"' not in client.get(page.url).content
        ),
        10,
    )


def password_of_collection(person, site_tree) -> Secret:
    collection = Collection.get_first_root_node().add_child(name="For some")
    kept = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="right"
    )
    path = reverse("wagtaildocs_authenticate_with_password", args=[kept.pk])
    return Secret(
        post(path, password="wrong", return_url="/"),
        post(path, password="right", return_url="/"),
        lambda _, response: response.status_code == 302 and response["Location"] == "/",
        10,
    )


def link_that_stops_mail(person, site_tree) -> Secret:
    path = stop_address(person, REVIEWS).removeprefix("http://testserver")
    return Secret(
        lambda client: client.get("/mail/stop/wrong/"),
        lambda client: client.get(path),
        lambda _, response: response.status_code == 200,
        30,
    )


def link_for_a_new_password(person, site_tree) -> Secret:
    Client().post(reverse("account_reset_password"), {"email": person.email})
    path = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    return Secret(
        lambda client: client.get("/accounts/password/reset/key/1-wrong/"),
        lambda client: client.get(path, follow=True),
        lambda _, response: b'name="password1"' in response.content,
        30,
    )


def link_to_a_workspace(person, site_tree) -> Secret:
    kinds.register(kinds.Kind("of the test", "test", start="knowledge:contact"))
    _, key = begin("of the test")
    return Secret(
        lambda client: client.get("/workspaces/wrong/links/"),
        lambda client: client.get(f"/workspaces/{key}/links/"),
        lambda _, response: response.status_code == 200,
        30,
    )


SECRETS = [
    link_to_a_workspace,
    staff_password,
    second_factor,
    mailed_code,
    password_of_page,
    password_of_collection,
    link_that_stops_mail,
    link_for_a_new_password,
]


@pytest.mark.parametrize("make", SECRETS, ids=lambda make: make.__name__)
def test_guessing_ends_and_hits_nobody_else(make, person, site_tree):
    secret = make(person, site_tree)
    known = client_at(NEIGHBOUR)
    assert secret.is_in(known, secret.right(known))
    guesser = client_at(GUESSER)
    for number in range(secret.most):
        assert not is_refused(secret.wrong(guesser)) or number > 0
    for again in (guesser, client_at(GUESSER)):  # a new session is the same client
        response = secret.right(again)
        assert is_refused(response)
        assert not secret.is_in(again, response)
    # A browser that was let in before, on the same connection; and anybody elsewhere.
    known.post(reverse("account_logout"))
    assert secret.is_in(known, secret.right(known))
    elsewhere = client_at(ELSEWHERE)
    assert secret.is_in(elsewhere, secret.right(elsewhere))


def test_tries_from_everywhere_close_an_account_to_new_browsers_and_a_mailed_link_opens_it(person):
    known = client_at(ELSEWHERE)
    attempt = post("/staff/sign-in/", login=person.email, password=PASSWORD)
    attempt(known)
    known.post(reverse("account_logout"))
    for number in range(60):
        client_at(f"192.0.2.{number}").post(
            "/staff/sign-in/", {"login": person.email, "password": "wrong"}
        )
    fresh = client_at("198.51.100.77")
    assert is_refused(attempt(fresh))
    attempt(known)
    assert "_auth_user_id" in known.session
    fresh.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    address = fresh.get(link, follow=True).redirect_chain[-1][0]
    fresh.post(address, {"password1": CHOSEN, "password2": CHOSEN})
    fresh.post("/staff/sign-in/", {"login": person.email, "password": CHOSEN})
    assert "_auth_user_id" in fresh.session


@pytest.mark.parametrize("path", ["/sign-in/", "/accounts/password/reset/"])
def test_asking_for_mail_with_somebodys_address_costs_work_and_refuses_nobody(path, person):
    for number in range(20):
        client_at(f"192.0.2.{number}").post(path, {"email": person.email})
    sent = len(mail.outbox)
    assert sent < 20
    response = client_at(ELSEWHERE).post(path, {"email": person.email})
    assert response["Location"].startswith("/check/")
    other = client_at(ELSEWHERE).post(path, {"email": "somebody@example.org"})
    assert not other["Location"].startswith("/check/")


def test_one_client_asks_for_few_mails_to_one_address(person):
    client = client_at(GUESSER)
    path = reverse("account_reset_password")
    for _ in range(6):
        client.post(path, {"email": person.email})
    refused = client.post(path, {"email": person.email})
    assert refused.status_code == 429
    assert b"Too many links" in refused.content
    assert person.email.encode() in refused.content


def test_above_the_limit_proof_of_work_opens_a_link(person):
    client = client_at(GUESSER)
    for _ in range(31):
        client.get("/mail/stop/wrong/")
    path = stop_address(person, REVIEWS).removeprefix("http://testserver")
    assert client.get(path)["Location"].startswith("/check/")
    session = client.session
    session["hub_proof_of_work"] = True
    session.save()
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("make", [password_of_page, password_of_collection])
def test_a_neighbour_of_a_guesser_proves_work_and_is_in(make, person, site_tree):
    secret = make(person, site_tree)
    for _ in range(101):
        secret.wrong(client_at(GUESSER))
    neighbour = client_at(NEIGHBOUR)
    assert secret.right(neighbour)["Location"].startswith("/check/")
    for is_right in (False, True):  # One proof is good for one try.
        session = neighbour.session
        session["hub_proof_of_work"] = True
        session.save()
        response = (secret.right if is_right else secret.wrong)(neighbour)
        assert secret.is_in(neighbour, response) is is_right


def test_guessing_with_proof_of_work_ends_too(person, site_tree, monkeypatch):
    few = replace(page_passwords.PAGE_PASSWORD_WITH_WORK, here="3/h")
    monkeypatch.setattr(page_passwords, "PAGE_PASSWORD_WITH_WORK", few)
    secret, guesser = password_of_page(person, site_tree), client_at(GUESSER)
    for _ in range(10 + 3 + 1):
        session = guesser.session
        session["hub_proof_of_work"] = True
        session.save()
        response = secret.wrong(guesser)
    assert (response.status_code, is_refused(response)) == (429, True)


def test_the_neighbour_of_a_guesser_gets_in_by_a_mailed_link(person):
    """The guesser tries other accounts too, until the connection has no tries left."""
    for number in range(101):
        client_at(GUESSER).post(
            "/staff/sign-in/", {"login": f"nobody{number}@example.org", "password": "wrong"}
        )
    neighbour = client_at(NEIGHBOUR)
    right = {"login": person.email, "password": PASSWORD}
    assert is_refused(neighbour.post("/staff/sign-in/", right))
    neighbour.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    address = neighbour.get(link, follow=True).redirect_chain[-1][0]
    neighbour.post(address, {"password1": CHOSEN, "password2": CHOSEN})
    neighbour.post("/staff/sign-in/", {"login": person.email, "password": CHOSEN})
    assert "_auth_user_id" in neighbour.session


def every_pattern(patterns=None, prefix: str = "") -> Iterator[tuple[str, object]]:
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from every_pattern(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route, each.callback


def test_every_link_that_opens_something_is_guarded():
    """By the names that such arguments have; the admin's own stand behind its door."""
    found = {}
    for route, view in every_pattern():
        if re.search(r"<(\w+:)?(token|key|uidb64)>", route) and not route.startswith("admin/"):
            target = getattr(view, "view_class", view)
            guard = getattr(view, "guards", None) or getattr(
                getattr(target, "dispatch", None), "guards", None
            )
            found[route] = guard
    blank_words = {route for route in found if "blank" in route}
    assert {route for route, guard in found.items() if not guard} == blank_words
    assert len(found) - len(blank_words) == 34
