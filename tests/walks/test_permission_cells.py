"""The permission table in docs/submissions.md, asked over HTTP.

For each state one example is brought there; then people try, and each try is undone.
A try has worked when what it changes is changed, or what it shows is shown. `is_asked` says which cells
are left out as certain to be answered like others.
"""

from __future__ import annotations

import datetime
import uuid
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, CommentReply

from examples.models import CoAuthor, FollowUp, GuestReview, PracticeExamplePage, Submission
from examples.submissions.correct import begin_correction
from examples.submissions.permissions import AUTHORS, EVERYBODY, Action, Role, may
from examples.submissions.reading import status_of
from examples.submissions.states import SubmissionStatus
from examples.submissions.submit import submit
from examples.submissions.withdraw import withdraw, withdraw_from_public
from knowledge.moderation import reviews
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.reviews import version_of
from knowledge.moderation.take_down import hide
from tests.examples.conftest import CONSENT
from tests.examples.reviewing import admin_client
from tests.factories import make_admin, make_contributor, make_editor, make_moderator

pytestmark = pytest.mark.django_db

WORDS = "A wombatish aim."


class World:
    """One example, and one person of each role with a browser of their own."""

    def __init__(self, place):
        self.place = place
        owner, coauthor = make_contributor(), make_contributor()
        self.submission = Submission.objects.create(
            owner=owner,
            practice_template="projects",
            answers={"project_title": "Bumps together", "aims": WORDS},
            region=place.region,
            consent=CONSENT,
        )
        CoAuthor.objects.create(
            submission=self.submission,
            email=coauthor.email,
            user=coauthor,
            accepted_at=timezone.now(),
        )
        region, other = place.region, place.other_region
        self.people = {
            Role.VISITOR: None,
            Role.OTHER_CONTRIBUTOR: make_contributor(),
            Role.OWNER: owner,
            Role.COAUTHOR: coauthor,
            Role.EDITOR: make_editor(region=region),
            Role.MODERATOR: make_moderator(region=region),
            Role.DEPUTY: make_moderator(region=region, deputy=True),
            Role.OTHER_EDITOR: make_editor(region=other),
            Role.OTHER_MODERATOR: make_moderator(region=other),
            Role.POOL: make_moderator(region=None),
            Role.ADMINISTRATOR: make_admin(),
        }
        self.clients = {}
        for role, person in self.people.items():
            if person and person.has_usable_password():
                self.clients[role] = admin_client(person)
                continue
            self.clients[role] = Client()
            if person:
                self.clients[role].force_login(person)

    @property
    def fresh(self) -> Submission:
        return Submission.objects.select_related("page").get(pk=self.submission.pk)

    @property
    def page(self) -> PracticeExamplePage | None:
        return PracticeExamplePage.objects.filter(pk=self.fresh.page_id).first()

    @property
    def review(self) -> Review | None:
        return Review.objects.filter(page_id=self.fresh.page_id).order_by("-pk").first()

    def send(self):
        submit(self.fresh, self.people[Role.OWNER], uuid.uuid4(), has_agreed=True)

    def decide(self, verb, **said):
        moderator = type(self.people[Role.MODERATOR]).objects.get(pk=self.people[Role.MODERATOR].pk)
        verb(self.review, moderator, version=version_of(self.page), **said)

    def bring_to(self, submission_status: SubmissionStatus):
        """By the verbs that people use."""
        owner = self.people[Role.OWNER]
        if submission_status is SubmissionStatus.DRAFT:
            return
        if submission_status in {SubmissionStatus.HELD, SubmissionStatus.REFUSED}:
            Submission.objects.filter(pk=self.submission.pk).update(
                state=submission_status.name.lower()
            )
            return
        self.send()
        Comment.objects.create(
            page=self.page, user=self.people[Role.MODERATOR], text="Whose?", contentpath="aims"
        )
        if submission_status is SubmissionStatus.WITH_MODERATOR:
            return
        if submission_status is SubmissionStatus.WITHDRAWN:
            withdraw(self.fresh, owner)
        elif submission_status is SubmissionStatus.CHANGES_ASKED:
            self.decide(reviews.request_changes, words="More, please.")
        elif submission_status is SubmissionStatus.NOT_SUITABLE:
            self.decide(reviews.decline, reason="other", words="No.")
        elif submission_status is SubmissionStatus.STOPPED:
            self.page.current_workflow_state.cancel(user=self.people[Role.MODERATOR])
        elif submission_status is SubmissionStatus.REMOVED:
            self.page.delete()
        elif submission_status is SubmissionStatus.APPROVED:
            draft = self.page.get_latest_revision_as_object()
            draft.go_live_at = timezone.now() + datetime.timedelta(days=9)
            draft.save_revision(user=owner)
            self.decide(reviews.approve)
        else:
            self.decide(reviews.approve)
            FollowUp.objects.create(submission=self.fresh)
            self.bring_public_to(submission_status, owner)

    def bring_public_to(self, submission_status: SubmissionStatus, owner):
        if submission_status is SubmissionStatus.TAKEN_DOWN:
            hide(self.page, self.people[Role.ADMINISTRATOR])
        elif submission_status is SubmissionStatus.WITHDRAWN_FROM_PUBLIC:
            withdraw_from_public(self.fresh, owner)
        elif submission_status is not SubmissionStatus.PUBLISHED:
            begin_correction(self.fresh)
            if submission_status is not SubmissionStatus.CORRECTING:
                self.send()
            if submission_status is SubmissionStatus.CORRECTION_CHANGES_ASKED:
                self.decide(reviews.request_changes, words="More, please.")

    # --- trying ---

    def stand_still(self):
        """Remember how it stands: every try begins here, as each is undone."""
        self.before, self.page_there, self.review_there = (
            status_of(self.fresh),
            self.page,
            self.review,
        )
        self.version = version_of(self.page_there) if self.page_there else 0
        self.counts = {kind: self.recorded(kind) for kind in Decision.Kind.values}

    def form(self, button: str) -> dict:
        example = self.fresh
        return {
            "project_title": "Bumps together",
            "aims": "Changed.",
            "region": self.place.region.pk,
            "version": example.version,
            "token": str(uuid.uuid4()),
            "licence": "on",
            **CONSENT,
            button: "1",
        }

    def act(self, client, act: str, **said):
        if self.review_there is None:
            return
        said["version"] = self.version
        data = {"act": act, **{f"{act}-{name}": value for name, value in said.items()}}
        client.post(f"/admin/reviews/{self.review_there.pk}/", data)

    def recorded(self, kind: str) -> int:
        return Decision.objects.filter(kind=kind).count()

    def works(self, role: Role, action: Action) -> bool:
        """Whether the person's try does what it is for."""
        client, pk = self.clients[role], self.submission.pk
        mine = f"/my-examples/{pk}/"

        def shows(path: str, words: str) -> bool:
            response = client.get(path)
            return response.status_code == 200 and words in response.content.decode()

        def moves(path: str, *after: SubmissionStatus) -> bool:
            client.post(path)
            now = status_of(self.fresh)
            return now is not self.before and now in after

        def records(kind: str, act: str, **said) -> bool:
            self.act(client, act, **said)
            return self.recorded(kind) > self.counts[kind]

        match action:
            case Action.READ_PAGE:
                return self.page_there is not None and shows(self.page_there.url, WORDS)
            case Action.FOLLOW:
                return shows(mine, "What has happened")
            case Action.PREVIEW:
                return shows(f"/share/{pk}/preview/", "This is a preview.")
            case Action.SAVE:
                client.post(f"/share/{pk}/", self.form("save"))
                return self.fresh.answers["aims"] == "Changed."
            case Action.SEND:
                sent = self.fresh.sent_at
                client.post(f"/share/{pk}/", self.form("send"))
                return self.fresh.sent_at != sent
            case Action.TAKE_BACK:
                return moves(
                    f"{mine}withdraw/",
                    SubmissionStatus.WITHDRAWN,
                    SubmissionStatus.WITHDRAWN_FROM_PUBLIC,
                    SubmissionStatus.CORRECTING,
                )
            case Action.REOPEN:
                return moves(f"{mine}reopen/", SubmissionStatus.DRAFT)
            case Action.CORRECT:
                return moves(f"{mine}correct/", SubmissionStatus.CORRECTING)
            case Action.DROP_CORRECTION:
                return moves(f"{mine}drop-correction/", SubmissionStatus.PUBLISHED)
            case Action.WITHDRAW:
                return moves(f"{mine}withdraw-from-public/", SubmissionStatus.WITHDRAWN_FROM_PUBLIC)
            case Action.ANSWER:
                comment = Comment.objects.first()
                client.post(
                    f"{mine}answer/", {"comment": comment.pk if comment else 1, "answer": "Ours."}
                )
                return CommentReply.objects.exists()
            case Action.DECLINE_FOLLOW_UP:
                client.post(f"{mine}no-outcomes/")
                return FollowUp.objects.filter(declined_at__isnull=False).exists()
            case Action.OPEN_REVIEW:
                return self.review_there is not None and (
                    "Bumps together" in client.get("/admin/reviews/", follow=True).content.decode()
                    and shows(f"/admin/reviews/{self.review_there.pk}/", WORDS)
                )
            case Action.TAKE:
                return records("taken", "take")
            case Action.CHECK:
                return records("check_passed", "check")
            case Action.REQUEST_CHANGES:
                return records("changes_asked", "changes", words="More.")
            case Action.ASSIGN:
                return records("assigned", "assign", person=self.people[Role.MODERATOR].pk)
            case Action.SET_DUE:
                return records("due_set", "due", day="2999-01-01")
            case Action.APPROVE:
                return records("approved", "approve")
            case Action.DECLINE:
                return records("not_suitable", "decline", reason="other", words="No.")
            case Action.INVITE_GUEST:
                if self.review_there:
                    client.post(
                        f"/admin/reviews/{self.review_there.pk}/guest/",
                        {"name": "A guest", "email": "guest@example.org"},
                    )
                return GuestReview.objects.exists()
            case Action.HIDE | Action.SHOW_AGAIN:
                kind = "hidden" if action is Action.HIDE else "shown_again"
                if self.page_there:
                    client.post(f"/admin/hide/{self.page_there.pk}/", {})
                return self.recorded(kind) > self.counts[kind]
        raise AssertionError(action)


