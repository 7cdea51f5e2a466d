"""Mail as it arrives at a real server: queued, retried, visible when failing, stopped by one click."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email

from knowledge.jobs import duties
from knowledge.models import SectionPage
from knowledge.models.tagging import PageRegion
from knowledge.moderation import mails
from knowledge.moderation.mail_choices import REVIEWS, stop_address
from knowledge.moderation.models import MailChoice
from tests.factories import add_page, make_admin, make_editor, make_moderator, make_region
from tests.knowledge.moderation.test_desk import number_listed, rows_of
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(site_tree, inbox, django_capture_on_commit_callbacks):
    """A section of a region, sent in by its editor; the region's moderator and another's."""
    region = make_region("South East")
    editor = make_editor("editor@example.org", region=region)
    moderator = make_moderator("moderator@example.org", region=region)
    make_moderator("other@example.org", region=make_region("North West"))
    page = add_page(
        SectionPage, site_tree.pack, "A <b>bold</b> & new section", live=False,
        region_links=[PageRegion(region=region)],
    )  # fmt: skip
    page.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, editor)
    return moderator


def test_only_the_regions_people_get_text_and_html(sent, inbox):
    assert inbox.messages == []
    duties.send_queued_mail()
    ((to, message),) = inbox.messages
    assert to == ["moderator@example.org"]
    assert message["Subject"] == "Waiting for your decision: A <b>bold</b> & new section"
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "“A <b>bold</b> & new section”" in text
    assert "“A &lt;b&gt;bold&lt;/b&gt; &amp; new section”" in html
    assert "/admin/reviews/" in text
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    duties.send_queued_mail()
    assert len(inbox.messages) == 1


def test_one_click_stops_such_mails_without_signing_in(sent, inbox):
    duties.send_queued_mail()
    header = inbox.messages[0][1]["List-Unsubscribe"].replace("\n", "").replace(" ", "")
    path = re.fullmatch(r"<http://testserver(/mail/stop/\S+)>", header)[1]
    browser = Client(enforce_csrf_checks=True)
    assert "Stop these mails?" in browser.get(path).content.decode()
    assert mails.wants_at_once(sent)
    answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not mails.wants_at_once(sent)
    assert browser.post(path[:-3] + "xx/").status_code == 404


def test_a_server_that_is_down_loses_nothing_and_is_seen(sent, inbox):
    inbox.refuses = True
    duties.send_queued_mail()
    assert Email.objects.get().status == STATUS.requeued
    inbox.refuses = False
    duties.send_queued_mail()
    assert len(inbox.messages) == 1
    assert Email.objects.get().status == STATUS.sent


def test_what_cannot_be_delivered_is_counted_for_administrators(sent, inbox, site_tree):
    inbox.refuses = True
    duties.send_queued_mail()
    duties.send_queued_mail()
    assert Email.objects.get().status == STATUS.failed
    administrator = admin_client(make_admin())
    address, count = rows_of(administrator)["mail could not be delivered"]
    assert count == number_listed(administrator, address) == 1
    assert "could not be delivered" not in admin_client(sent).get("/admin/").content.decode()


def test_a_digest_takes_the_place_of_single_mails(sent, inbox, site_tree):
    MailChoice.objects.create(user=sent, reviews=MailChoice.Reviews.DAILY)
    assert not mails.wants_at_once(sent)
    Email.objects.all().delete()
    assert mails.send_digests() == 1
    assert mails.send_digests() == 0
    duties.send_queued_mail()
    ((to, message),) = inbox.messages
    assert to == ["moderator@example.org"]
    assert "1 review waits for you" in message["Subject"]
    assert "new section" in message.get_body(("plain",)).get_content()
    MailChoice.objects.update(digest_sent_at=timezone.now() - datetime.timedelta(days=1))
    assert mails.send_digests() == 1


def test_nobody_gets_a_digest_of_another_region(sent, inbox):
    other = make_moderator(region=make_region("Far away"))
    MailChoice.objects.create(user=other, reviews=MailChoice.Reviews.DAILY)
    Email.objects.all().delete()
    assert mails.send_digests() == 0
    assert not Email.objects.exists()


def test_the_choice_is_made_in_the_account(sent, settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    assert stop_address(sent, REVIEWS).startswith("http://testserver/mail/stop/")
    html = admin_client(sent).get("/admin/account/").content.decode()
    assert "One mail a day with all that waits" in html
