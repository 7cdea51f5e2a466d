"""A list that shows only a part says which, and leads to all of it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from knowledge.demo.people import ADMINISTRATOR
from knowledge.demo.waiting import make_waiting
from knowledge.users.models import User
from tests.knowledge.moderation.test_desk import rows_of
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
WAYS_TO_ALL = (
    # Lists of plain tables, files that wait, and Wagtail's own, whose filters have a cross.
    r"Only a part is shown, by [^<]+\. <a href=\"[^\"?]+\">Show all</a>",
    r"Only what you may decide is shown\. <a href=\"[^\"?]+\">",
    r"w-pill__remove",
)


def test_each_number_of_the_first_page_that_leads_to_a_part_says_so_there(demo):
    make_waiting()
    client = admin_client(User.objects.get(email=ADMINISTRATOR))
    addresses = [address for address, _ in rows_of(client).values()]
    parts = [address for address in addresses if "?" in address]
    assert len(parts) > 5
    for address in parts:
        for shown, is_said in ((address, True), (address.partition("?")[0], False)):
            html = client.get(shown).content.decode()
            assert any(re.search(way, html) for way in WAYS_TO_ALL) == is_said, shown


def test_every_filter_is_named_in_words(demo):
    client = admin_client(User.objects.get(email=ADMINISTRATOR))
    feedback = reverse("knowledge_feedback_modeladmin_index")
    html = client.get(f"{feedback}?handled_at__isempty=0&whose=nobody").content.decode()
    assert "Only a part is shown, by who looks after it: Nobody yet; state: Handled." in html
    assert "Not empty" not in html
    topics = client.get(reverse("knowledge_topic_modeladmin_index")).content.decode()
    assert "Only a part" not in topics
