"""Scheduling, reviews, corrections, hiding, aliases and translations, two and three of them after each other.

Every pair of acts, and a share of the triples, is done to an example that is public, that an alias shows
and that is translated; then its days come. `HUB_ALL_TRIPLES=1` does every triple. What holds after each
act, whichever it was, is asked by the functions of `INVARIANTS`. An act that changed nothing leads nowhere
new, so it is asked, and what could follow it is not.
"""

from __future__ import annotations

import datetime
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale, Page, PageLogEntry, Revision, WorkflowState

from examples.models import PracticeExamplePage, Submission
from examples.submissions.permissions import Action, Role
from knowledge.moderation.models import Decision, PublicNotice
from knowledge.moderation.schedule import publish_what_is_due
from knowledge.moderation.take_down import hide, show_again
from tests.examples.example_life import DAY_COMES, REFUSALS, SCHEDULE, STOP, VERBS, ExampleLife

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
OPEN = {WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES}
SHARE = 50
"""One triple in so many is done each time."""


class Place(ExampleLife):
    """An example that is public, its alias and its translation, and what people and the clock do to them."""

    def set_out(self):
        self.seen = Counter()
        self.answers: dict[tuple[object, ...], str] = {}
        """What a visitor got where a page stood so; the same page, standing the same, answers the same."""
        super().set_out()
        self.by(Action.SEND, Role.OWNER)
        self.by(Action.APPROVE)
        self.alias_pk = self.page().create_alias(update_slug="alias").pk
        welsh = Locale.objects.create(language_code="cy")
        translation = self.page().copy_for_translation(welsh, copy_parents=True)
        translation.aims = "Cymraeg."
        translation.save_revision().publish()
        self.translation_pk = translation.pk
        mail.outbox.clear()

    def do(self, name: str) -> bool:
        """Whether it was done; what the rules forbid is refused as everywhere."""
        try:
            with transaction.atomic(), TestCase.captureOnCommitCallbacks(execute=True):
                ACTS[name](self)
        except REFUSALS:
            return False
        return True

    def by(self, act: Action | str, role: Role = Role.MODERATOR) -> None:
        VERBS[act](self, self.person(role))

    def correct_and_send(self):
        self.by(Action.CORRECT, Role.OWNER)
        self.save_and_send()

    def save_and_send(self):
        self.save(self.person(Role.OWNER))
        self.by(Action.SEND, Role.OWNER)

    def editor_writes(self, **fields):
        """A version by an editor, which a moderator publishes."""
        self.count += 1
        draft = self.page().get_latest_revision_as_object()
        draft.aims, draft.go_live_at = f"word{self.count} aims.", None
        for name, value in fields.items():
            setattr(draft, name, value)
        revision = draft.save_revision(user=self.person(Role.EDITOR))
        revision.publish(user=self.person(Role.MODERATOR))

    def unschedule(self):
        if due := self.page().scheduled_revision:
            due.approved_go_live_at = None
            due.save(update_fields=["approved_go_live_at"])

    def take_alias_down(self):
        hide(Page.objects.get(pk=self.alias_pk), self.person(Role.MODERATOR))

    def show_alias(self):
        show_again(Page.objects.get(pk=self.alias_pk), self.person(Role.MODERATOR))

    def change_translation(self):
        translation = PracticeExamplePage.objects.get(pk=self.translation_pk)
        translation.aims = "Cymraeg eto."
        translation.save_revision(user=self.person(Role.OTHER_EDITOR)).publish()


