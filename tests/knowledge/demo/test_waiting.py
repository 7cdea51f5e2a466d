"""In the demo something waits in every list of the admin's first page, and each number is what its list shows."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from knowledge.demo.people import ADMINISTRATOR, EDITOR, MODERATOR, NATIONAL_MODERATOR
from knowledge.demo.waiting import make_waiting
from knowledge.links.models import Link, Verdict
from knowledge.models import Feedback, SectionPage
from knowledge.users.models import User
from tests.knowledge.moderation.test_desk import number_listed, rows_of
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

STAFF = (ADMINISTRATOR, EDITOR, MODERATOR, NATIONAL_MODERATOR)
FOR_ALL = (
    "taken by nobody",
    "message",
    "due",
    "dead",
    "cannot be searched",
    "cannot be shown",
    "found nothing",
)
DECIDED = ("quarantine", "to be confirmed", "for a decision")
MOST_QUERIES = 108


@pytest.mark.parametrize("email", STAFF)
def test_something_waits_for_every_role_and_each_number_is_its_list(demo, email):
    make_waiting()
    client = admin_client(User.objects.get(email=email))
    rows = rows_of(client)
    of_role = {EDITOR: (), ADMINISTRATOR: (*DECIDED, "background task failed")}.get(email, DECIDED)
    for part in (*FOR_ALL, *of_role):
        assert any(part in words for words in rows), part
    listed = {words: number_listed(client, address) for words, (address, _) in rows.items()}
    assert listed == {words: count for words, (_, count) in rows.items()}


def test_the_first_page_asks_a_number_of_questions_that_does_not_grow(demo):
    make_waiting()
    client = admin_client(User.objects.get(email=MODERATOR))
    client.get("/admin/")
    with CaptureQueriesContext(connection) as before:
        client.get("/admin/")
    yesterday = timezone.localdate() - timedelta(days=1)
    assert SectionPage.objects.update(next_review=yesterday) > 5
    Feedback.objects.bulk_create(
        Feedback(form_token=uuid.uuid4(), message="Hello", page=Page.objects.get(slug="q-sort"))
        for _ in range(20)
    )
    Link.objects.update(verdict=Verdict.DEAD)
    with CaptureQueriesContext(connection) as after:
        client.get("/admin/")
    assert len(after) <= len(before) <= MOST_QUERIES
