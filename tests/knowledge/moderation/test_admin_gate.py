"""The admin's door: password and second factor, on every address; a mailed code never opens it."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from knowledge.access.admin_gate import Step, next_step
from tests.factories import PASSWORD, make_admin, make_contributor, make_moderator, make_region
from tests.signing_in import add_second_factor, admin_client, one_time_code, sign_in

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/admin",
    "/admin/",
    "/admin/pages/",
    "/admin/api/main/pages/",
    "/admin/tag-autocomplete/",
    "/admin/password_reset/",
    "/admin/pages/1/edit/preview/",
    "/admin/reports/workflow/",
    "/admin/account/",
    "/admin/failwhale/",
    "/admin/nothing-here/",
]
GOOD = {
    "signed_in": True,
    "may_use_admin": True,
    "has_password": True,
    "has_second_factor": True,
    "methods": {"password", "mfa"},
    "second_factor_required": True,
}


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({}, Step.ENTER),
        ({"signed_in": False}, Step.SIGN_IN),
        ({"may_use_admin": False}, Step.STAY_OUT),
        ({"methods": {"code"}}, Step.SIGN_IN),
        ({"methods": {"code"}, "has_second_factor": False}, Step.GIVE_PASSWORD),
        ({"methods": {"code", "mfa"}}, Step.GIVE_PASSWORD),
        ({"methods": {"password_reset", "mfa"}}, Step.GIVE_PASSWORD),
        ({"methods": {"code", "mfa"}, "has_password": False}, Step.SET_PASSWORD),
        ({"methods": {"password"}}, Step.SIGN_IN),
        ({"methods": {"password"}, "has_second_factor": False}, Step.ADD_SECOND_FACTOR),
        (
            {"methods": {"password"}, "has_second_factor": False, "second_factor_required": False},
            Step.ENTER,
        ),
        (
            {"methods": {"code"}, "has_second_factor": False, "second_factor_required": False},
            Step.GIVE_PASSWORD,
        ),
        ({"methods": {"password"}, "second_factor_required": False}, Step.SIGN_IN),
    ],
)
def test_next_step(change, step):
    assert next_step(**{**GOOD, **change}) is step


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_are_sent_to_sign_in_everywhere(address):
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("knowledge:staff_sign_in"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_mailed_code_opens_nothing(address, settings):
    for required in (True, False):
        settings.HUB_ADMIN_REQUIRES_MFA = required
        client = sign_in(Client(), make_admin(), "code")
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_password_alone_opens_nothing_where_a_second_factor_is_required(address):
    response = sign_in(Client(), make_admin(), "password").get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_activate_totp"))


def test_who_has_a_second_factor_is_asked_for_it_even_in_the_demo(settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    user = make_admin()
    add_second_factor(user)
    response = sign_in(Client(), user, "password").get("/admin/")
    assert response["Location"].startswith(reverse("knowledge:staff_sign_in"))


def test_in_the_demo_a_password_is_enough(settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    assert sign_in(Client(), make_admin(), "password").get("/admin/").status_code == 200


def test_password_and_second_factor_open_it():
    assert admin_client(make_moderator(region=make_region())).get("/admin/").status_code == 200


def test_a_session_without_any_record_opens_nothing():
    client = Client()
    client.force_login(make_admin())
    assert client.get("/admin/").status_code == 302


def test_scripts_get_a_plain_refusal():
    response = Client().get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_contributors_are_refused_and_see_nothing_of_the_admin(address):
    client = sign_in(Client(), make_contributor(), "code")
    response = client.get(address)
    assert response.status_code == 403
    assert b"wagtail" not in response.content.lower()


def test_the_real_sign_in_by_password_leads_to_setting_up_the_second_factor():
    user = make_admin("boss@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    sent = client.post(
        reverse("knowledge:staff_sign_in"),
        {"login": user.email, "password": PASSWORD, "next": "/admin/"},
    )
    assert sent["Location"] == "/admin/"
    response = client.get("/admin/")
    assert response["Location"].startswith(reverse("mfa_activate_totp"))


def test_wagtails_own_sign_in_is_not_served():
    response = Client().get("/admin/login/")
    assert response["Location"].startswith(reverse("knowledge:staff_sign_in"))


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_from_the_first_password_through_the_second_factor_into_the_admin():
    """Set-up, then a later sign-in with a recovery code; through the pages themselves."""
    user = make_moderator(region=make_region())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in_address = reverse("knowledge:staff_sign_in")
    credentials = {"login": user.email, "password": PASSWORD}
    client = Client()
    client.post(sign_in_address, credentials)
    # Who has just signed in is not asked for the password once more.
    setting_up = client.get("/admin/", follow=True)
    assert setting_up.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))
    assert b"<h1" in setting_up.content
    secret = setting_up.context["form"].secret
    code = one_time_code(secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200

    again = Client()
    asked = again.post(sign_in_address, credentials)
    assert asked["Location"].startswith(reverse("mfa_authenticate"))
    assert again.get("/admin/").status_code == 302
    assert again.get(reverse("mfa_authenticate")).status_code == 200
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    again.post(reverse("mfa_authenticate"), {"code": recovery.get_unused_codes()[0]})
    assert again.get("/admin/").status_code == 200


def test_setting_up_a_second_factor_in_a_session_by_code_does_not_open_the_admin():
    user = make_admin()
    client = sign_in(Client(), user, "code", "mfa")
    add_second_factor(user)
    assert client.get("/admin/")["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    "name",
    ["account_reset_password", "mfa_index", "mfa_activate_totp", "account_reauthenticate"],
)
def test_the_pages_on_the_way_look_like_the_site(name):
    client = sign_in(Client(), make_admin(), "password")
    page = client.get(reverse(name), follow=True).content.decode()
    assert "<h1" in page
    assert 'class="nhsuk-' in page
