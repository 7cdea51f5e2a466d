"""All actors act at random: no illegal state, no lost version, no leak, no mail to the wrong person."""

from __future__ import annotations

import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client, TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Revision

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission
from examples.submissions.correct import begin_correction, drop_correction
from examples.submissions.draft_text import DraftText
from examples.submissions.errors import SubmissionError
from examples.submissions.moves import is_legal
from examples.submissions.permissions import Action, Role, may
from examples.submissions.reading import standing_of
from examples.submissions.save_draft import save_draft
from examples.submissions.states import Standing
from examples.submissions.submit import submit
from examples.submissions.withdraw import reopen, withdraw, withdraw_from_public
from knowledge.models import Decision, Review, User
from knowledge.moderation import reviews
from knowledge.moderation.roles import ensure_roles
from knowledge.moderation.take_down import NothingToShow, hide, show_again
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
STAFF = [Role.EDITOR, Role.MODERATOR, Role.DEPUTY, Role.OTHER_EDITOR, Role.OTHER_MODERATOR]


class Life(RuleBasedStateMachine):
    """One example among its author, its region's people, and strangers."""

    @initialize()
    def begin(self):
        ensure_roles()
        tree = make_site_tree()
        add_page(ExampleIndexPage, tree.home, "Practice examples", slug="examples")
        region, other = make_region("South East"), make_region("North West")
        self.owner = make_contributor("owner@example.org")
        self.people = {
            Role.EDITOR: make_editor("editor@example.org", region=region),
            Role.MODERATOR: make_moderator("moderator@example.org", region=region),
            Role.DEPUTY: make_moderator("deputy@example.org", region=region, deputy=True),
            Role.OTHER_EDITOR: make_editor("other-editor@example.org", region=other),
            Role.OTHER_MODERATOR: make_moderator("other-moderator@example.org", region=other),
        }
        self.pk = Submission.objects.create(
            owner=self.owner, practice_template="projects", region=region, consent=CONSENT
        ).pk
        self.saved_words: list[str] = []
        self.dropped: set[str] = set()
        self.standing = Standing.DRAFT
        self.count = 0
        self.decisions = 0
        mail.outbox.clear()

    @property
    def example(self) -> Submission:
        return Submission.objects.select_related("page").get(pk=self.pk)

    def person(self, role: Role) -> User:
        return User.objects.get(pk=self.people[role].pk)

    def review(self) -> Review | None:
        return Review.objects.filter(page_id=self.example.page_id).order_by("-pk").first()

    def attempt(self, verb, action: Action, role: Role) -> bool:
        """Do it; whether it was done. What the table forbids must be refused."""
        before = standing_of(self.example)
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                verb()
        except REFUSALS:
            return False
        after = standing_of(self.example)
        if after is not before:
            assert may(role, before, action), (role, before, action, after)
        return True

    # --- the author ---

    @rule()
    def save(self):
        self.count += 1
        word = f"word{self.count}"
        example = self.example
        text = DraftText.from_submission(example)
        answers = {**text.answers, "project_title": "Bumps", "aims": f"{word} aims."}
        changed = DraftText(**{**text.__dict__, "answers": answers})
        if self.attempt(
            lambda: save_draft(example, changed, example.version), Action.SAVE, Role.OWNER
        ):
            self.saved_words.append(word)

    @rule()
    def send(self):
        self.attempt(
            lambda: submit(self.example, self.owner, uuid.uuid4(), has_agreed=True),
            Action.SEND,
            Role.OWNER,
        )

    @rule()
    def take_back(self):
        self.attempt(lambda: withdraw(self.example, self.owner), Action.TAKE_BACK, Role.OWNER)

    @rule()
    def take_up_again(self):
        self.attempt(lambda: reopen(self.example), Action.REOPEN, Role.OWNER)

    @rule()
    def correct(self):
        self.attempt(lambda: begin_correction(self.example), Action.CORRECT, Role.OWNER)

    @rule()
    def drop(self):
        given_up = self.example.answers.get("aims", "").split(" ")[0]
        if standing_of(self.example) is Standing.CORRECTING:
            self.dropped.add(given_up)
        self.attempt(
            lambda: drop_correction(self.example, self.owner), Action.DROP_CORRECTION, Role.OWNER
        )

    @rule()
    def withdraw_it(self):
        self.attempt(
            lambda: withdraw_from_public(self.example, self.owner), Action.WITHDRAW, Role.OWNER
        )

    # --- the people of this region and of another ---

    def decide(self, role: Role, verb, action: Action, **said):
        review = self.review()
        if review is None:
            return
        version = PracticeExamplePage.objects.get(pk=review.page_id).latest_revision_id
        self.attempt(lambda: verb(review, self.person(role), version=version, **said), action, role)

    @rule(role=st.sampled_from(STAFF))
    def take(self, role):
        if review := self.review():
            self.attempt(lambda: reviews.take(review, self.person(role)), Action.TAKE, role)

    @rule(role=st.sampled_from(STAFF))
    def check(self, role):
        self.decide(role, reviews.pass_check, Action.CHECK)

    @rule(role=st.sampled_from(STAFF))
    def approve(self, role):
        self.decide(role, reviews.approve, Action.APPROVE)

    @rule(role=st.sampled_from(STAFF))
    def ask_for_changes(self, role):
        self.decide(role, reviews.request_changes, Action.REQUEST_CHANGES, words="More, please.")

    @rule(role=st.sampled_from(STAFF))
    def decline(self, role):
        self.decide(role, reviews.decline, Action.DECLINE, reason="other", words="No.")

    @rule(role=st.sampled_from(STAFF))
    def hide(self, role):
        if page := self.example.page:
            self.attempt(lambda: hide(page, self.person(role)), Action.HIDE, role)

    @rule(role=st.sampled_from(STAFF))
    def show(self, role):
        if page := self.example.page:
            self.attempt(lambda: show_again(page, self.person(role)), Action.SHOW_AGAIN, role)

    # --- what always holds ---

    @invariant()
    def only_legal_moves(self):
        if not hasattr(self, "pk"):
            return
        now = standing_of(self.example)
        assert is_legal(self.standing, now), (self.standing, now)
        self.standing = now

    @invariant()
    def nothing_saved_is_lost(self):
        """The newest saved words stand in the submission, or the author gave them up themselves."""
        if not getattr(self, "saved_words", None):
            return
        newest = self.saved_words[-1]
        kept = self.example.answers.get("aims", "")
        versions = Revision.page_revisions.filter(object_id=str(self.example.page_id))
        in_versions = any(newest in str(each.content.get("aims")) for each in versions)
        assert newest in kept or in_versions or newest in self.dropped

    @invariant()
    def only_what_was_approved_is_public(self):
        if not hasattr(self, "pk") or self.example.page is None:
            return
        page = PracticeExamplePage.objects.get(pk=self.example.page_id)
        response = Client().get(page.url)
        if not page.live:
            assert response.status_code in {404, 410}
            assert not any(word in response.content.decode() for word in self.saved_words)
            return
        approved = Decision.objects.of_page(page.pk).filter(kind=Decision.Kind.APPROVED).first()
        words = Revision.objects.get(pk=approved.version).content["aims"]
        html = response.content.decode()
        assert words.split(" ")[0] in html
        others = [word for word in self.saved_words if f"{word} aims." != words]
        assert not any(f"{word} aims." in html for word in others)
        assert approved.by_id in {self.people[Role.MODERATOR].pk, self.people[Role.DEPUTY].pk}

    @invariant()
    def only_the_right_people_are_mailed(self):
        if not hasattr(self, "pk"):
            return
        told = {address for message in mail.outbox for address in message.to}
        assert told <= {
            "owner@example.org", "editor@example.org", "moderator@example.org",
            "deputy@example.org",
        }  # fmt: skip
        for message in mail.outbox:
            if message.to == ["owner@example.org"]:
                assert "/admin" not in message.body

    @invariant()
    def the_record_only_grows(self):
        if not hasattr(self, "pk"):
            return
        now = Decision.objects.count()
        assert now >= self.decisions
        self.decisions = now


@pytest.mark.django_db
def test_random_walk(db):
    class Undone(Life):
        def __init__(self):
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
