"""One example among its authors, its region's people and strangers, and everything they can do to it.

Every verb acts through the same functions as the views do: it is done, or refused by one of REFUSALS.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from dataclasses import replace

from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Comment, Revision

from examples.draft_text import DraftText
from examples.guests import invite_guest
from examples.models import (
    CoAuthor,
    ExampleIndexPage,
    HeldExample,
    PracticeExamplePage,
    Submission,
)
from examples.submissions import quarantine
from examples.submissions.answer_comment import answer_comment
from examples.submissions.correct import begin_correction, drop_correction
from examples.submissions.errors import SubmissionError
from examples.submissions.follow_up import decline_follow_up
from examples.submissions.moves import MOVES
from examples.submissions.permissions import AUTHORS, DECIDERS, Action, Role, may
from examples.submissions.reading import status_of
from examples.submissions.save_draft import save_draft
from examples.submissions.states import SubmissionStatus
from examples.submissions.submit import submit
from examples.submissions.withdraw import reopen, withdraw, withdraw_from_public
from knowledge.moderation import reviews
from knowledge.moderation.models import Review
from knowledge.moderation.reviews import version_of
from knowledge.moderation.take_down import NothingToShow, hide, show_again
from knowledge.users.models import User
from tests.examples.conftest import CONSENT
from tests.factories import (
    add_page,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
    make_site_tree,
)

REFUSALS = (
    SubmissionError,
    PermissionDenied,
    reviews.NothingWaits,
    reviews.ChangedMeanwhile,
    NothingToShow,
)
# What the table of permissions does not name, and where it is possible.
SUSPECT, RELEASE, REFUSE = "send and be suspected", "release", "refuse as spam"
STOP, SCHEDULE, DAY_COMES = "stop the review", "approve for a day", "the day comes"
DELETE = "delete the page"
BEYOND_THE_TABLE = {
    SUSPECT: (Action.SEND.submission_statuses, AUTHORS),
    RELEASE: ({SubmissionStatus.HELD}, DECIDERS),
    REFUSE: ({SubmissionStatus.HELD}, DECIDERS),
    STOP: (Action.OPEN_REVIEW.submission_statuses, {Role.MODERATOR}),
    SCHEDULE: ({SubmissionStatus.WITH_MODERATOR}, DECIDERS),
    DAY_COMES: ({SubmissionStatus.APPROVED}, {Role.MODERATOR}),
    DELETE: (
        next(move for move in MOVES if move.does == DELETE).before,
        {Role.MODERATOR},
    ),
}
TRIED = [
    each
    for each in Action
    if each not in {Action.READ_PAGE, Action.FOLLOW, Action.PREVIEW, Action.OPEN_REVIEW}
]


class ExampleLife:
    """The example and its people; the state machine of tests is made from it."""

    def set_out(self):
        tree = make_site_tree()
        add_page(ExampleIndexPage, tree.home, "Practice examples", slug="examples")
        self.region, other = make_region("South East"), make_region("North West")
        self.people = {
            Role.OWNER: make_contributor("owner@example.org"),
            Role.COAUTHOR: make_contributor("coauthor@example.org"),
            Role.EDITOR: make_editor("editor@example.org", region=self.region),
            Role.MODERATOR: make_moderator("moderator@example.org", region=self.region),
            Role.DEPUTY: make_moderator("deputy@example.org", region=self.region, deputy=True),
            Role.OTHER_EDITOR: make_editor("other-editor@example.org", region=other),
            Role.OTHER_MODERATOR: make_moderator("other-moderator@example.org", region=other),
        }
        self.start()

    def start(self):
        """With an example of its own, among people who are there."""
        self.count = 0
        self.decisions = 0
        self.done: Counter[tuple[SubmissionStatus, Action | str]] = Counter()
        mail.outbox.clear()
        self.begin_an_example()

    def begin_an_example(self):
        self.pk = Submission.objects.create(
            owner=self.people[Role.OWNER],
            practice_template="projects",
            answers={"project_title": "Bumps", "aims": "word0 aims."},
            region=self.region,
            consent=CONSENT,
        ).pk
        CoAuthor.objects.create(
            submission_id=self.pk,
            email="coauthor@example.org",
            user=self.people[Role.COAUTHOR],
            accepted_at=timezone.now(),
        )
        self.saved_words: list[str] = []
        self.sent_words: set[str] = set()
        self.dropped: set[str] = set()
        self.submission_status = SubmissionStatus.DRAFT
        self.has_changed = True
        self.seen[self.submission_status] += 1

    @property
    def example(self) -> Submission:
        return Submission.objects.select_related("page").get(pk=self.pk)

    @property
    def word(self) -> str:
        """The word by which the text that is saved now is known."""
        return self.example.answers.get("aims", "").split(" ")[0]

    def person(self, role: Role) -> User:
        return User.objects.get(pk=self.people[role].pk)

    def able(self, act: Action | str) -> list[Role]:
        """Who of the people here may do it."""
        roles = act.roles if isinstance(act, Action) else BEYOND_THE_TABLE[act][1]
        return sorted(roles & self.people.keys(), key=lambda role: role.name)

    def attempt(self, act: Action | str, role: Role):
        """Do it. What the table forbids must be refused, and what it grants authors must work."""
        before, self.has_changed = self.submission_status, False
        if isinstance(act, Action):
            is_allowed = may(role, before, act)
        else:
            submission_statuses, roles = BEYOND_THE_TABLE[act]
            is_allowed = before in submission_statuses and role in roles
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                VERBS[act](self, self.person(role))
        except REFUSALS:
            assert not (is_allowed and role in AUTHORS), (role, before, act)
            return
        self.has_changed = True
        after = status_of(self.example)
        assert after is before or is_allowed, (role, before, act, after)

    # --- the verbs; each is refused, or done ---

    def save(self, person):
        example = self.example
        text = DraftText.from_submission(example)
        word = f"word{self.count + 1}"
        text = replace(text, answers={**text.answers, "aims": f"{word} aims."})
        save_draft(example, text, example.version)
        self.count += 1
        self.saved_words.append(word)

    def send(self, person, **said):
        submit(self.example, person, uuid.uuid4(), has_agreed=True, **said)
        if status_of(self.example) is not SubmissionStatus.HELD:
            self.sent_words.add(self.word)

    def send_and_be_suspected(self, person):
        self.send(person, judge=lambda example: ["many links"])

    def answer(self, person):
        example = self.example
        if not example.page:
            raise SubmissionError
        comment, _ = Comment.objects.get_or_create(
            page=example.page, user=self.person(Role.MODERATOR), text="Whose?", contentpath="aims"
        )
        answer_comment(example, person, comment.pk, "Ours.")

    def drop(self, person):
        given_up = self.word
        drop_correction(self.example, person)
        self.dropped.add(given_up)

    def decline_follow_up(self, person):
        decline_follow_up(self.example)

    def decide(self, person, verb, **said):
        review = self.review()
        page = PracticeExamplePage.objects.get(pk=review.page_id)
        verb(review, person, version=version_of(page), **said)

    def review(self) -> Review:
        review = Review.objects.filter(page_id=self.example.page_id).order_by("-pk").first()
        if review is None or self.example.page_id is None:
            raise reviews.NothingWaits
        return review

    def page(self) -> PracticeExamplePage:
        page = PracticeExamplePage.objects.filter(pk=self.example.page_id).first()
        if page is None:
            raise NothingToShow
        return page

    def invite(self, person):
        invite_guest(self.page(), person, name="A guest", email="guest@example.org")

    def sweep(self, person, act):
        held = HeldExample.objects.filter(submission=self.pk).order_by("-pk").first()
        if held is None:
            raise SubmissionError
        if not act(held, person):
            raise SubmissionError
        if act is quarantine.release:
            self.sent_words.add(self.word)

    def stop(self, person):
        self.review().workflow_state.cancel(user=person)

    def approve_for_a_day(self, person):
        draft = self.page().get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + datetime.timedelta(days=9)
        draft.save_revision(user=self.person(Role.OWNER))
        self.decide(person, reviews.approve)

    def day_comes(self, person):
        past = timezone.now() - datetime.timedelta(minutes=1)
        for each in Revision.page_revisions.filter(approved_go_live_at__isnull=False):
            each.approved_go_live_at = past
            each.content["go_live_at"] = past.isoformat()
            each.save()
        call_command("publish_scheduled")

    def delete(self, person):
        self.page().delete(user=person)
        self.sent_words.clear()


VERBS = {
    Action.SAVE: ExampleLife.save,
    Action.SEND: ExampleLife.send,
    Action.TAKE_BACK: lambda life, person: withdraw(life.example, person),
    Action.REOPEN: lambda life, person: reopen(life.example),
    Action.CORRECT: lambda life, person: begin_correction(life.example),
    Action.DROP_CORRECTION: ExampleLife.drop,
    Action.WITHDRAW: lambda life, person: withdraw_from_public(life.example, person),
    Action.ANSWER: ExampleLife.answer,
    Action.DECLINE_FOLLOW_UP: ExampleLife.decline_follow_up,
    Action.TAKE: lambda life, person: reviews.take(life.review(), person),
    Action.CHECK: lambda life, person: life.decide(person, reviews.pass_check),
    Action.REQUEST_CHANGES: lambda life, person: life.decide(
        person, reviews.request_changes, words="More, please."
    ),
    Action.ASSIGN: lambda life, person: reviews.assign(
        life.review(), life.person(Role.DEPUTY), person
    ),
    Action.SET_DUE: lambda life, person: reviews.set_due(
        life.review(), datetime.date(2999, 1, 1), person
    ),
    Action.APPROVE: lambda life, person: life.decide(person, reviews.approve),
    Action.DECLINE: lambda life, person: life.decide(
        person, reviews.decline, reason="other", words="No."
    ),
    Action.INVITE_GUEST: ExampleLife.invite,
    Action.HIDE: lambda life, person: hide(life.page(), person),
    Action.SHOW_AGAIN: lambda life, person: show_again(life.page(), person),
    SUSPECT: ExampleLife.send_and_be_suspected,
    RELEASE: lambda life, person: life.sweep(person, quarantine.release),
    REFUSE: lambda life, person: life.sweep(person, quarantine.refuse),
    STOP: ExampleLife.stop,
    SCHEDULE: ExampleLife.approve_for_a_day,
    DAY_COMES: ExampleLife.day_comes,
    DELETE: ExampleLife.delete,
}
