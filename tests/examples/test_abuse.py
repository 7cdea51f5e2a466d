"""Floods are kept out and nothing real is lost: limits, proof of work above them, quarantine that is swept."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re
import time
import uuid
from functools import partial

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from examples.draft_text import DraftText
from examples.models import HeldExample, PracticeExamplePage, Submission
from examples.submissions.begin import begin
from examples.submissions.quarantine import refuse, release, remind_of_quarantine
from examples.submissions.reading import status_of
from examples.submissions.save_draft import save_draft
from examples.submissions.submit import submit
from examples.suspicion import (
    BY_PERSON,
    BY_VISITOR,
    LINKS,
    SAME_TEXT,
    Facts,
    suspicion,
    why_suspicious,
)
from knowledge.people.models import Membership
from tests.examples.conftest import CONSENT, Contributor
from tests.factories import make_contributor
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (Facts(), []),
        (Facts(by_person=5, from_place=20, links=10), []),
        (Facts(by_person=6), [BY_PERSON]),
        (Facts(from_place=21), [BY_VISITOR]),
        (Facts(is_same_text=True, links=11), [SAME_TEXT, LINKS]),
        (Facts(is_known=True, by_person=99, from_place=99, is_same_text=True, links=99), []),
    ],
)
def test_what_is_suspicious(facts, reasons):
    assert suspicion(facts) == reasons


def send(client, owner, place, words="To hear.", title="A walk"):
    """Send one example over HTTP, as a script would; the answer."""
    example = begin(owner, "projects", uuid.uuid4())
    return example, press_send(client, example, place, words, title)


def press_send(client, example, place, words, title="A walk"):
    """Post the form with its newest version."""
    data = {
        **CONSENT,
        "project_title": title,
        "aims": words,
        "region": place.region.pk,
        "licence": "on",
        "version": Submission.objects.get(pk=example.pk).version,
        "token": str(uuid.uuid4()),
        "send": "1",
    }
    return client.post(f"/share/{example.pk}/", data)


def send_by_verbs(owner, place, words):
    """The same without a page, for dozens of them: judged as the view judges."""
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")
    request.user = owner
    example = begin(owner, "projects", uuid.uuid4())
    text = DraftText(
        "projects",
        {"project_title": "A walk", "aims": words},
        details={"region_id": place.region.pk},
        consent=CONSENT,
    )
    saved = save_draft(example, text, 1)
    judge = partial(why_suspicious, request)
    submit(saved, owner, uuid.uuid4(), has_agreed=True, judge=judge)


def held_as(last, owners, many):
    """So many more, put aside as that one was: hundreds differ from it in nothing that is asked."""
    values = Submission.objects.filter(pk=last.submission_id).values().get()
    rows = [
        Submission(
            **{**values, "id": uuid.uuid4(), "owner_id": owner.pk, "form_token": uuid.uuid4()}
        )
        for owner, _ in zip(itertools.cycle(owners), range(many), strict=False)
    ]
    Submission.objects.bulk_create(rows)
    HeldExample.objects.bulk_create(
        HeldExample(submission=row, reasons=last.reasons) for row in rows
    )


def solve(page):
    """What a browser computes for the challenge on the page."""
    found = re.search(r'data-challenge="([^"]+)"', page)
    asked = json.loads(html.unescape(found[1]))
    for number in range(200_000):
        text = f"{asked['salt']}{number}".encode()
        if hashlib.sha256(text).hexdigest() == asked["challenge"]:
            break
    keys = ("algorithm", "challenge", "salt", "signature")
    return base64.b64encode(
        json.dumps({**{key: asked[key] for key in keys}, "number": number}).encode()
    ).decode()


def test_500_spam_examples_neither_hide_nor_delay_a_real_one(
    place, contributor, monkeypatch, django_capture_on_commit_callbacks
):
    # Little work, so that the test spends its time on what it is about.
    monkeypatch.setattr("knowledge.people.abuse.proof_of_work.MOST_WORK", 50)
    spammers = []
    for number in range(25):
        client, owner = (
            Client(REMOTE_ADDR="203.0.113.7"),
            make_contributor(f"s{number}@spam.example"),
        )
        client.force_login(owner)
        spammers.append((client, owner))
    for number in range(50):
        client, owner = spammers[number % 25]
        if number >= 25:
            send_by_verbs(owner, place, f"Buy {number} now")
            continue
        example, answer = send(client, owner, place, words=f"Buy {number} now")
        if "/check/" in answer.url:
            # A patient spammer does the work each time.
            done = client.post(
                answer.url, {"altcha": solve(client.get(answer.url).content.decode())}
            )
            assert done.status_code == 302
            press_send(client, example, place, f"Buy {number} now")
    assert HeldExample.objects.waiting().count() >= 30
    held_as(HeldExample.objects.waiting().last(), [owner for _, owner in spammers], 450)
    assert Submission.objects.count() == 500
    reviewed = PracticeExamplePage.objects.count()
    assert reviewed <= 20
    assert HeldExample.objects.waiting().count() == 500 - reviewed
    mail.outbox.clear()
    # A real one, from elsewhere.
    contributor.client = Client(REMOTE_ADDR="198.51.100.9")
    contributor.sign_in()
    person = contributor_user(contributor)
    with django_capture_on_commit_callbacks(execute=True):
        example, answer = send(contributor.client, person, place, title="A real story")
    assert answer.url == f"/my-examples/{example.pk}/"
    example.refresh_from_db()
    assert example.state == Submission.State.SENT
    assert example.page.current_workflow_state is not None
    # Its moderator is mailed about it alone, and finds it in the queue, not in quarantine.
    (told,) = [message for message in mail.outbox if message.to == [place.moderator.email]]
    assert "A real story" in told.subject
    moderator = admin_client(place.moderator)
    assert "A real story" in moderator.get("/admin/reviews/").content.decode()
    assert "A real story" not in moderator.get("/admin/quarantine/").content.decode()
    # Moderators sweep the rest in one go per page, and no spam is left.
    page = moderator.get("/admin/quarantine/").content.decode()
    assert "A walk" in page
    senders = [str(owner.pk) for _, owner in spammers]
    moderator.post("/admin/quarantine/", {"sender": senders, "refuse": "1"})
    assert HeldExample.objects.waiting().count() == 0
    assert Submission.objects.filter(state=Submission.State.REFUSED).count() == 500 - reviewed


def contributor_user(contributor):
    from knowledge.users.models import User

    return User.objects.get(email=contributor.email)


@pytest.fixture
def held(contributor, place):
    """The sixth example of somebody nobody knows, put aside; nobody is stopped before."""
    contributor.sign_in()
    person = contributor_user(contributor)
    for number in range(5):
        send_by_verbs(person, place, f"Walk {number}")
    assert not HeldExample.objects.exists()
    example, answer = send(contributor.client, person, place, title="Walk 5")
    assert answer.status_code == 302
    return HeldExample.objects.get(submission=example)


def test_its_author_sees_it_as_received_and_may_take_it_back(contributor, held):
    path = f"/my-examples/{held.submission_id}/"
    page = contributor.client.get(path).content.decode()
    assert "Received" in page
    assert "quarantine" not in page.lower()
    assert "spam" not in page.lower()
    assert "You sent it to the moderators" in page
    assert "We have received" in mail.outbox[-1].subject
    contributor.client.post(f"{path}withdraw/")
    held.refresh_from_db()
    assert held.outcome == "withdrawn"
    assert status_of(held.submission).name == "WITHDRAWN"


@pytest.mark.each_database
def test_a_released_one_goes_to_review_once(held, place, contributor):
    with pytest.raises(PermissionDenied):
        release(held, place.other_moderator)
    assert release(held, place.moderator)
    assert not release(held, place.moderator)
    assert not refuse(held, place.moderator)
    held.submission.refresh_from_db()
    assert status_of(held.submission).name == "WITH_MODERATOR"
    assert held.submission.page.current_workflow_state.requested_by.email == contributor.email


@pytest.mark.each_database
def test_a_refused_one_stays_its_authors(held, place, contributor):
    refuse(held, place.moderator)
    held.submission.refresh_from_db()
    assert status_of(held.submission).name == "REFUSED"
    page = contributor.client.get(f"/my-examples/{held.submission_id}/").content.decode()
    assert "Your text is kept" in page
    text = contributor.client.get(f"/share/{held.submission_id}/preview/").content.decode()
    assert "To hear." in text


def test_only_the_regions_moderators_see_and_hear_of_it(held, place):
    HeldExample.objects.update(held_at="2026-01-01T00:00:00Z")
    mail.outbox.clear()
    assert remind_of_quarantine() == 1
    assert [message.to for message in mail.outbox] == [[place.moderator.email]]
    assert "Walk 5" in admin_client(place.moderator).get("/admin/quarantine/").content.decode()
    other = admin_client(place.other_moderator)
    assert "Walk 5" not in other.get("/admin/quarantine/").content.decode()
    other.post("/admin/quarantine/", {"held": held.pk, "refuse": "1"})
    assert HeldExample.objects.waiting().count() == 1


@pytest.mark.parametrize("button", ["release", "refuse"])
def test_a_button_of_the_quarantine_says_what_it_did(held, place, button):
    desk = admin_client(place.moderator)

    def press(**ticked):
        page = desk.post("/admin/quarantine/", {**ticked, button: "1"}, follow=True)
        return [(message.level_tag, str(message)) for message in page.context["messages"]]

    for nothing in ({}, {"held": "", "sender": "nobody"}):
        ((level, words),) = press(**nothing)
        assert level == "error"
        assert "Nothing was ticked" in words
    assert HeldExample.objects.waiting().count() == 1
    ((level, words),) = press(held=held.pk)
    assert (level, words[:2]) == ("success", "1 ")
    ((level, words),) = press(held=held.pk)
    assert (level, words[:33]) == ("warning", "Of what you ticked 1 no longer wa")
    ((level, words),) = press(sender=held.submission.owner_id)
    assert level == "warning"


def test_a_confirmed_member_may_send_many(contributor, place):
    contributor.sign_in()
    Membership.objects.create(
        user=contributor_user(contributor), organisation=place.organisation, state="confirmed"
    )
    for _ in range(8):
        send(contributor.client, contributor_user(contributor), place)
    assert PracticeExamplePage.objects.count() == 8


def test_above_the_limit_the_browser_works_or_somebody_waits(site_tree, monkeypatch):
    client = Client()
    for number in range(20):
        assert client.post("/sign-in/", {"email": f"p{number}@example.org"}).url == "/sign-in/code/"
    sent = len(mail.outbox)
    check = client.post("/sign-in/", {"email": "later@example.org"}).url
    assert check.startswith("/check/")
    assert len(mail.outbox) == sent
    page = client.get(check).content.decode()
    assert client.post(check, {"altcha": "junk"}).status_code == 400
    assert client.post(check, {}).status_code == 400
    solution = solve(page)
    back = client.post(check, {"altcha": solution}).url
    assert "later@example.org" in client.get(back).content.decode()
    assert client.post("/sign-in/", {"email": "later@example.org"}).url == "/sign-in/code/"
    # One proof is good for one act, and cannot be used again.
    assert client.post("/sign-in/", {"email": "more@example.org"}).url.startswith("/check/")
    assert "used already" in client.post(check, {"altcha": solution}).content.decode()
    # Without a script: waiting.
    wait = re.search(r'name="wait" value="([^"]+)"', client.get(check).content.decode())[1]
    early = client.post(check, {"wait": wait, "waited": "1"})
    assert early.status_code == 400
    assert "seconds longer" in early.content.decode()
    now = time.time()
    monkeypatch.setattr("knowledge.people.abuse.proof_of_work.time.time", lambda: now + 46)
    assert client.post(check, {"wait": wait, "waited": "1"}).status_code == 302
    assert client.post("/sign-in/", {"email": "more@example.org"}).url == "/sign-in/code/"
    assert "used already" in client.post(check, {"wait": wait, "waited": "1"}).content.decode()
    assert client.post(check, {"wait": "forged", "waited": "1"}).status_code == 400


def test_a_check_leads_nowhere_else(site_tree):
    client = Client()
    page = client.get("/check/?next=https://elsewhere.example/").content.decode()
    assert "elsewhere.example" not in page


def test_two_people_may_send_the_same_short_text_but_not_the_same_long_one(place):
    for words, held in (("To hear.", 0), ("We listened to families. " * 20, 1)):
        for number in range(2):
            person = Contributor(f"{number}{held}@example.org")
            person.sign_in()
            send(person.client, contributor_user(person), place, words=words)
        assert HeldExample.objects.count() == held


def test_files_and_drafts_have_limits_that_lose_nothing(contributor, place, monkeypatch):
    example = contributor.begin()
    monkeypatch.setattr("knowledge.people.accounts.limits.FILES_PER_PERSON", "2/h")
    contributor.post("add_file", files=[SimpleUploadedFile(f"{n}.txt", b"words") for n in "12"])
    assert example.files.count() == 2
    more = SimpleUploadedFile("3.txt", b"words")
    for button, name in (("add_file", "files"), ("read_word", "word_form")):
        answer = contributor.post(button, aims="Typed", **{name: more})
        assert answer.status_code == 400
        assert "many files within an hour" in answer.content.decode()
    by_script = contributor.client.post(f"/share/{example.pk}/files/", {"files": more})
    assert "many files within an hour" in by_script.json()["reason"]
    assert contributor.submission.answers["aims"] == "Typed"
    assert example.files.count() == 2
    monkeypatch.setattr("knowledge.people.accounts.limits.EXAMPLES_PER_PERSON", "0/d")
    contributor.begin()
    assert Submission.objects.count() == 1
    page = contributor.client.get("/share/begin/", follow=True).content.decode()
    assert "begun many examples today" in page
    # The one that was begun opens as before; only a new one waits.
    form = contributor.client.get(f"/share/{example.pk}/").content.decode()
    assert "Typed" in form