ACTS: dict[str, Callable[[Place], None]] = {
    "correct and send": Place.correct_and_send,
    "send again": Place.save_and_send,
    "take back": lambda place: place.by(Action.TAKE_BACK, Role.OWNER),
    "drop the correction": lambda place: place.by(Action.DROP_CORRECTION, Role.OWNER),
    "request changes": lambda place: place.by(Action.REQUEST_CHANGES),
    "approve": lambda place: place.by(Action.APPROVE),
    "approve for a day": lambda place: place.by(SCHEDULE),
    "decline": lambda place: place.by(Action.DECLINE),
    "stop the review": lambda place: place.by(STOP),
    "editor publishes": Place.editor_writes,
    "editor schedules": lambda place: place.editor_writes(go_live_at=timezone.now() + 9 * DAY),
    "editor sets an end": lambda place: place.editor_writes(expire_at=timezone.now() + 9 * DAY),
    "unschedule": Place.unschedule,
    "hide": lambda place: place.by(Action.HIDE),
    "show again": lambda place: place.by(Action.SHOW_AGAIN),
    "withdraw": lambda place: place.by(Action.WITHDRAW, Role.OWNER),
    "take the alias down": Place.take_alias_down,
    "show the alias": Place.show_alias,
    "change the translation": Place.change_translation,
    DAY_COMES: lambda place: publish_what_is_due(),
}
TAKES_DOWN = {"hide", "withdraw"}
PUBLISHES = {"approve", "editor publishes", "editor sets an end", "show again"}
ENDS_A_REVIEW = {
    "send again", "take back", "drop the correction", "request changes", "approve", "approve for a day",
    "decline", "stop the review", "hide", "withdraw",
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """How everything stands: what visitors get, and what waits."""

    public: str
    """The word at its address, or the status of the answer."""
    alias: str
    translation: str
    review: tuple[int, str, int] | None
    """The open review: its number, its status, the version it is about."""
    notice: str
    scheduled: str
    """The word that comes out on its day."""
    ends: bool
    sent: str
    """The contributor's words, as they have them."""


def look(place: Place) -> Seen:
    page = place.page()
    state = page.current_workflow_state
    review = (state.pk, state.status, state.current_task_state.revision_id) if state else None
    due = page.scheduled_revision
    notice = PublicNotice.objects.filter(page_id=page.pk).first()
    translation = PracticeExamplePage.objects.get(pk=place.translation_pk)
    return Seen(
        public=shown(place, page, bool(review)),
        alias=shown(place, PracticeExamplePage.objects.get(pk=place.alias_pk), bool(review)),
        translation=f"{translation.live} {translation.aims}",
        review=review,
        notice=notice.kind if notice else "",
        scheduled=due.content["aims"] if due else "",
        ends=bool(page.live and page.expire_at),
        sent=place.word,
    )


def shown(place: Place, page: PracticeExamplePage, is_reviewed: bool) -> str:
    notice = PublicNotice.objects.filter(page_id=page.pk).values_list("kind").first()
    stands = (
        page.pk, page.live, page.expired, page.aims, page.url, notice, is_reviewed,
        page.has_unpublished_changes, bool(page.go_live_at), bool(page.expire_at),
    )  # fmt: skip
    if stands not in place.answers:
        response = Client().get(page.url)
        if response.status_code == 200:
            assert page.aims in response.content.decode()
        is_there = response.status_code == 200
        place.answers[stands] = page.aims if is_there else str(response.status_code)
    return place.answers[stands]


def traces(place: Place) -> tuple[object, ...]:
    """What any act that does something leaves, beside how everything stands."""
    made = [model.objects.count() for model in (Revision, PageLogEntry, Decision, WorkflowState)]
    submission = Submission.objects.filter(pk=place.pk).values().get()
    return (made, submission)


def is_public(said: str) -> bool:
    return not said.isdigit()


# --- what always holds; each is asked after each act ---


@dataclass(frozen=True)
class Step:
    """One act, and what was before and after it."""

    act: str
    before: Seen
    after: Seen
    letters: list[tuple[str, str]]
    """Subject and text of what the contributor was mailed."""
    place: Place
    is_alias_down: bool
    """Whether somebody took the alias down and nobody showed it since."""


def what_was_live_stays_live(step: Step):
    if is_public(step.before.public) and not is_public(step.after.public):
        assert step.act in TAKES_DOWN or (step.act == DAY_COMES and step.before.ends)


def its_text_changes_by_a_decision_alone(step: Step):
    if is_public(step.after.public) and step.after.public != step.before.public:
        comes_out = step.act == DAY_COMES and step.after.public == step.before.scheduled
        assert comes_out or step.act in PUBLISHES


def hidden_stays_hidden_until_its_own_return(step: Step):
    if step.before.notice and is_public(step.after.public):
        comes_out = step.act == DAY_COMES and step.before.scheduled
        assert comes_out or step.act in PUBLISHES
        assert step.before.notice != PublicNotice.Kind.WITHDRAWN or step.act != "show again"


def a_notice_stays_as_long_as_it_is_down(step: Step):
    if step.before.notice and not is_public(step.after.public):
        assert step.after.notice
        assert step.after.public == "410"
    if is_public(step.after.public):
        assert not step.after.notice
    if step.act == "hide" and is_public(step.before.public):
        assert step.after.notice == PublicNotice.Kind.HIDDEN


def nobody_hears_of_what_cannot_be_read(step: Step):
    for subject, _ in step.letters:
        if "is published" in subject:
            assert is_public(step.after.public)
        if subject.startswith("Your correction"):
            assert step.after.public != step.before.public or step.act == "approve"


def the_clock_ends_no_review_and_refuses_nobody(step: Step):
    if step.before.review != step.after.review and step.before.review:
        comes_out = step.after.public == step.before.scheduled
        # What a moderator publishes meanwhile was made of what was sent: that answers it.
        by_somebody = step.act in ENDS_A_REVIEW | PUBLISHES
        assert by_somebody or (step.act == DAY_COMES and comes_out)
    if step.act == DAY_COMES:
        if step.before.review and step.before.scheduled != newest_words(step.place):
            assert step.after.review == step.before.review
        assert not any("not published" in subject for subject, _ in step.letters)
        assert step.after.sent == step.before.sent


def newest_words(place: Place) -> str:
    return place.page().get_latest_revision().content["aims"]


def what_was_sent_is_kept(step: Step):
    versions = {
        each.content["aims"].split(" ")[0] for each in step.place.page().revisions.all()
    } | {step.after.sent}
    assert step.before.sent in versions
    if step.act not in {"correct and send", "send again", "drop the correction", "take back"}:
        assert set(step.place.sent_words) <= versions


def an_alias_follows_unless_it_was_taken_down(step: Step):
    if step.is_alias_down:
        assert not is_public(step.after.alias)
    elif is_public(step.after.public):
        assert step.after.alias == step.after.public
    else:
        assert not is_public(step.after.alias)


def a_translation_is_a_page_of_its_own(step: Step):
    if step.act != "change the translation":
        assert step.after.translation == step.before.translation


def nobody_decides_alone(step: Step):
    revision = step.place.page().live_revision
    if revision and is_public(step.after.public) and step.act in {"approve", DAY_COMES}:
        kinds = [Decision.Kind.APPROVED, Decision.Kind.SHOWN_AGAIN]
        decided = Decision.objects.of_page(step.place.page().pk).filter(kind__in=kinds)
        writers = {step.place.people[Role.OWNER].pk, step.place.people[Role.EDITOR].pk}
        assert not decided.filter(by__in=writers).exists()
        assert decided.exists()


INVARIANTS = (
    what_was_live_stays_live,
    its_text_changes_by_a_decision_alone,
    hidden_stays_hidden_until_its_own_return,
    a_notice_stays_as_long_as_it_is_down,
    nobody_hears_of_what_cannot_be_read,
    the_clock_ends_no_review_and_refuses_nobody,
    what_was_sent_is_kept,
    an_alias_follows_unless_it_was_taken_down,
    a_translation_is_a_page_of_its_own,
    nobody_decides_alone,
)


# --- all of them after each other ---


class Walk:
    """Does acts after each other, each from the same place as its siblings, and collects what is broken."""

    def __init__(self, place: Place, clock, is_chosen: Callable[[tuple[str, ...]], bool]) -> None:
        self.place, self.clock, self.is_chosen = place, clock, is_chosen
        self.done: Counter[str] = Counter()
        self.broken: dict[str, tuple[str, ...]] = {}
        self.shortest: dict[tuple[str, str], tuple[str, ...]] = {}

    def go(self, before: Seen, is_alias_down: bool, acts: tuple[str, ...], deep: int) -> None:
        """Every act from here, and what follows each; at the end of each way its days come."""
        for act in [*ACTS] if deep else [DAY_COMES]:
            way = (*acts, act)
            if deep == 1 and not self.is_chosen(way):
                continue
            with self.undone():
                stood = (before, is_alias_down, traces(self.place))
                reached = self.step(before, way, is_alias_down)
                if not reached or not deep or (deep == 1 and act == DAY_COMES):
                    continue
                if (*reached, traces(self.place)) != stood:
                    self.go(*reached, way, deep - 1)

    def step(self, before: Seen, way: tuple[str, ...], is_alias_down: bool):
        """How it stands after the way's last act, or None if it was refused."""
        act = way[-1]
        self.clock.tick(10 * DAY if act == DAY_COMES else datetime.timedelta(minutes=1))
        mail.outbox.clear()
        if not self.place.do(act):
            return None
        self.done[act] += 1
        is_alias_down = (is_alias_down or act == "take the alias down") and act != "show the alias"
        after = look(self.place)
        letters = [
            (each.subject, each.body) for each in mail.outbox if "owner@example.org" in each.to
        ]
        step = Step(act, before, after, letters, self.place, is_alias_down)
        for asked in INVARIANTS:
            try:
                asked(step)
            except AssertionError:
                self.note(asked.__name__, way, step)
        return after, is_alias_down

    def note(self, name: str, way: tuple[str, ...], step: Step) -> None:
        known = self.shortest.get((name, step.act))
        if known is None or len(way) < len(known):
            self.shortest[name, step.act] = way
            subjects = [subject for subject, _ in step.letters]
            self.broken[f"{name}: {step.act}"] = (*way, f"{step.before} → {step.after} {subjects}")

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What is done inside has not been done afterwards."""
        then, kept = timezone.now(), (self.place.count, [*self.place.saved_words], {*self.place.sent_words}, {*self.place.dropped})  # fmt: skip
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        place = self.place
        place.count, place.saved_words, place.sent_words, place.dropped = kept
        self.clock.move_to(then)


def test_whatever_comes_after_what():
    every = "HUB_ALL_TRIPLES" in os.environ

    def is_chosen(way: tuple[str, ...]) -> bool:
        is_asked_for_changes = way[:2] == ("correct and send", "request changes")
        by_chance = zlib.crc32(" ".join(way).encode()) % SHARE == 0
        return every or way[-1] == DAY_COMES or is_asked_for_changes or by_chance

    with freeze_time(timezone.now()) as clock:
        place = Place()
        place.set_out()
        walk = Walk(place, clock, is_chosen)
        walk.go(look(place), False, (), 3)
    assert not walk.broken, "\n".join(f"{name} {way}" for name, way in walk.broken.items())
    assert [act for act in ACTS if not walk.done[act]] == []
