"""Owners of overdue pages are reminded, once a fortnight; pruning forgets what it should."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from knowledge.models import Feedback, SectionPage
from knowledge.moderation.models import ReviewReminder
from tests.factories import add_page, make_contributor, make_editor, make_region

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def remind():
    mail.outbox.clear()
    call_command("run_due", only=["remind of reviews"])
    return [message.to[0] for message in mail.outbox]


def test_an_owner_is_reminded_once_a_fortnight(site_tree):
    owner = make_editor(region=make_region())
    overdue = add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=YESTERDAY)
    add_page(SectionPage, site_tree.pack, content_owner=owner)
    add_page(SectionPage, site_tree.pack, live=False, content_owner=owner, next_review=YESTERDAY)
    add_page(SectionPage, site_tree.pack, next_review=YESTERDAY)
    assert remind() == [owner.email]
    assert f"/admin/pages/{overdue.pk}/edit/" in mail.outbox[0].body
    assert remind() == []
    ReviewReminder.objects.update(sent_at=timezone.now() - datetime.timedelta(days=15))
    assert remind() == [owner.email]


def test_an_owner_outside_the_admin_gets_the_public_address(site_tree):
    owner = make_contributor()
    page = add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=YESTERDAY)
    assert remind() == [owner.email]
    assert "/admin/" not in mail.outbox[0].body
    assert page.slug in mail.outbox[0].body


def test_pruning_forgets_addresses_in_handled_feedback_only():
    for handled in (None, timezone.now()):
        Feedback.objects.create(
            form_token=uuid.uuid4(), message="x", email="a@example.org", handled_at=handled
        )
    call_command("run_due", only=["prune"])
    assert [row.email for row in Feedback.objects.order_by("handled_at")].count("") == 1
    assert Feedback.objects.get(handled_at__isnull=True).email == "a@example.org"
