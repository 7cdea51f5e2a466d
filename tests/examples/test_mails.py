"""Every mail of the hub, through its queue and a real server: it says what people wrote, sign for sign.

SIGNS holds every sign of the template language, also half-open, and what HTML would read otherwise. It
stands in every field that reaches a mail; where ODD_WORD arrives without the rest, something was run,
swallowed or escaped.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as hub_settings
from django.test import Client, TestCase, signals
from django.utils import timezone
from post_office.models import Email
from wagtail.admin import mail as wagtail_mail
from wagtail.models import TaskState

from examples.guests import invite_guest
from examples.models import HeldExample, Submission
from examples.submissions import messages, quarantine
from examples.submissions.write_together import accept, invite, take_off
from knowledge.admin import inbox_acts
from knowledge.coverage.asking import ask_partnerships
from knowledge.mail.duties import send_queued_mail
from knowledge.models import Feedback, Organisation, PoolHandover, SectionPage
from knowledge.models.tagging import PageRegion
from knowledge.moderation import mails, review_clock, take_down_requests
from knowledge.moderation.models import MailChoice, Review, ReviewReminder
from knowledge.people import moderators
from knowledge.people.accounts.change_address import change_address
from knowledge.people.mail import public_link
from knowledge.people.models import Membership
from knowledge.people.organisations import joining
from tests.examples.reviewing import act, admin_client, send_example
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_organisation,
    make_region,
)
from tests.mail_server import QUEUE

pytestmark = pytest.mark.django_db
ODD_WORD = "Zqueak"
SIGNS = ODD_WORD + " {{ 7|add:7 }} {% now 'Y' %} {# gone #} {{ a {% b {# c O'B & <i>&amp; %}"
EMAILS = Path(hub_settings.BASE_DIR) / "templates" / "emails"
FRAMES = {"base", "plain", "footer"}
WROTE, WAITED_FOR = "says what people wrote", "says nothing of people"
ADDRESS = "zq{{7}}{#x#}%b%@example.org"
"""Such an address is a valid one."""

TELL = {
    "example_received": lambda s: messages.tell_received(s),
    "example_changes_asked": lambda s: messages.tell_changes_asked(s, SIGNS, was_changed=True),
    "example_published": lambda s: messages.tell_published(s, "/examples/"),
    "example_approved": lambda s: messages.tell_approved(s),
    "example_corrected": lambda s: messages.tell_correction_published(s, "/examples/"),
    "example_not_suitable": lambda s: messages.tell_not_suitable(s, SIGNS, SIGNS, is_public=True),
    "example_taken_down": lambda s: messages.tell_taken_down(s),
    "example_stopped": lambda s: messages.tell_stopped(s),
    "example_outcomes": lambda s: messages.ask_for_outcomes(s, timezone.now()),
}
rendered: set[str] = set()


@pytest.fixture(autouse=True)
def _note_templates():
    def note(template, **kwargs):
        rendered.add(str(template.name))

    signals.template_rendered.connect(note)
    yield
    signals.template_rendered.disconnect(note)


@pytest.fixture
def signed_in(contributor):
    """A contributor who signed in while mail still went to the tests' own box."""
    contributor.begin()
    return contributor


@pytest.fixture
def world(site_tree, inbox, settings):
    """People, a region and a submission; everything that has a name is called SIGNS."""
    settings.HUB_ADMIN_REQUIRES_MFA = False
    settings.HUB_SITE_NAME = f"Hub {SIGNS}"
    region = make_region("Place")
    Organisation.objects.filter(pk=region.pk).update(name=SIGNS)
    region.refresh_from_db()
    moderator = make_moderator("decides@example.org", region=region)
    owner = make_contributor(ADDRESS)
    for person in (moderator, owner):
        person.first_name = SIGNS
        person.save()
    submission = Submission.objects.create(
        owner=owner, answers={"project_title": SIGNS, "aims": SIGNS}, region=region
    )
    return SimpleNamespace(
        region=region, moderator=moderator, owner=owner, submission=submission, tree=site_tree
    )


@pytest.fixture
def deliver(inbox):
    """Run what waits for the commit, deliver, and check every mail that arrived."""

    def run(do, expected: str = WROTE):
        inbox.messages.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            do()
        send_queued_mail()
        assert inbox.arrived, "nothing arrived"
        for arrived in inbox.arrived:
            whole = f"{arrived.subject}\n{arrived.text}\n{arrived.html}"
            assert (ODD_WORD in whole) or expected is WAITED_FOR, whole
            for part in (arrived.subject, arrived.text, arrived.html):
                assert ODD_WORD not in part.replace(SIGNS, ""), part
            assert arrived.text.count(SIGNS) <= arrived.html.count(SIGNS)
        return inbox.arrived

    return run


