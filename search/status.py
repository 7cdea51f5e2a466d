"""How search stands: what is recorded, what waits, and what was set aside and why."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from search.models import SearchChange, SearchPassage, SearchRecord, SearchTerm


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
    for change in aside.order_by("source", "thing_id")[:200]:
        yield f"  {change}: {_first_line(change.error)}"


def is_healthy() -> bool:
    """Whether nothing was set aside."""
    return not SearchChange.objects.filter(is_set_aside=True).exists()


def _first_line(error: str) -> str:
    return (error.splitlines() or [""])[0][:200]
