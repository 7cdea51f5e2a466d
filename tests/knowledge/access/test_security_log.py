"""The log tells what opened and closed an account, and of nobody's address."""

from __future__ import annotations

import pytest
from allauth.account import signals as account_signals
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_moderator, make_region
from tests.signing_in import admin_client, one_time_code

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.7"


@pytest.fixture
def person(site_tree):
    user = make_moderator(region=make_region())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def lines(caplog, person):
    """What the log of security says, checked at the end for what must never stand in it."""
    caplog.set_level("INFO", logger="hub.security")
    yield lambda: [row.getMessage() for row in caplog.records if row.name == "hub.security"]
    said = "\n".join(row.getMessage() for row in caplog.records if row.name == "hub.security")
    for secret in (person.email, ADDRESS, PASSWORD, "@"):
        assert secret not in said


def sign_in(client: Client, login: str, password: str):
    return client.post("/staff/sign-in/", {"login": login, "password": password})


def test_from_a_wrong_password_to_signing_out(person, lines):
    client = Client(REMOTE_ADDR=ADDRESS)
    sign_in(client, person.email, "wrong")
    sign_in(client, "nobody@example.org", "wrong")
    sign_in(client, person.email, PASSWORD)
    client.post(reverse("account_logout"))
    assert lines() == [
        f"account {person.pk}: a wrong password",
        "account unknown: a wrong password",
        f"account {person.pk} signed in by password",
        f"account {person.pk} signed out",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_second_factor_from_its_beginning_to_its_end(person, lines):
    """allauth tells of it when it is committed."""
    client = Client(REMOTE_ADDR=ADDRESS)
    sign_in(client, person.email, PASSWORD)
    page = client.get(reverse("mfa_activate_totp"))
    code = one_time_code(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert f"account {person.pk} has a new second factor: totp" in lines()

    again = Client(REMOTE_ADDR=ADDRESS)
    sign_in(again, person.email, PASSWORD)
    again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert lines()[-1] == f"account {person.pk}: a wrong second factor"

    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type="totp").exists()
    assert f"account {person.pk} lost a second factor: totp" in lines()


def test_a_new_password(person, lines):
    admin_client(person).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": f"new-{PASSWORD}", "password2": f"new-{PASSWORD}"},
    )
    assert f"account {person.pk} has a new password" in lines()
    account_signals.password_reset.send(sender=type(person), request=None, user=person)
    assert lines().count(f"account {person.pk} has a new password") == 2


def test_a_limit_that_was_reached(person, lines):
    client = Client(REMOTE_ADDR=ADDRESS)
    for _ in range(11):
        sign_in(client, person.email, "wrong")
    assert lines()[-1] == "a limit was reached: password"