@contextmanager
def undone():
    """Whatever is done inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_asked(role: Role, submission_status: SubmissionStatus, action: Action) -> bool:
    """All cells that are open, or that only the state closes.

    Of what the role closes, all that a review asks of each role by itself. One question, whose example it is,
    stands before everything that authors do: others are asked a third of it, in turn; and of what the state
    closes besides, each gate having been asked by itself, a fifth. A public page knows no roles: visitors are
    asked everywhere, the others a third.
    """
    turn = sum(list(type(each)).index(each) for each in (role, submission_status, action))
    if action is Action.READ_PAGE:
        return role is Role.VISITOR or turn % 3 == 0
    if role in action.roles:
        return True
    if submission_status in action.submission_statuses:
        return action.roles != AUTHORS or turn % 3 == 0
    return turn % 5 == 0


def test_everybody_tries_everything_that_is_not_theirs():
    """Each role has tried each action in some state, and each action in each state was tried by a stranger."""
    left_out = [
        (role, action)
        for role in Role
        for action in Action
        if not any(is_asked(role, each, action) for each in SubmissionStatus)
    ]
    strangers = [
        (status, action)
        for status in SubmissionStatus
        for action in Action
        if action.roles != EVERYBODY
        and not any(is_asked(role, status, action) for role in set(Role) - action.roles)
    ]
    assert left_out + strangers == []


@pytest.mark.parametrize("submission_status", list(SubmissionStatus), ids=lambda each: each.name)
def test_every_cell(submission_status, place, settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    world = World(place)
    world.bring_to(submission_status)
    world.stand_still()
    assert world.before is submission_status
    wrong = []
    for role in Role:
        for action in Action:
            if not is_asked(role, submission_status, action):
                continue
            with undone():
                does = world.works(role, action)
            if does != may(role, submission_status, action):
                wrong.append(f"{role.value}: {action.words}: {'works' if does else 'is refused'}")
    assert wrong == []