@pytest.fixture
def waiting(world):
    """A section of the region, sent in by its editor, and its review."""
    editor = make_editor("editor@example.org", region=world.region)
    page = add_page(
        SectionPage, world.tree.pack, SIGNS, slug="odd", live=False,
        region_links=[PageRegion(region=world.region)],
    )  # fmt: skip
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return page, editor, Review.objects.get(page_id=page.pk)


@pytest.mark.parametrize("name", sorted(TELL))
def test_what_contributors_are_told(world, deliver, name):
    (arrived,) = deliver(lambda: TELL[name](world.submission))
    assert arrived.to == [ADDRESS]
    assert f"emails/{name}.txt" in rendered


def test_writing_together(world, deliver):
    row = []
    deliver(lambda: row.append(invite(world.submission, "other@example.org", world.owner)))
    other = make_contributor("other@example.org")
    other.first_name = SIGNS
    other.save()
    deliver(lambda: accept(row[0], other))
    row[0].refresh_from_db()
    deliver(lambda: take_off(row[0], world.owner))


def test_belonging_to_an_organisation(world, deliver):
    group = make_organisation("Group", kind="mvp", region=world.region)
    Organisation.objects.filter(pk=group.pk).update(name=f"{SIGNS} group")
    group.refresh_from_db()
    for verb in (joining.confirm, lambda row, by: joining.decline(row, by, SIGNS)):
        deliver(lambda: joining.ask_to_join(world.owner, group))
        row = Membership.objects.waiting().get(user=world.owner)
        deliver(lambda verb=verb, row=row: verb(row, world.moderator))
        if row.refresh_from_db() or row.state == Membership.State.CONFIRMED:
            deliver(lambda row=row: joining.end(row, world.moderator))
    deliver(lambda: joining.ask_for_unlisted(world.owner, SIGNS, world.region))


def test_ones_own_account(world, deliver):
    visitor = Client()
    (code,) = deliver(lambda: visitor.post("/sign-in/", {"email": ADDRESS}))
    number = re.search(r"\d{4} ?\d{4}", code.subject)[0]
    assert number in code.text
    assert visitor.post("/sign-in/code/", {"code": number}).status_code == 302
    text = f"/my-examples/{world.submission.pk}/mail/"
    (own_text,) = deliver(lambda: visitor.post(text))
    assert own_text.text.count(SIGNS) >= 3
    deliver(lambda: visitor.post("/account/address/", {"email": "new@example.org"}))
    deliver(lambda: visitor.post("/account/delete/", {"mail": "1"}))
    (changed,) = deliver(lambda: change_address(world.owner, "newer@example.org"))
    assert changed.to == [ADDRESS]


def test_a_password_is_set_anew(world, deliver):
    visitor = Client()
    address = "/accounts/password/reset/"
    (arrived,) = deliver_text(
        deliver, lambda: visitor.post(address, {"email": world.moderator.email})
    )
    assert "/accounts/password/reset/key/" in arrived.text


