"""However a session came to be: without the second factor it opens neither the admin nor the account.

A session by half is sent over every address of the site and must get what a stranger gets.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.urls import reverse

from knowledge.access import session_record
from knowledge.users.models import User
from tests.factories import PASSWORD, make_admin, make_moderator, make_region
from tests.signing_in import add_second_factor, app_code, sign_in, sign_in_to_admin
from tests.test_leaks import SAFE_METHODS_ONLY, every_route, text_of

pytestmark = pytest.mark.django_db

CHOSEN = "another horse battery staple"
VALUES = {"int": ["1", "2"], "str": ["1", "x"], "path": [""], "slug": ["x"], "regex": ["1", "x"]}
WITH_FACTOR_ONLY = ("/admin/", "/accounts/2fa/", "/accounts/2fa/recovery-codes/", "/account/")


def every_address(user: User) -> Iterator[str]:
    """Each pattern of the resolver, filled with ids that exist and some that do not.

    Before the admin stands one door for all of it, which knows no ids.
    """
    values = {**VALUES, "int": [*VALUES["int"], str(user.pk)]}
    for route, kinds in every_route():
        if SAFE_METHODS_ONLY.search(route):
            continue
        filled = itertools.product(*[values.get(kind, ["1"]) for kind in kinds])
        most = 1 if route.startswith("/admin/") else 2
        yield from (route.format(*each) for each in itertools.islice(filled, most))


@pytest.fixture
def person() -> User:
    """An administrator with an app and recovery codes, who can do everything once wholly signed in."""
    user = make_admin("boss.of.the.hub@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    add_second_factor(user)
    RecoveryCodes.activate(user)
    return user


def secrets_of(user: User) -> set[str]:
    """What no page may show to a session by half."""
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    return {user.email, *recovery.get_unused_codes()}


# --- every way a session can come to be ---


def by_password(user: User) -> Client:
    client = Client()
    client.post(reverse("knowledge:staff_sign_in"), {"login": user.email, "password": PASSWORD})
    return client


def by_wagtails_door_of_pages(user: User) -> Client:
    client = Client()
    address = reverse("wagtailcore_login")
    client.post(address, {"username": user.email, "password": PASSWORD, "login": user.email})
    return client


def by_wagtails_door_of_the_admin(user: User) -> Client:
    client = Client()
    address = reverse("wagtailadmin_login")
    client.post(address, {"username": user.email, "password": PASSWORD, "login": user.email})
    return client


def by_mailed_code(user: User) -> Client:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": user.email})
    client.post(reverse("people:sign_in_code"), {"code": client.session["hub_sign_in"]["code"]})
    return client


def by_reset_link(user: User) -> Client:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    form = client.get(link, follow=True)
    new = {"password1": CHOSEN, "password2": CHOSEN, "code": "000000"}
    client.post(form.redirect_chain[-1][0], new)
    return client


def by_confirmation_link(user: User) -> Client:
    client = by_password(user)
    key = EmailConfirmationHMAC(EmailAddress.objects.get(user=user)).key
    client.post(f"/accounts/confirm-email/{key}/")
    return client


def by_cookie_from_before_the_factor(user: User) -> Client:
    """Signed in wholly when there was none; then the person set one up on another machine."""
    return sign_in(Client(), user, "password")


def by_code_cookie_from_before_the_factor(user: User) -> Client:
    return sign_in(Client(), user, "code")


def by_somebody_elses_record(user: User) -> Client:
    """What a session says of another person's factor is nothing about this one."""
    client = sign_in_to_admin(Client(), make_moderator(region=make_region()))
    kept = {key: value for key, value in client.session.items() if "authentication" in key}
    client.force_login(user)
    session = client.session
    session.update(kept)
    session.save()
    return client


def by_a_way_nobody_thought_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


