"""In the demo something waits in every list of the admin's first page, and each number is what its list shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from knowledge.demo.people import ADMINISTRATOR, EDITOR, MODERATOR, NATIONAL_MODERATOR
from knowledge.demo.waiting import make_waiting
from knowledge.links.models import Link, Verdict
from knowledge.models import Feedback, SectionPage
from knowledge.users.models import User
from tests.demo_database import OpenDemo
from tests.knowledge.moderation.test_desk import rows_of
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


@pytest.fixture(scope="module")
def waiting_in_demo(
    open_demo: OpenDemo, tmp_path_factory: pytest.TempPathFactory, django_db_blocker
) -> Iterator[None]:
    """A demo of its own in which something waits in every list."""
    with open_demo(tmp_path_factory.mktemp("waiting")):
        with django_db_blocker.unblock():
            make_waiting()
        yield


def offers(client: Client, address: str, *said: str) -> bool:
    """Whether a page of the admin opens and has each of these in its form."""
    page = client.get(address)
    return page.status_code == 200 and all(each in page.content.decode() for each in said)


def reviews(client: Client, row: Any, *acts: str) -> bool:
    return set(acts) <= set(client.get(reverse("review", args=[row.pk])).context["acts"])


def at(name: str, row: Any) -> str:
    return reverse(name, args=[row.pk])


CAN_ACT: dict[str, Callable[[Client, Any], bool]] = {
    "review": lambda c, row: reviews(c, row, "changes"),
    "message": lambda c, row: offers(c, at("handle_feedback", row), 'name="note"'),
    "quarantine": lambda c, row: offers(c, reverse("quarantine"), f'name="held" value="{row["held"].pk}"'),
    "for a decision": lambda c, row: offers(c, row.admin_url, f'name="accept" value="{row.pk}"'),
    "to be confirmed": lambda c, row: offers(c, reverse("members"), f'name="member" value="{row.pk}"', 'name="confirm"'),
    "to be read again": lambda c, row: offers(c, at("page_checked", row), 'name="note"'),
    "link": lambda c, row: offers(c, at("link", row), 'name="replace"', 'name="works"'),
    "be searched": lambda c, row: offers(c, at("read_document_again", row), "csrfmiddlewaretoken"),
    "be shown": lambda c, row: offers(c, at("read_picture_again", row), "csrfmiddlewaretoken"),
    "found nothing": lambda c, row: offers(c, f"{reverse('promoted_results:add')}?query={row.text}", row.text),
    "background task": lambda c, row: offers(c, reverse("django_tasks_database_dbtaskresult_modeladmin_inspect", args=[row.pk]), "Given up"),
}  # fmt: skip
"""What a number's words hold → whether the person may do something about a row of its list."""


@pytest.mark.parametrize("email", STAFF)
def test_something_waits_for_every_role_and_behind_each_number_is_what_they_can_do(
    demo, waiting_in_demo, email
):
    client = admin_client(User.objects.get(email=email))
    waiting = rows_of(client)
    of_role = {EDITOR: (), ADMINISTRATOR: (*DECIDED, "background task failed")}.get(email, DECIDED)
    for part in (*FOR_ALL, *of_role):
        assert any(part in words for words in waiting), part
    for words, (address, count) in waiting.items():
        (can_act,) = [each for part, each in CAN_ACT.items() if part in words]
        context = client.get(address).context
        rows = next(context[key] for key in ("waiting", "rows", "object_list") if key in context)
        assert len(rows) == count, words
        assert [row for row in rows if not can_act(client, row)] == [], words


def test_the_first_page_asks_a_number_of_questions_that_does_not_grow(demo, waiting_in_demo):
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
