"""Inviting, deputising and removing: by whom, what it gives, and that it is on record."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from knowledge.models import RegionRole
from knowledge.people.moderators import user_can_manage_people
from knowledge.users.models import User
from tests.factories import (
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def region():
    return make_region("North")


def send(client, region, email="new@example.org", role="moderator", **more):
    return client.post(
        reverse("moderators"),
        {"region": region.pk if region else "pool", "email": email, "role": role, **more},
    )


def test_who_may(region):
    other = make_region()
    for person, expected in (
        (make_admin(), True),
        (make_moderator(region=region), True),
        (make_moderator(region=region, deputy=True), False),
        (make_moderator(region=other), False),
        (make_moderator(region=None), False),
        (make_editor(region=region), False),
        (make_contributor(), False),
    ):
        assert user_can_manage_people(person, region) is expected, person


def test_an_invited_person_chooses_a_password_and_signs_in(
    region, django_capture_on_commit_callbacks
):
    moderator = make_moderator(region=region)
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client(moderator), region, "New@Example.org")
    person = User.objects.get(email="new@example.org")
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["Moderators"]
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", message.body)[1]
    visitor = Client()
    form = visitor.get(link, follow=True)
    chosen = {"password1": "a-good-long-phrase", "password2": "a-good-long-phrase"}
    visitor.post(form.redirect_chain[-1][0], chosen)
    person.refresh_from_db()
    assert person.check_password("a-good-long-phrase")
    visitor.post(
        reverse("knowledge:staff_sign_in"),
        {"login": person.email, "password": "a-good-long-phrase"},
    )
    assert visitor.get("/admin/")["Location"].startswith(reverse("mfa_activate_totp"))


def test_it_is_on_record(region):
    moderator = make_moderator(region=region)
    client = admin_client(moderator)
    send(client, region)
    role = RegionRole.objects.get(user__email="new@example.org")
    client.post(reverse("remove_role", args=[role.pk]))
    assert not RegionRole.objects.filter(pk=role.pk).exists()
    assert not User.objects.get(email="new@example.org").groups.exists()
    entries = ModelLogEntry.objects.filter(action__startswith="people.role.")
    assert [(entry.action, entry.user, entry.data["person"]) for entry in entries.order_by("pk")] == [
        ("people.role.give", moderator, "new@example.org"),
        ("people.role.take", moderator, "new@example.org"),
    ]  # fmt: skip


def test_nobody_appoints_for_another_region(region):
    client = admin_client(make_moderator(region=make_region()))
    response = send(client, region)
    assert b"Select a valid choice" in response.content
    send(client, None)
    assert not User.objects.filter(email="new@example.org").exists()
    theirs = RegionRole.objects.get(user=make_moderator(region=region))
    client.post(reverse("remove_role", args=[theirs.pk]))
    assert RegionRole.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("who", ["editor", "deputy"])
def test_editors_and_deputies_do_not_see_the_page(region, who):
    person = (
        make_editor(region=region)
        if who == "editor"
        else make_moderator(region=region, deputy=True)
    )
    assert admin_client(person).get(reverse("moderators")).status_code == 302


def test_a_deputy_needs_a_last_day_and_loses_the_role_after_it(region):
    client = admin_client(make_moderator(region=region))
    assert b"until when" in send(client, region, role="deputy").content
    send(client, region, role="deputy", until=TOMORROW.isoformat())
    deputy = User.objects.get(email="new@example.org")
    assert deputy.groups.filter(name="Moderators").exists()
    RegionRole.objects.filter(user=deputy).update(
        until=timezone.localdate() - datetime.timedelta(days=1)
    )
    call_command("run_due", only=["end roles"])
    assert not deputy.groups.exists()


@pytest.mark.each_database
def test_the_last_moderator_stays_unless_an_administrator_decides(region):
    moderator = make_moderator(region=region)
    role = RegionRole.objects.get(user=moderator)
    response = admin_client(moderator).post(reverse("remove_role", args=[role.pk]), follow=True)
    assert b"last moderator" in response.content
    admin_client(make_admin()).post(reverse("remove_role", args=[role.pk]))
    assert not RegionRole.objects.filter(pk=role.pk).exists()


def test_an_administrator_sees_every_region_and_what_is_missing(region):
    page = admin_client(make_admin()).get(reverse("moderators")).content.decode()
    assert "North" in page
    assert "National pool" in page
    assert page.count("Nobody can decide here") == 2


def test_is_in_force_and_in_force_agree(region):
    for until in (None, TOMORROW, timezone.localdate(), TOMORROW - datetime.timedelta(days=2)):
        RegionRole.objects.filter(user=make_editor(region=region)).update(until=until)
    closed = make_editor(region=region)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    by_rule = {role.pk for role in RegionRole.objects.all() if role.is_in_force}
    assert by_rule == set(RegionRole.objects.in_force().values_list("pk", flat=True))
