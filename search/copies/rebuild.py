"""Fills a new copy beside the one in use, and takes it into use when it holds all that the old one does.

While it is filled every change goes to both, so searching and editing go on. One rebuild runs at a time; one
that was killed is noticed by its silence, and what it left is deleted.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from search.copies.differences import differences
from search.engines.base import EngineUnavailable, IndexReplica
from search.engines.registry import engine
from search.index.deliveries import record_refusals
from search.language.items import ItemVersion
from search.models import SearchDelivery, SearchRebuild, SearchRecord

logger = logging.getLogger(__name__)

AT_ONCE = 500
SILENCE = timedelta(minutes=5)
"""A rebuild that gave no sign of life for so long is taken for dead."""
ROUNDS = 20
"""Times that what changed during filling is looked for before the new copy is taken into use."""


Alive = Callable[[], None]


class RebuildRunning(Exception):
    """Another process is filling a new copy."""


def rebuild(replica: IndexReplica) -> str:
    """Do it, and say what was done. RebuildRunning, or EngineUnavailable when the service fails."""
    with _alone() as alive:
        replica.create_staging()
        try:
            filled, refused = _fill(replica, alive)
            rounds = _catch_up(replica, alive)
            replica.promote()
        except BaseException:
            _delete_quietly(replica)
            raise
    return f"{filled} items filled, {refused} refused, in use after {rounds} more looks"


def rebuild_unless_running(replica: IndexReplica) -> str:
    """The same for a duty: somebody else's rebuild will do."""
    try:
        return rebuild(replica)
    except RebuildRunning:
        return "a rebuild is running"


def is_running() -> bool:
    """Whether somebody is filling a new copy now."""
    alive = Q(alive_at__gt=timezone.now() - SILENCE)
    return SearchRebuild.objects.filter(alive, engine=engine().name).exclude(holder="").exists()


def _fill(replica: IndexReplica, alive: Alive) -> tuple[int, int]:
    """Send every record, and every removal that the old copy remembers."""
    filled = refused = last = 0
    while rows := _records_after(last):
        last = rows[-1][0]
        sent_, refused_ = _send(replica, [ItemVersion(*row[1:]) for row in rows])
        filled, refused = filled + sent_, refused + refused_
        alive()
    try:
        removed = [
            ItemVersion(item.source, item.item_id, item.version)
            for item in replica.indexed_versions()
            if item.is_removed
        ]
    except EngineUnavailable:
        # There is no old copy, or it is broken: that is why a new one is made.
        removed = []
    for begin in range(0, len(removed), AT_ONCE):
        _send(replica, removed[begin : begin + AT_ONCE])
        alive()
    return filled, refused


def _catch_up(replica: IndexReplica, alive: Alive) -> int:
    """Look until the new copy holds what the records hold now; what was refused is known by name.

    Changes reach both copies from the beginning, so this only waits for those that are under way.
    """
    for number in range(1, ROUNDS + 1):
        replica.send([], staging_only=True, refresh=True)
        wanted = differences(replica.indexed_versions(of_staging=True)).wanted
        named = set(SearchDelivery.objects.filter(tries__gt=0).values_list("source", "item_id"))
        missing = [item for item in wanted if item.key not in named]
        if not missing:
            return number
        for begin in range(0, len(missing), AT_ONCE):
            _send(replica, missing[begin : begin + AT_ONCE])
            alive()
    return ROUNDS


def _send(replica: IndexReplica, items: Sequence[ItemVersion]) -> tuple[int, int]:
    sent = replica.send(items, staging_only=True, refresh=False)
    if sent.deferred_reason:
        raise EngineUnavailable(sent.deferred_reason)
    if sent.refused:
        record_refusals(items, sent.refused)
    return len(sent.done), len(sent.refused)


def _records_after(pk: int) -> list[tuple[int, str, int, int]]:
    rows = SearchRecord.objects.filter(pk__gt=pk).order_by("pk")
    return list(rows.values_list("pk", "source", "item_id", "version")[:AT_ONCE])


@contextmanager
def _alone() -> Iterator[Alive]:
    """The right to rebuild, with a function that gives a sign of life and raises when it was lost."""
    name, holder = engine().name, uuid.uuid4().hex
    SearchRebuild.objects.bulk_create([SearchRebuild(engine=name)], ignore_conflicts=True)
    now = timezone.now()
    free = Q(holder="") | Q(alive_at__lte=now - SILENCE)
    rows = SearchRebuild.objects.filter(engine=name)
    if not rows.filter(free).update(holder=holder, alive_at=now):
        raise RebuildRunning("Another process is rebuilding; search_status tells how far it is.")

    def alive() -> None:
        if not rows.filter(holder=holder).update(alive_at=timezone.now()):
            raise RebuildRunning("This rebuild was silent too long, and another one has begun.")

    try:
        yield alive
    finally:
        rows.filter(holder=holder).update(holder="")


def _delete_quietly(replica: IndexReplica) -> None:
    """Delete the half-built copy; where that fails too, the duty does it later."""
    try:
        replica.delete_unused()
    except EngineUnavailable as error:
        logger.warning("A half-built copy stays until the service answers: %s", error)
