"""Asks links in turn: one host at a time and not often, many hosts at once. A kill loses no more than a claim.

The database holds all of the state, a link at a time; threads only ask, and the thread that called writes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from knowledge.links import ledger
from knowledge.links.following import Journey, follow
from knowledge.links.guard import Guard
from knowledge.links.judging import Judgement, judge
from knowledge.links.models import Link, LinkHost, LinkPlace, Verdict
from knowledge.links.public import say_broken

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
"""Longer than any check takes: whoever has not finished by then was killed."""
PACE = timedelta(seconds=2)
"""Between two links of one host."""
AT_ONCE = 8
SLICE_SECONDS = 60.0
"""What one background task takes before others have their turn."""

SURE_AFTER = timedelta(days=2)
SURE_AFTER_FAILURES = 3
AGAIN = {
    Verdict.WORKS: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    Verdict.DEAD: timedelta(days=7),
    Verdict.BY_HAND: timedelta(days=14),
    Verdict.UNKNOWN: timedelta(days=1),
}
HAND_HOLDS = timedelta(days=180)
"""How long "works, checked by hand" outweighs that a program cannot see it."""

DOUBT_FROM_HOSTS = 3
NO_WAY_OUT_WAIT = timedelta(hours=1)

Check = Callable[[str], Journey]


def check_on_the_internet(address: str) -> Journey:
    """What a check is outside of tests."""
    return follow(address, Guard())


def due_links(now: datetime) -> QuerySet[Link]:
    """Links to be asked that nobody is asking, used somewhere, whatever their hosts do."""
    return Link.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=now),
        Exists(LinkPlace.objects.filter(link=OuterRef("pk"))),
        due_at__lte=now,
    )


@dataclass
class Run:
    """One run over what is due."""

    check: Check = field(default_factory=lambda: check_on_the_internet)
    seconds: float | None = None
    """No link is begun after so long."""
    most: int | None = None
    pace: timedelta = PACE
    running: dict[Future[Journey], Link] = field(default_factory=dict)
    unproven: list[tuple[Link, Judgement]] = field(default_factory=list)
    """Faults seen before any server answered: perhaps it is we who have no way out."""
    has_a_way_out: bool = False
    begun: int = 0
    done: int = 0

    def go(self) -> int:
        """Check until nothing is due or the time is over; returns how many were checked."""
        until = time.monotonic() + self.seconds if self.seconds is not None else float("inf")
        with ThreadPoolExecutor(AT_ONCE) as threads:
            try:
                while self._begin(threads, until) or self.running or self._wait_for_hosts(until):
                    self._finish()
            except BaseException:
                self._let_go()
                raise
        self._settle()
        return self.done

    def _begin(self, threads: ThreadPoolExecutor, until: float) -> bool:
        """Fill the threads; whether anything was begun."""
        before = self.begun
        while len(self.running) < AT_ONCE and time.monotonic() < until and self.begun != self.most:
            link = claim_next()
            if link is None:
                break
            self.running[threads.submit(self.check, link.address)] = link
            self.begun += 1
        return self.begun > before

    def _finish(self) -> None:
        finished, _ = wait(self.running, timeout=1.0, return_when=FIRST_COMPLETED)
        for future in finished:
            link = self.running.pop(future)
            now = timezone.now()
            judgement = _judgement_of(future, now)
            self.done += 1
            if not self.has_a_way_out and judgement.only_after_days and _is_silent(future):
                self.unproven.append((link, judgement))
                LinkHost.objects.filter(name=link.host).update(rests_until=now + self.pace)
                continue
            self.has_a_way_out = True
            record(link, judgement, now, self.pace)

    def _settle(self) -> None:
        """Where nobody at all answered, of many hosts, nothing is said about any of them."""
        now = timezone.now()
        hosts = {link.host for link, _ in self.unproven}
        if not self.has_a_way_out and len(hosts) >= DOUBT_FROM_HOSTS:
            logger.warning("No site of %s answered: does the hub have a way out?", len(hosts))
            Link.objects.filter(pk__in=[link.pk for link, _ in self.unproven]).update(
                claimed_until=None, due_at=now + NO_WAY_OUT_WAIT
            )
            return
        for link, judgement in self.unproven:
            record(link, judgement, now, self.pace)

    def _wait_for_hosts(self, until: float) -> bool:
        """Sleep while only links of hosts that rest are due; whether it is worth while to go on."""
        now = timezone.now()
        waiting = due_links(now).values("host")
        if self.begun == self.most or not waiting.exists():
            return False
        resting = LinkHost.objects.filter(name__in=waiting).order_by("rests_until")
        first = resting.values_list("rests_until", flat=True).first() or now
        pause = max((first - now).total_seconds(), 0.01)
        if pause > CLAIM.total_seconds() or time.monotonic() + pause >= until:
            return False
        time.sleep(pause)
        return True

    def _let_go(self) -> None:
        for future in self.running:
            future.cancel()
        taken = [*self.running.values(), *(link for link, _ in self.unproven)]
        Link.objects.filter(pk__in=[link.pk for link in taken]).update(claimed_until=None)


def _is_silent(future: Future[Journey]) -> bool:
    return future.exception() is None and future.result().answer is None


def _judgement_of(future: Future[Journey], now: datetime) -> Judgement:
    """One link that trips the checker stops no other."""
    try:
        return judge(future.result(), now)
    except Exception as error:
        said = f"It could not be checked: {type(error).__name__}"
        return Judgement(Verdict.BY_HAND, said, only_after_days=True)


def claim_next() -> Link | None:
    """A link that is due, with its host for this process alone until it is finished."""
    while True:
        now = timezone.now()
        resting = LinkHost.objects.filter(rests_until__gt=now).values("name")
        link = due_links(now).exclude(host__in=resting).order_by("due_at", "pk").first()
        if link is None:
            return None
        LinkHost.objects.get_or_create(name=link.host, defaults={"rests_until": now})
        host = LinkHost.objects.filter(name=link.host, rests_until__lte=now)
        if not host.update(rests_until=now + CLAIM):
            continue
        if due_links(now).filter(pk=link.pk).update(claimed_until=now + CLAIM):
            return link
        LinkHost.objects.filter(name=link.host).update(rests_until=now)


@transaction.atomic
def record(link: Link, judgement: Judgement, now: datetime, pace: timedelta = PACE) -> None:
    """Write down what came of a check, and when the link and its host are asked again."""
    rest = judgement.rest or pace
    LinkHost.objects.filter(name=link.host).update(rests_until=now + rest)
    asked = Link.objects.select_for_update().filter(pk=link.pk).first()
    if asked is None:
        return
    asked.claimed_until = None
    was_dead = asked.verdict == Verdict.DEAD
    if asked.verdict != Verdict.NOT_CHECKED:
        asked.checked_at, asked.said = now, judgement.said[:300]
        asked.moved_to = judgement.moved_to
        _count_failures(asked, judgement, now)
        asked.verdict = _verdict(asked, judgement, now)
        asked.due_at = now + max(_again(asked, judgement), rest)
    asked.save(force_update=True)
    if was_dead or asked.verdict == Verdict.DEAD:
        say_broken(asked)


def _again(link: Link, judgement: Judgement) -> timedelta:
    is_sure = not judgement.only_after_days or link.verdict == judgement.verdict
    return AGAIN[Verdict(link.verdict) if is_sure else Verdict.UNKNOWN]


def _count_failures(link: Link, judgement: Judgement, now: datetime) -> None:
    if judgement.only_after_days:
        link.failures = min(link.failures + 1, 1000)
        link.failing_since = link.failing_since or now
    else:
        link.failures, link.failing_since = 0, None


def _verdict(link: Link, judgement: Judgement, now: datetime) -> Verdict:
    said_by_hand = link.noted_at and link.noted_at > now - HAND_HOLDS
    if judgement.verdict == Verdict.BY_HAND and said_by_hand:
        return Verdict.WORKS
    if not judgement.only_after_days or link.verdict == judgement.verdict:
        return judgement.verdict
    since = link.failing_since or now
    is_sure = link.failures >= SURE_AFTER_FAILURES and now - since >= SURE_AFTER
    return judgement.verdict if is_sure else Verdict.UNKNOWN


# --- in the background ---


@task(queue_name="default")
def check_links_task() -> None:
    """Check for a minute, then let other tasks have their turn before going on."""
    checked = Run(seconds=SLICE_SECONDS).go()
    if checked and due_links(timezone.now()).exists():
        check_links_task.enqueue()


def check_what_is_due() -> None:
    """The duty: has what is due checked in the background, where the hub may ask other sites."""
    if settings.HUB_CHECK_LINKS and due_links(timezone.now()).exists():
        check_links_task.enqueue()


def write_down_afresh() -> None:
    """The other duty: what no handler saw is in the ledger too."""
    ledger.rebuild()
