"""What is public at once is on record, and undone by one button."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from knowledge.admin.public_changes import CHANGED
from knowledge.models import Topic
from tests.factories import make_contributor, make_editor, make_region, make_topic
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(site_tree):
    return admin_client(make_editor(region=make_region()))


def rename(client, topic, name):
    url = reverse("knowledge_topic_modeladmin_edit", args=[topic.pk])
    response = client.post(url, {"name": name, "slug": topic.slug, "description": ""})
    assert response.status_code == 302


def test_a_change_is_shown_and_undone_by_one_press(client):
    topic = make_topic("Birth choices")
    rename(client, topic, "Choices")
    html = client.get(reverse("public_changes")).content.decode()
    assert "name: Birth choices" in html
    assert "name: Choices" in html
    entry = ModelLogEntry.objects.get(action=CHANGED)
    client.post(reverse("undo_public_change", args=[entry.pk]))
    topic.refresh_from_db()
    assert topic.name == "Birth choices"
    assert ModelLogEntry.objects.filter(action=CHANGED).count() == 2


def test_a_newer_change_is_not_overwritten(client):
    topic = make_topic("Birth choices")
    rename(client, topic, "Choices")
    rename(client, topic, "Choice")
    first = ModelLogEntry.objects.filter(action=CHANGED).order_by("pk").first()
    html = client.post(reverse("undo_public_change", args=[first.pk]), follow=True).content.decode()
    assert "changed again since" in html
    assert Topic.objects.get(pk=topic.pk).name == "Choice"


def test_who_may_not_change_a_row_does_not_undo(client):
    topic = make_topic("Birth choices")
    rename(client, topic, "Choices")
    entry = ModelLogEntry.objects.get(action=CHANGED)
    stranger = admin_client(make_contributor())
    stranger.post(reverse("undo_public_change", args=[entry.pk]))
    assert Topic.objects.get(pk=topic.pk).name == "Choices"
