"""An administrator may publish alone, with a reason that stays."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from knowledge.models import RegionRole
from tests.factories import (
    make_admin,
)
from tests.knowledge.moderation.four_eyes.writing import (
    published_title,
    write,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def test_an_administrator_publishes_alone_only_with_a_reason(live_page):
    admin = make_admin()
    client = admin_client(admin)
    write(live_page, admin)
    address = reverse("publish_alone", args=[live_page.pk])
    assert (
        b"publish-alone"
        in client.get(reverse("wagtailadmin_pages:edit", args=[live_page.pk])).content
    )
    assert client.get(address).status_code == 200
    client.post(address, {"reason": "short"})
    assert published_title(live_page) == "Peer support"
    client.post(address, {"reason": "A wrong telephone number, and nobody else is on duty."})
    assert published_title(live_page) == "Peer support, changed"
    entry = PageLogEntry.objects.get(action="knowledge.publish_alone")
    assert entry.user == admin
    history = client.get(
        reverse("wagtailadmin_pages:history", args=[live_page.pk])
    ).content.decode()
    assert "A wrong telephone number" in history


def test_nobody_else_publishes_alone(live_page, other_moderator):
    write(live_page, other_moderator)
    response = admin_client(other_moderator).post(
        reverse("publish_alone", args=[live_page.pk]),
        {"reason": "I would like to have it out now."},
    )
    assert response.status_code == 302
    assert published_title(live_page) == "Peer support"


def test_taking_the_role_away_takes_the_permission(live_page, region, other_moderator):
    RegionRole.objects.filter(user=other_moderator).delete()
    fresh = type(other_moderator).objects.get(pk=other_moderator.pk)
    assert not fresh.groups.exists()
    assert not live_page.permissions_for_user(fresh).can_publish()
    assert GroupPagePermission.objects.filter(group__name="Moderators").exists()
