"""What is put into the queue arrives as it was written; urgent mail is retried; pruning deletes only what is over."""

from __future__ import annotations

import datetime
from email.mime.application import MIMEApplication

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Attachment, Email

from knowledge.mail import sending
from knowledge.mail.duties import KEEP_MAILS_DAYS, prune_mail, send_queued_mail
from knowledge.mail.queue import mark_urgent

pytestmark = pytest.mark.django_db
SIGNS = "zq {{ 7|add:7 }} {% now 'Y' %} {# gone #} {{ half {% open {# <b>&amp; %} }} #}"
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:{{ 1 }}\r\nEND:VCALENDAR\r\n"


def committed():
    return TestCase.captureOnCommitCallbacks(execute=True)


def message(**fields) -> mail.EmailMultiAlternatives:
    fields = {"subject": SIGNS, "body": f"{SIGNS}\n", "to": ["somebody@example.org"], **fields}
    return mail.EmailMultiAlternatives(**fields)


def test_signs_of_the_template_language_are_words(inbox):
    written = message(headers={"X-Note": SIGNS}, reply_to=["{{1}}@example.org"])
    written.attach_alternative(f"<p>{SIGNS}</p>", "text/html")
    assert written.send() == 1
    assert send_queued_mail() == 1
    (arrived,) = inbox.arrived
    assert arrived.subject == arrived.message["X-Note"] == SIGNS
    assert arrived.text.strip() == SIGNS
    assert arrived.message.get_body(("html",)).get_content().strip() == f"<p>{SIGNS}</p>"
    assert arrived.message["Reply-To"] == "{{1}}@example.org"


def test_every_alternative_and_attachment_arrives(inbox):
    written = message()
    written.attach_alternative("<p>Come!</p>", "text/html")
    written.attach_alternative(CALENDAR, "text/calendar; method=REQUEST")
    for words in ("first", "second {{ 2 }}"):
        written.attach("notes.txt", words, "text/plain")
    written.attach("list.bin", b"\x00\xff{{", "application/x-list")
    written.attach(MIMEApplication(b"%PDF-1.4 {%", "pdf", name="by-hand.pdf"))
    written.send()
    send_queued_mail()
    (arrived,) = inbox.arrived
    body = arrived.message.get_payload(0)
    assert body.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in body.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    invitation = list(body.iter_parts())[2]
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_content().split() == CALENDAR.split()
    attached = [
        (part.get_content_type(), part.get_filename(), part.get_payload(decode=True))
        for part in arrived.message.iter_attachments()
    ]
    assert attached == [
        ("text/plain", "notes.txt", b"first"),
        ("text/plain", "notes.txt", b"second {{ 2 }}"),
        ("application/x-list", "list.bin", b"\x00\xff{{"),
        ("application/pdf", "by-hand.pdf", b"%PDF-1.4 {%"),
    ]
    assert "X-Hub" not in arrived.message.as_string()


def test_a_calendar_beside_plain_text_only_and_a_mail_of_html_only(inbox):
    written = message()
    written.attach_alternative(CALENDAR, "text/calendar")
    written.send()
    only_html = mail.EmailMessage("Hello", "<p>{{ 1 }}</p>", to=["somebody@example.org"])
    only_html.content_subtype = "html"
    only_html.send()
    send_queued_mail()
    first, second = sorted(inbox.arrived, key=lambda each: each.message.is_multipart())
    assert first.message.get_content_type() == "text/html"
    assert first.message.get_content().strip() == "<p>{{ 1 }}</p>"
    assert [part.get_content_type() for part in second.message.iter_parts()] == [
        "text/plain", "text/calendar",
    ]  # fmt: skip


def test_what_could_never_be_sent_is_refused_at_once_and_nothing_of_it_kept(inbox):
    with pytest.raises(mail.BadHeaderError):
        message(subject="one\nBcc: two").send()
    with pytest.raises(ValidationError):
        mail.get_connection().send_messages([message(), message(to=["no address"])])
    assert not Email.objects.exists()


def test_a_mail_that_cannot_be_queued_is_logged_and_spoils_no_transaction(inbox, caplog):
    with transaction.atomic():
        with sending.never_in_the_way("a test"):
            message(to=["no address"]).send()
        with sending.never_in_the_way("another"), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM post_office_email")
        message().send()
    assert Email.objects.count() == 1
    assert [each.getMessage() for each in caplog.records if each.name == sending.__name__] == [
        "A mail could not be queued: a test",
        "A mail could not be queued: another",
    ]


def test_urgent_mail_goes_when_it_is_committed_and_is_retried_like_the_rest(inbox):
    inbox.refuses = True
    with committed():
        mark_urgent(message()).send()
        message(subject="Can wait").send()
        assert not Email.objects.exclude(status=STATUS.queued).exists()
    urgent = Email.objects.get(subject=SIGNS)
    assert (urgent.priority, urgent.status) == (PRIORITY.high, STATUS.requeued)
    inbox.refuses = False
    with committed():
        mark_urgent(message(subject="Another")).send()
    assert {each.subject for each in inbox.arrived} == {SIGNS, "Can wait", "Another"}
    assert not Email.objects.exclude(status=STATUS.sent).exists()


def test_urgent_mail_of_a_transaction_that_fails_is_never_sent(inbox):
    with committed(), transaction.atomic():
        mark_urgent(message()).send()
        transaction.set_rollback(True)
    send_queued_mail()
    assert inbox.messages == []


def aged(days: int, **fields) -> Email:
    """A mail of that many days ago."""
    row = Email.objects.create(from_email="hub@example.org", to=["a@example.org"], **fields)
    moment = timezone.now() - datetime.timedelta(days=days)
    Email.objects.filter(pk=row.pk).update(created=moment, last_updated=moment)
    return row


def test_pruning_deletes_only_what_is_over():
    in_a_year = timezone.now() + datetime.timedelta(days=365)
    old = KEEP_MAILS_DAYS + 10
    kept = [
        aged(old, status=STATUS.queued, scheduled_time=in_a_year),
        aged(old, status=STATUS.queued),
        aged(old, status=STATUS.requeued, number_of_retries=3),
        aged(KEEP_MAILS_DAYS - 1, status=STATUS.sent),
    ]
    # It waited for its day for a year, and went out yesterday.
    kept.append(aged(old, status=STATUS.sent))
    Email.objects.filter(pk=kept[-1].pk).update(last_updated=timezone.now())
    for status in (STATUS.sent, STATUS.failed):
        aged(old, status=status)
    aged(old, status=STATUS.queued, expires_at=timezone.now() - datetime.timedelta(days=old - 1))
    assert prune_mail() == 3
    assert set(Email.objects.values_list("pk", flat=True)) == {each.pk for each in kept}


def test_pruning_takes_the_files_of_a_mail_with_it(inbox):
    written = message()
    written.attach("notes.txt", "words", "text/plain")
    written.send()
    path = Attachment.objects.get().file.name
    Email.objects.update(
        status=STATUS.sent, last_updated=timezone.now() - datetime.timedelta(days=100)
    )
    assert default_storage.exists(path)
    prune_mail()
    assert not default_storage.exists(path)
    assert not Attachment.objects.exists()


def test_no_visitor_opens_the_file_of_a_mail(client, inbox, site_tree):
    written = message()
    written.attach("notes.txt", "words", "text/plain")
    written.send()
    assert client.get(f"/media/{Attachment.objects.get().file.name}").status_code == 404
