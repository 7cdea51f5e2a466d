"""Owners of overdue pages are reminded, once a fortnight, then their deputies; pruning forgets what it should."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from knowledge.models import Feedback, PageRegion, SectionPage
from knowledge.moderation.models import MailChoice, ReviewReminder
from knowledge.users.models import User
from tests.factories import add_page, make_contributor, make_editor, make_region

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def remind():
    mail.outbox.clear()
    call_command("run_due", only=["remind of reviews"])
    return [message.to[0] for message in mail.outbox]


def test_an_owner_hears_a_fortnight_before_and_again_when_it_is_late(site_tree):
    owner = make_editor(region=make_region())
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=14)
    page = add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=soon)
    later = soon + datetime.timedelta(days=1)
    add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=later)
    assert remind() == [owner.email]
    assert "It is to be checked by" in mail.outbox[0].body
    assert remind() == []
    SectionPage.objects.filter(pk=page.pk).update(next_review=YESTERDAY)
    ReviewReminder.objects.update(sent_at=timezone.now() - datetime.timedelta(days=15))
    assert remind() == [owner.email]
    assert "It was to be checked by" in mail.outbox[0].body


def test_an_owner_is_reminded_once_a_fortnight(site_tree):
    owner = make_editor(region=make_region())
    overdue = add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=YESTERDAY)
    add_page(SectionPage, site_tree.pack, content_owner=owner)
    add_page(SectionPage, site_tree.pack, live=False, content_owner=owner, next_review=YESTERDAY)
    add_page(SectionPage, site_tree.pack, next_review=YESTERDAY)
    assert remind() == [owner.email]
    assert f"/admin/checked/{overdue.pk}/" in mail.outbox[0].body
    assert remind() == []
    ReviewReminder.objects.update(sent_at=timezone.now() - datetime.timedelta(days=15))
    assert remind() == [owner.email]


def test_an_owner_outside_the_admin_gets_the_public_address(site_tree):
    owner = make_contributor()
    page = add_page(SectionPage, site_tree.pack, content_owner=owner, next_review=YESTERDAY)
    assert remind() == [owner.email]
    assert "/admin/" not in mail.outbox[0].body
    assert "tell us what is no longer right" in mail.outbox[0].body
    assert page.slug in mail.outbox[0].body


@pytest.fixture
def kept(site_tree):
    """A late page of North, with an owner and a deputy of North."""
    north = make_region("North")
    page = add_page(
        SectionPage,
        site_tree.pack,
        content_owner=make_editor("owner@example.org", region=north),
        content_deputy=make_editor("deputy@example.org", region=north),
        next_review=YESTERDAY,
    )
    PageRegion.objects.create(page_id=page.pk, region=north)
    return page


def after(days):
    """As if the mails so far had been sent so many days earlier."""
    for row in ReviewReminder.objects.all():
        row.sent_at -= datetime.timedelta(days=days)
        row.late_since = row.late_since and row.late_since - datetime.timedelta(days=days)
        row.save()


def test_a_deputy_hears_once_when_the_owner_is_silent(kept):
    assert remind() == ["owner@example.org"]
    after(6)
    assert remind() == []
    after(1)
    assert remind() == ["deputy@example.org"]
    assert "its owner has not done that yet" in mail.outbox[0].body
    assert f"/admin/checked/{kept.pk}/" in mail.outbox[0].body
    after(30)
    assert remind() == ["owner@example.org"], "once: the owner is asked on, the deputy is not"


def test_a_mail_before_the_day_is_no_silence(kept):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    SectionPage.objects.filter(pk=kept.pk).update(next_review=tomorrow)
    assert remind() == ["owner@example.org"]
    after(8)
    assert remind() == []
    SectionPage.objects.filter(pk=kept.pk).update(next_review=YESTERDAY)
    assert remind() == [], "the owner has not been told that it is late"
    after(7)
    assert remind() == ["owner@example.org"]
    after(7)
    assert remind() == ["deputy@example.org"]


def test_the_next_late_check_asks_the_deputy_again(kept):
    remind()
    after(7)
    assert remind() == ["deputy@example.org"]
    earlier = YESTERDAY - datetime.timedelta(days=1)
    SectionPage.objects.filter(pk=kept.pk).update(next_review=earlier)
    after(14)
    assert remind() == ["owner@example.org"]
    after(7)
    assert remind() == ["deputy@example.org"]


@pytest.mark.parametrize("why", ["no owner", "left", "wants none"])
def test_where_the_owner_gets_no_mail_the_deputy_is_asked_all_the_same(kept, why):
    owner = kept.content_owner
    if why == "no owner":
        SectionPage.objects.update(content_owner=None)
    elif why == "left":
        User.objects.filter(pk=owner.pk).update(is_active=False)
    else:
        MailChoice.objects.create(user=owner, reminders=False)
    assert remind() == []
    week_ago = timezone.localdate() - datetime.timedelta(days=7)
    SectionPage.objects.update(next_review=week_ago)
    assert remind() == ["deputy@example.org"]


def test_a_deputy_whose_role_has_ended_is_not_asked(kept):
    kept.content_deputy.region_roles.all().delete()
    remind()
    after(7)
    assert remind() == []


def test_pruning_forgets_addresses_in_handled_feedback_only():
    for handled in (None, timezone.now()):
        Feedback.objects.create(
            form_token=uuid.uuid4(), message="x", email="a@example.org", handled_at=handled
        )
    call_command("run_due", only=["prune"])
    assert [row.email for row in Feedback.objects.order_by("handled_at")].count("") == 1
    assert Feedback.objects.get(handled_at__isnull=True).email == "a@example.org"
