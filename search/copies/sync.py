"""Brings what the records hold to an engine that answers from a copy, in order and without loss.

What is to be sent is noted in the writer's own transaction. Sending is idempotent, so a worker may die at
any line: what was not confirmed is sent again. While the service is down everything waits and no thing
is blamed; a thing that the service refuses is tried less and less often, set aside in the end by name, and
stops nothing else. `verify` compares both sides and is the truth.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from search.engines.base import EngineUnavailable, Held, Sent, ThingKey, Version, engine
from search.engines.fallback import Breaker
from search.models import SearchDelivery, SearchRecord

logger = logging.getLogger(__name__)

AT_ONCE = 200
MOST_TRIES = 6
FIRST_WAIT = timedelta(seconds=10)
"""Doubled with each further refusal."""
REMOVALS_KEPT = timedelta(days=1)
"""How long a copy remembers a removal: longer than any writing can be under way."""

breaker = Breaker(longest=60.0)
"""Keeps a worker from waiting for a service that is down; the duty tries again."""


@dataclass
class Delivered:
    """What one run did."""

    sent: int = 0
    refused: int = 0
    later: str = ""
    """Why the rest waits; empty when nothing does."""

    def __str__(self) -> str:
        waits = f"; the rest waits: {self.later}" if self.later else ""
        return f"{self.sent} sent, {self.refused} refused{waits}"


def put(things: Iterable[Version]) -> None:
    """Note what a copy must learn; the caller's transaction is the one that changed the records."""
    now = timezone.now()
    SearchDelivery.objects.bulk_create(
        [
            SearchDelivery(
                source=thing.source,
                thing_id=thing.thing_id,
                version=thing.version,
                at=now,
                not_before=now,
            )
            for thing in sorted(things, key=lambda thing: thing.key)
        ],
        update_conflicts=True,
        unique_fields=["source", "thing_id"],
        update_fields=["version", "at", "not_before", "tries", "error", "is_set_aside"],
        batch_size=500,
    )


def put_if_copied(things: Iterable[Version]) -> None:
    """The same, where the engine in use answers from a copy; else `verify` finds it later."""
    if engine().copy is not None:
        put(things)


def being_removed() -> list[ThingKey]:
    """Things that a copy may still hold and nobody may find there: without a record, or void."""
    recorded = SearchRecord.objects.filter(source=OuterRef("source"), thing_id=OuterRef("thing_id"))
    rows = SearchDelivery.objects.filter(Q(is_void=True) | ~Exists(recorded))
    return list(rows.values_list("source", "thing_id"))


def deliver() -> Delivered:
    """Send everything that is due. Never raises because the service is down."""
    done = Delivered()
    copy = engine().copy
    if copy is None:
        return done
    if not breaker.lets_through():
        done.later = "the service was down a moment ago"
        return done
    while rows := _due():
        try:
            sent = copy.send([_version(row) for row in rows], be_seen=len(rows) < AT_ONCE)
        except EngineUnavailable as error:
            sent = Sent(later=str(error))
        settle(rows, sent)
        done.sent += len(sent.done)
        done.refused += len(sent.refused)
        if sent.later:
            done.later = sent.later
            breaker.failed()
            logger.warning("What changed cannot be sent to %s now: %s", engine().name, sent.later)
            return done
    breaker.worked()
    return done


@dataclass(frozen=True)
class Differences:
    """What a copy must be sent, and what it may forget."""

    wanted: tuple[Version, ...]
    """Things to be sent. Where the copy has seen a later version than the record's (after a restored
    backup), or has lost the thing (deleting raises its version too), with a version beyond that."""
    missing: frozenset[ThingKey]
    """Those of them that the copy does not hold at all."""
    forgotten: tuple[Version, ...]
    """Signs of removals that are too old to be of use."""


def verify(*, compare: bool = False) -> int:
    """Note every difference between the records and the copy; returns how many.

    With `compare` each field of each document is compared, else versions. EngineUnavailable when the
    service does not answer.
    """
    copy = engine().copy
    if copy is None:
        return 0
    found = differences(copy.held(compare=compare))
    waiting = {
        (source, thing_id): version
        for source, thing_id, version in SearchDelivery.objects.values_list(
            "source", "thing_id", "version"
        )
    }
    new = [
        thing
        for thing in found.wanted
        if thing.key not in waiting
        or (thing.key not in found.missing and waiting[thing.key] < thing.version)
    ]
    with transaction.atomic():
        _raise_versions(new)
        put(new)
    copy.forget_removals(found.forgotten)
    return len(new)