WAYS = [
    by_password,
    by_wagtails_door_of_pages,
    by_wagtails_door_of_the_admin,
    by_mailed_code,
    by_reset_link,
    by_confirmation_link,
    by_cookie_from_before_the_factor,
    by_code_cookie_from_before_the_factor,
    by_somebody_elses_record,
    by_a_way_nobody_thought_of,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_opens_admin_or_factor_without_the_factor(person, way: Callable[[User], Client]):
    client = way(person)
    for address in WITH_FACTOR_ONLY:
        response = client.get(address)
        assert response.status_code == 302, address
        assert not (secrets_of(person) & set(re.findall(r"[\w.@]+", text_of(response))))
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert session_record.has_second_factor(person)


def test_a_session_by_half_gets_at_every_address_what_a_stranger_gets(person):
    half = sign_in(Client(raise_request_exception=False), person, "password")
    whole = sign_in_to_admin(Client(), person)
    stranger = Client(raise_request_exception=False)
    secrets, walked, shown = secrets_of(person), 0, set()
    for address in every_address(person):
        for method in ("get", "post"):
            ours, theirs = (getattr(client, method)(address) for client in (half, stranger))
            assert ours.status_code == theirs.status_code, (method, address)
            assert ours.get("Location") == theirs.get("Location"), (method, address)
            text = text_of(ours)
            shown |= {(secret, address) for secret in secrets if secret in text}
            walked += 1
    assert walked > 1000
    assert not shown
    # The same addresses do open to whoever gave the factor, so that this walk could fail.
    assert whole.get("/admin/").status_code == 200
    assert person.email in text_of(whole.get("/account/"))
    assert session_record.has_second_factor(person)


def test_the_factor_opens_what_the_password_alone_did_not(person):
    client = by_password(person)
    response = client.post(reverse("mfa_authenticate"), {"code": app_code(person)})
    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_a_code_that_is_not_taken_says_what_to_do(person):
    client = by_password(person)
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "type the newest" in refused.content.decode()
    assert client.get("/admin/").status_code == 302


def test_a_mailed_link_changes_no_password_without_the_factor(person):
    by_reset_link(person)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_mailed_link_and_the_factor_change_it(person):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    form = client.get(link, follow=True)
    assert "authenticator app" in form.content.decode()
    address = form.redirect_chain[-1][0]
    mistyped = {"password1": CHOSEN, "password2": "something else", "code": app_code(person)}
    assert client.post(address, mistyped).status_code == 200
    # The mistyped password did not use the code up.
    right = {**mistyped, "password2": CHOSEN}
    assert client.post(address, right).status_code == 302
    person.refresh_from_db()
    assert person.check_password(CHOSEN)


def test_without_a_factor_a_link_asks_for_none():
    user = make_moderator(region=make_region())
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": CHOSEN, "password2": CHOSEN})
    user.refresh_from_db()
    assert user.check_password(CHOSEN)


def test_wagtails_own_pages_change_no_password(person):
    client = sign_in_to_admin(Client(), person)
    assert client.get("/admin/password_reset/").status_code == 404
    client.post(
        "/admin/account/",
        {
            "password-old_password": PASSWORD,
            "password-new_password1": CHOSEN,
            "password-new_password2": CHOSEN,
        },
    )
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    account = text_of(client.get("/admin/account/"))
    assert reverse("account_change_password") in account
    assert reverse("mfa_index") in account


@pytest.mark.parametrize(
    ("methods", "ago", "is_asked"),
    [
        (("password",), 0, False),
        (("password",), 3600, True),
        (("code",), 0, True),
    ],
)
def test_only_who_has_just_given_the_password_sets_the_app_up_at_once(methods, ago, is_asked):
    client = sign_in(Client(), make_admin(), *methods)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - ago
    session.save()
    response = client.get(reverse("mfa_activate_totp"))
    assert (response.status_code == 302) == is_asked
    if is_asked:
        assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_check_notices_when_allauth_keeps_its_record_otherwise(monkeypatch):
    assert session_record.check_record(None) == []
    monkeypatch.setattr(session_record, "record_authentication", lambda *args, **kwargs: None)
    assert [each.id for each in session_record.check_record(None)] == ["knowledge.E010"]
    monkeypatch.setattr(session_record, "record_authentication", None)
    assert [each.id for each in session_record.check_record(None)] == ["knowledge.E010"]
