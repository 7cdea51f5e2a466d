"""All actors act at random: no illegal state, no lost version, no leak, no mail to the wrong person.

A third of the steps lead towards a state that was seen least, so that the walk gets everywhere; the
others are drawn from what somebody may do now, and from everything that anybody could try. That
every state was seen is asserted.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
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

from examples.models import PracticeExamplePage
from examples.submissions.moves import MOVES, is_legal
from examples.submissions.permissions import AUTHORS, Action, Role
from examples.submissions.reading import status_of
from examples.submissions.states import SubmissionStatus
from knowledge.moderation.models import Decision
from tests.examples.example_life import (
    BEYOND_THE_TABLE,
    DAY_COMES,
    DELETE,
    REFUSE,
    RELEASE,
    SCHEDULE,
    STOP,
    SUSPECT,
    TRIED,
    ExampleLife,
)

STAFF = {Role.EDITOR, Role.MODERATOR, Role.DEPUTY, Role.OTHER_EDITOR, Role.OTHER_MODERATOR}
ANSWERED = {"owner@example.org", "coauthor@example.org"}
TOLD = ANSWERED | {
    "editor@example.org",
    "moderator@example.org",
    "deputy@example.org",
    "guest@example.org",
}
WALKS, STEPS = 4, 45
LEADS_ON = {
    "sends": Action.SEND,
    "sends again": Action.SEND,
    "sends a correction": Action.SEND,
    "takes back": Action.TAKE_BACK,
    "takes a correction back": Action.TAKE_BACK,
    "takes up again": Action.REOPEN,
    "begins a correction": Action.CORRECT,
    "drops a correction": Action.DROP_CORRECTION,
    "withdraws from the public": Action.WITHDRAW,
    "release from quarantine": RELEASE,
    "refuse as spam": REFUSE,
    "request changes": Action.REQUEST_CHANGES,
    "request changes of a correction": Action.REQUEST_CHANGES,
    "approve": Action.APPROVE,
    "close as not suitable": Action.DECLINE,
    "close a correction as not suitable": Action.DECLINE,
    "stop the review": STOP,
    "stop the review of a correction": STOP,
    "hide": Action.HIDE,
    "show again": Action.SHOW_AGAIN,
    "delete the page": DELETE,
    "publishes on the set day": DAY_COMES,
}
"""Name of a move in the table → what is done."""
ANOTHER_WAY = {SubmissionStatus.HELD: SUSPECT, SubmissionStatus.APPROVED: SCHEDULE}
"""Where a move may end in two states, what makes it end in the rarer one."""


class Life(ExampleLife, RuleBasedStateMachine):
    """What happens to one example, step by step, and what always holds."""

    @initialize()
    def begin(self):
        self.set_out()

    @rule(data=st.data(), again=st.booleans())
    def somebody_moves_it_on(self, data, again):
        """One or two moves towards the state that was seen least, or a new example if none leads there."""
        for _ in range(1 + again):
            act = self.towards(min(SubmissionStatus, key=lambda each: self.seen[each]))
            if act is None:
                self.begin_an_example()
                return
            self.attempt(act, data.draw(st.sampled_from(self.able(act))))
            self.submission_status = self.moved()

    def towards(self, goal: SubmissionStatus) -> Action | str | None:
        """The first step of a shortest way there by the table of moves."""
        ways: list[tuple[SubmissionStatus, Action | str | None]] = [(self.submission_status, None)]
        known = {self.submission_status}
        for submission_status, first in ways:
            if submission_status is goal and first:
                return first
            for move in MOVES:
                if submission_status not in move.before:
                    continue
                for after in sorted(move.after - known, key=lambda each: each.name):
                    known.add(after)
                    act = ANOTHER_WAY.get(after, LEADS_ON[move.does])
                    ways.append((after, first or act))
        return None

    @rule(data=st.data())
    def somebody_does_what_they_may(self, data):
        """Of what is possible now, something that this walk has done least often in this state."""
        possible = [each for each in TRIED if self.submission_status in each.submission_statuses]
        possible += [
            name for name, (at, _) in BEYOND_THE_TABLE.items() if self.submission_status in at
        ]
        if not possible:
            self.begin_an_example()
            return
        fewest = min(self.done[self.submission_status, each] for each in possible)
        rarest = [each for each in possible if self.done[self.submission_status, each] == fewest]
        act = data.draw(st.sampled_from(rarest))
        self.done[self.submission_status, act] += 1
        self.attempt(act, data.draw(st.sampled_from(self.able(act))))

    @rule(
        act=st.sampled_from([*TRIED, SUSPECT, RELEASE, REFUSE]),
        role=st.sampled_from(sorted(STAFF | AUTHORS, key=lambda role: role.name)),
    )
    def somebody_tries(self, act, role):
        """Whatever it is; an author's verbs belong to authors, for the views ask whose it is."""
        of_authors = act == SUSPECT or (isinstance(act, Action) and act.roles <= AUTHORS)
        if of_authors == (role in AUTHORS):
            self.attempt(act, role)

    # --- what always holds ---

    @invariant()
    def only_legal_moves(self):
        self.submission_status = self.moved()

    def moved(self) -> SubmissionStatus:
        """How it stands now; it has come there by at most one move."""
        now = status_of(self.example)
        assert is_legal(self.submission_status, now), (self.submission_status, now)
        if now is not self.submission_status:
            self.seen[now] += 1
        return now

    @invariant()
    def nothing_saved_is_lost(self):
        """The newest saved words stand in the submission, or the author gave them up themselves."""
        versions = self.words_of_versions()
        if self.saved_words:
            newest = self.saved_words[-1]
            assert newest in {self.word, *versions, *self.dropped}
        assert self.sent_words <= versions | {""}

    def words_of_versions(self) -> set[str]:
        versions = Revision.page_revisions.filter(object_id=str(self.example.page_id))
        return {each.content["aims"].split(" ")[0] for each in versions}

    @invariant()
    def only_what_was_approved_is_public(self):
        if not self.has_changed or not self.example.page_id:
            return
        page = PracticeExamplePage.objects.filter(pk=self.example.page_id).first()
        if page is None:
            return
        response = Client().get(page.url)
        html = response.content.decode()
        if not page.live:
            assert response.status_code in {404, 410}
            assert not any(word in html for word in self.saved_words)
            return
        approved = Decision.objects.of_page(page.pk).filter(kind=Decision.Kind.APPROVED).first()
        words = Revision.objects.get(pk=approved.version).content["aims"]
        assert words in html
        others = [word for word in self.saved_words if f"{word} aims." != words]
        assert not any(f"{word} aims." in html for word in others)
        assert approved.by_id in {self.people[Role.MODERATOR].pk, self.people[Role.DEPUTY].pk}

    @invariant()
    def only_the_right_people_are_mailed(self):
        new, mail.outbox[:] = list(mail.outbox), []
        for message in new:
            assert set(message.to) <= TOLD, message.to
            if not set(message.to) <= ANSWERED:
                unsent = set(self.saved_words) - self.sent_words
                assert not any(f"{word} aims" in message.body for word in unsent)
            if set(message.to) & (ANSWERED | {"guest@example.org"}):
                assert "/admin" not in message.body

    @invariant()
    def the_record_only_grows(self):
        now = Decision.objects.count()
        assert now >= self.decisions
        self.decisions = now


@pytest.mark.django_db
def test_random_walk():
    seen: Counter[SubmissionStatus] = Counter()
    place = ExampleLife()
    place.seen = seen
    place.set_out()

    class Undone(Life):
        def __init__(self):
            super().__init__()
            self.seen = seen
            self.undo = transaction.atomic()
            self.undo.__enter__()

        def set_out(self):
            """Where every walk begins, made once."""
            self.people, self.region = place.people, place.region
            self.start()

        def teardown(self):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
    assert [each.name for each in SubmissionStatus if not seen[each]] == []
