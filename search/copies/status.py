"""How search stands: what is recorded, what waits, and what was set aside and why."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from search.copies import differences, rebuild
from search.copies.vectors import active_embedder, missing
from search.engines.base import EngineUnavailable
from search.engines.registry import engine
from search.models import (
    SearchChange,
    SearchDelivery,
    SearchPassage,
    SearchRecord,
    SearchTerm,
)


def lines() -> Iterator[str]:
    """The state in lines for a person."""
    yield f"engine: {settings.HUB_SEARCH_ENGINE}"
    yield (
        f"records: {SearchRecord.objects.count()}, passages: {SearchPassage.objects.count()},"
        f" words: {SearchTerm.objects.count()}"
    )
    waiting = SearchChange.objects.filter(is_set_aside=False)
    oldest = waiting.order_by("at").values_list("at", flat=True).first()
    since = f", the oldest for {(timezone.now() - oldest).total_seconds():.0f} s" if oldest else ""
    yield f"behind: {waiting.count()}{since}"
    for change in waiting.filter(tries__gt=0).order_by("not_before")[:50]:
        yield f"  {change}: try {change.tries} failed, {_first_line(change.error)}"
    aside = SearchChange.objects.filter(is_set_aside=True)
    yield f"set aside: {aside.count()}"
    for change in aside.order_by("source", "item_id")[:200]:
        yield f"  {change}: {_first_line(change.error)}"
    if using := active_embedder():
        passages = SearchPassage.objects.count()
        yield f"vectors: {passages - missing().count()} of {passages} passages, by model {using.name}"
    yield from copy_lines()


def copy_lines() -> Iterator[str]:
    """The state of the engine's copy, compared with the records; none where the engine has no copy."""
    replica = engine().replica
    if replica is None:
        return
    try:
        yield f"copy: {replica.describe()}"
        wanted = {item.key for item in differences.differences(replica.indexed_versions()).wanted}
    except EngineUnavailable as error:
        yield f"copy: {error}"
        wanted = set()
    rows = SearchDelivery.objects.filter(is_set_aside=False)
    oldest = rows.order_by("at").values_list("at", flat=True).first()
    since = f", the oldest for {(timezone.now() - oldest).total_seconds():.0f} s" if oldest else ""
    keys = set(rows.values_list("source", "item_id"))
    aside = SearchDelivery.objects.filter(is_set_aside=True)
    named = set(aside.values_list("source", "item_id"))
    yield f"copy behind: {len(keys | wanted - named)}{since}"
    for row in rows.filter(tries__gt=0).order_by("not_before")[:50]:
        yield f"  {row}: try {row.tries} refused, {_first_line(row.error)}"
    yield f"copy set aside: {aside.count()}"
    for row in aside.order_by("source", "item_id")[:200]:
        yield f"  {row}: {_first_line(row.error)}"
    if rebuild.is_running():
        yield "a new copy is being filled"


def is_healthy() -> bool:
    """Whether nothing was set aside, and an engine with a copy has one that is fit for use."""
    replica = engine().replica
    if SearchChange.objects.filter(is_set_aside=True).exists():
        return False
    if replica is None:
        return True
    try:
        return replica.is_usable() and not SearchDelivery.objects.filter(is_set_aside=True).exists()
    except EngineUnavailable:
        return False


def _first_line(error: str) -> str:
    return (error.splitlines() or [""])[0][:200]
