"""Approving in the editor: what is there, not what was changed on the way."""

from __future__ import annotations

import pytest
from django.urls import reverse

from knowledge.models import PageTopic
from tests.factories import (
    make_topic,
)
from tests.knowledge.moderation.four_eyes.writing import (
    form_of,
    published_title,
    write,
)

pytestmark = pytest.mark.django_db


def test_approving_together_with_a_change_is_refused_in_the_form(
    live_page, client, writer, other_moderator
):
    write(live_page, other_moderator)
    live_page.get_workflow().start(live_page, other_moderator)
    data = form_of(client, live_page)
    data["title"] = "Changed on the way"
    data["action-workflow-action"] = "true"
    data["workflow-action-name"] = "approve"
    response = client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert b"somebody else has to approve it" in response.content
    assert published_title(live_page) == "Peer support"
    assert "Changed on the way" not in live_page.get_latest_revision().content["title"]


def test_approving_unchanged_from_the_editor(live_page, client, writer, other_moderator):
    write(live_page, other_moderator)
    live_page.get_workflow().start(live_page, other_moderator)
    data = form_of(client, live_page)
    data["action-workflow-action"] = "true"
    data["workflow-action-name"] = "approve"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert published_title(live_page) == "Peer support, changed"


def _draft_with_a_new_topic(page, author):
    """A draft about a topic that the page has not: its row stands in the revision only."""
    draft = page.get_latest_revision_as_object()
    draft.title = "Peer support, changed"
    draft.topic_links = [PageTopic(topic=make_topic("Peer support"))]
    draft.save_revision(user=author)
    page.get_workflow().start(page, author)


def test_approving_rows_that_only_the_draft_has(live_page, client, writer, other_moderator):
    _draft_with_a_new_topic(live_page, other_moderator)
    data = form_of(client, live_page)
    data["action-workflow-action"] = "true"
    data["workflow-action-name"] = "approve"
    client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert published_title(live_page) == "Peer support, changed"
    assert live_page.topic_links.get().topic.name == "Peer support"


def test_changing_a_row_while_approving_is_refused(live_page, client, writer, other_moderator):
    _draft_with_a_new_topic(live_page, other_moderator)
    data = form_of(client, live_page)
    data["topic_links-0-topic"] = str(make_topic("Something else").pk)
    data["action-workflow-action"] = "true"
    data["workflow-action-name"] = "approve"
    response = client.post(reverse("wagtailadmin_pages:edit", args=[live_page.pk]), data)
    assert b"somebody else has to approve it" in response.content
    assert published_title(live_page) == "Peer support"