def differences(held: Iterable[Held]) -> Differences:
    """Compare what a copy holds with the records."""
    known = {(thing.source, thing.thing_id): thing for thing in held}
    # Read after the copy, so that what is recorded in between is a difference and no removal.
    rows = SearchRecord.objects.values_list("source", "thing_id", "version")
    recorded = {(source, thing_id): version for source, thing_id, version in rows.iterator()}
    now = time.time_ns() // 1000
    wanted = []
    for key, version in recorded.items():
        thing = known.get(key)
        if thing is None:
            wanted.append(Version(*key, max(now, version + 1)))
        elif thing.version > version:
            wanted.append(Version(*key, max(now, thing.version + 1)))
        elif thing.version < version or thing.is_removed or not thing.is_right:
            wanted.append(Version(*key, version))
    gone = [thing for key, thing in known.items() if key not in recorded]
    oldest = now - REMOVALS_KEPT // timedelta(microseconds=1)
    return Differences(
        wanted=(
            *wanted,
            *(
                Version(thing.source, thing.thing_id, max(now, thing.version + 1))
                for thing in gone
                if not thing.is_removed
            ),
        ),
        missing=frozenset(recorded.keys() - known.keys()),
        forgotten=tuple(
            Version(thing.source, thing.thing_id, thing.version)
            for thing in gone
            if thing.is_removed and thing.version < oldest
        ),
    )


def settle(rows: Sequence[SearchDelivery], sent: Sent) -> None:
    """Strike out what was sent, unless it changed meanwhile; put off what was refused."""
    done = [(row.pk, row.version) for row in rows if _version(row).key in sent.done]
    with transaction.atomic():
        if done:
            marks = ", ".join(["(%s, %s)"] * len(done))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM search_searchdelivery WHERE (id, version) IN (VALUES {marks})",  # noqa: S608 - our own marks
                    [value for pair in done for value in pair],
                )
        for row in rows:
            if why := sent.refused.get(_version(row).key):
                _postpone(row, why)


def note_refused(things: Iterable[Version], refused: Mapping[ThingKey, str]) -> None:
    """Note things that a copy would not take, so that they are named and tried again."""
    put([thing for thing in things if thing.key in refused])
    for (source, thing_id), why in refused.items():
        for row in SearchDelivery.objects.filter(source=source, thing_id=thing_id):
            _postpone(row, why)


def retry_set_aside() -> int:
    """Send again what was set aside, for instance after a fault was mended."""
    return SearchDelivery.objects.filter(is_set_aside=True).update(
        is_set_aside=False, tries=0, not_before=timezone.now()
    )


def keep() -> str:
    """What the duty does: a copy that is fit for use, with everything that is due in it."""
    from search.copies import rebuild

    copy = engine().copy
    if copy is None:
        return "the engine has no copy"
    try:
        if not copy.is_fit():
            logger.warning("Search has no copy that is fit for use: %s", engine().name)
            logger.warning("A new one: %s", rebuild.rebuild_unless_running(copy))
        elif not rebuild.is_running():
            copy.forget_unused()
    except EngineUnavailable as error:
        return str(error)
    return str(deliver())


def verify_if_copied() -> str:
    """What the daily duty does: compares and mends."""
    try:
        found = verify()
    except EngineUnavailable as error:
        return str(error)
    return f"{found} differences; {deliver()}"


def _due() -> list[SearchDelivery]:
    due = SearchDelivery.objects.filter(is_set_aside=False, not_before__lte=timezone.now())
    return list(due.order_by("not_before", "pk")[:AT_ONCE])


def _version(row: SearchDelivery) -> Version:
    return Version(row.source, row.thing_id, row.version)


def _postpone(row: SearchDelivery, why: str) -> None:
    tries = row.tries + 1
    is_set_aside = tries >= MOST_TRIES
    SearchDelivery.objects.filter(pk=row.pk, version=row.version).update(
        tries=tries,
        error=why[:2000].replace("\0", " "),
        not_before=timezone.now() + FIRST_WAIT * 2 ** (tries - 1),
        is_set_aside=is_set_aside,
    )
    log = logger.error if is_set_aside else logger.warning
    log("%s was refused by the search service, try %d: %s", row, tries, why)


def _raise_versions(things: Iterable[Version]) -> None:
    """Give records a version that the copy will take, where theirs is too low."""
    for thing in things:
        SearchRecord.objects.filter(
            source=thing.source, thing_id=thing.thing_id, version__lt=thing.version
        ).update(version=thing.version)