def deliver_text(deliver, do):
    """allauth's and Django's own mails have no HTML."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.mail_server.Arrived.html", property(lambda self: self.text))
        return deliver(do, WAITED_FOR)


def test_reviews(world, deliver, waiting):
    page, editor, review = waiting
    state = TaskState.objects.get(workflow_state=page.current_workflow_state)
    deliver(lambda: mails.mail_reviewers(state.pk, editor.pk))
    make_moderator("pool@example.org")
    PoolHandover.objects.create(page=page)
    deliver(
        lambda: mails.mail_reviewers(
            state.pk, None, template="review_handed_to_pool", only_pool=True
        )
    )
    Review.objects.filter(pk=review.pk).update(assigned_to=world.moderator)
    deliver(lambda: mails.mail_assigned(review.pk))
    deliver(lambda: mails.mail_comment_answered(review.pk, SIGNS, SIGNS, editor.pk))
    MailChoice.objects.create(user=world.moderator, reviews=MailChoice.Reviews.DAILY)
    deliver(mails.send_digests)


def test_reminders_and_requests(world, deliver, waiting):
    page = waiting[0]
    feedback = Feedback.objects.create(
        kind=Feedback.Kind.TAKE_DOWN, message=SIGNS, page=page, form_token=world.submission.pk
    )
    deliver(lambda: take_down_requests.mail_request(feedback.pk))
    deliver(lambda: inbox_acts.assign(feedback, make_admin("first@example.org"), world.moderator))
    overdue = add_page(SectionPage, world.tree.pack, SIGNS, slug="overdue")
    overdue.content_owner = world.moderator
    overdue.next_review = timezone.localdate() - timedelta(days=1)
    overdue.content_deputy = waiting[1]
    overdue.save()
    deliver(review_clock.remind_of_reviews)
    ReviewReminder.objects.update(late_since=timezone.now() - timedelta(days=8))
    deliver(review_clock.remind_of_reviews)
    HeldExample.objects.create(submission=world.submission, reasons=[SIGNS])
    deliver(lambda: quarantine.mail_moderators(world.region.pk))


def test_partnerships_are_asked_for_what_is_missing(world, deliver):
    partnership = Organisation.objects.create(
        name=f"{SIGNS} MNVP", slug="asked", kind=Organisation.Kind.MVP, region=world.region
    )
    Membership.objects.create(
        user=world.moderator, organisation=partnership, state=Membership.State.CONFIRMED
    )
    (asked,) = deliver(
        lambda: ask_partnerships(world.region, "words", SIGNS, SIGNS, world.moderator)
    )
    assert "/share/" in asked.text


def test_people_are_invited_to_help(world, deliver):
    (new,) = deliver(
        lambda: moderators.invite(
            "new@example.org", role="editor", region=world.region, by=world.moderator
        )
    )
    assert "/accounts/password/reset/key/" in new.text


def test_a_guest_is_asked(signed_in, place, world, deliver):
    page = send_example(signed_in, place)
    place.moderator.first_name = SIGNS
    place.moderator.save()
    Email.objects.all().delete()
    (arrived,) = deliver(
        lambda: invite_guest(
            page, place.moderator, name=SIGNS, email="guest@example.org", question=SIGNS
        )
    )
    assert public_link("/") in arrived.text


@pytest.mark.parametrize("outcome", ["approve", "reject"])
def test_wagtails_mails_about_a_review(world, deliver, waiting, outcome):
    page = waiting[0]

    def decide():
        while task := page.current_workflow_task:
            state = page.current_workflow_task_state
            task.specific.on_action(state, world.moderator, outcome, comment=SIGNS)
            page.refresh_from_db()

    arrived = deliver(decide)
    (decided,) = [each for each in arrived if each.to == ["editor@example.org"]]
    assert f"{outcome.rstrip('e')}ed" in decided.subject


def test_wagtails_mail_about_comments(world, deliver, waiting):
    page = waiting[0]
    comment = SimpleNamespace(text=SIGNS)
    told = {
        "page": page,
        "editor": world.moderator,
        "new_comments": [comment],
        "resolved_comments": [comment],
        "deleted_comments": [comment],
        "replied_comments": [{"comment": comment, "replies": [comment]}],
    }
    (arrived,) = deliver(
        lambda: wagtail_mail.send_notification([world.moderator], "updated_comments", told)
    )
    assert arrived.text.count(SIGNS) == 8


def test_a_mail_that_fails_stops_nothing_that_it_tells_of(
    signed_in, place, world, monkeypatch, caplog
):
    def broken(self, messages):
        raise OSError("no room")

    monkeypatch.setattr(f"{QUEUE}.send_messages", broken)
    page = send_example(signed_in, place, project_title=SIGNS)
    client = admin_client(place.moderator)
    assert act(client, page, "changes", words=SIGNS).status_code == 302
    submission = Submission.objects.get(page=page)
    assert submission.state == Submission.State.SENT
    assert "A mail could not be queued" in caplog.text
    group = make_organisation("Group", kind="mvp", region=place.region)
    joining.confirm(joining.ask_to_join(world.owner, group), place.moderator)
    assert not Email.objects.exists()


def test_whoever_is_an_author_and_an_editor_elsewhere_gets_one_mail_without_the_admin(
    signed_in, place, world, deliver
):
    elsewhere = make_region("Elsewhere")
    page = send_example(signed_in, place, project_title=SIGNS)
    moderators.invite(signed_in.email, role="editor", region=elsewhere, by=make_admin())
    Email.objects.all().delete()
    client = admin_client(place.moderator)
    arrived = deliver(lambda: act(client, page, "changes", words=SIGNS))
    mine = [each for each in arrived if each.to == [signed_in.email]]
    assert len(mine) == 1
    assert "/admin/" not in mine[0].text


@pytest.mark.parametrize("wagtail_first", [True, False])
def test_one_place_replaces_wagtails_notifiers_whichever_app_is_ready_first(wagtail_first):
    from wagtail.admin.signal_handlers import register_signal_handlers
    from wagtail.models import WorkflowState
    from wagtail.signals import workflow_approved, workflow_rejected

    pairs = [
        (workflow_approved, mails.on_workflow_approved),
        (workflow_rejected, mails.on_workflow_rejected),
    ]
    for connect in (register_signal_handlers, mails.connect)[:: 1 if wagtail_first else -1]:
        connect()
    for signal, ours in pairs:
        receivers = signal._live_receivers(WorkflowState)[0]
        notifiers = [each for each in receivers if isinstance(each, wagtail_mail.Notifier)]
        assert notifiers == [ours]


def test_every_mail_of_ours_is_in_this_suite():
    """Last in the file: whoever adds a mail adds it above."""
    ours = {path.stem for path in EMAILS.glob("*.txt")} - FRAMES
    sent = {Path(name).stem for name in rendered if name.startswith("emails/")}
    assert ours <= sent
