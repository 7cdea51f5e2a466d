"""What leads on from a page: the few pages that are about most of what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import connection
from django.http import HttpRequest

from knowledge.caching.making import known_rows
from knowledge.models.base import KnowledgePage
from knowledge.public_pages import public_pages
from knowledge.web.cards import PageCard, cards_of
from knowledge.web.subjects import TAGGING, subjects_of

RELATED = 3
RELATED_KINDS = ("resource", "video", "tool", "example")
CANDIDATES = 24
WEIGHTS = {"topic": 3, "requirement": 2, "rung": 1}
"""What pages may share, and how much that says."""


def related_to(page: KnowledgePage, request: HttpRequest) -> list[PageCard]:
    """A few pages of all kinds that share most with it."""
    return best_of(sharing_with(page, request, RELATED_KINDS), RELATED_KINDS, RELATED)


def sharing_with(
    page: KnowledgePage, request: HttpRequest, kinds: Collection[str]
) -> list[PageCard]:
    """Public pages of these kinds that share something with it, those that share most first."""
    rows = known_rows("public page", _shared(page, request), public_pages().in_bulk).values()
    return cards_of(
        (row for row in rows if getattr(row.specific_class, "search_kind", None) in kinds), request
    )


def best_of(sharing: Iterable[PageCard], kinds: Collection[str], limit: int) -> list[PageCard]:
    """The first of them; of each kind one before a second, what opens first."""
    cards = sorted(
        (card for card in sharing if card.kind in kinds),
        key=lambda card: card.is_link_being_checked,
    )
    place: Counter[str] = Counter()
    rounds = []
    for card in cards:
        rounds.append((place[card.kind], card))
        place[card.kind] += 1
    rounds.sort(key=lambda ranked: (ranked[1].is_link_being_checked, ranked[0]))
    return [card for _, card in rounds[:limit]]


def _shared(page: KnowledgePage, request: HttpRequest) -> dict[int, int]:
    """Other page → how much it shares with this one, for those that share most, most first."""
    parts: list[str] = []
    values: list[int] = []
    about = subjects_of(page, request)
    for name, weight in WEIGHTS.items():
        if ids := about.tagged[name]:
            # One statement for all three; Django has no sum over a union.
            parts.append(
                f"SELECT page_id, {weight} AS weight FROM {TAGGING[name]._meta.db_table}"  # noqa: S608 - our own names
                f" WHERE {name}_id IN ({', '.join(['%s'] * len(ids))})"
            )
            values += ids
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT page_id, sum(weight) FROM ({' UNION ALL '.join(parts)}) AS shared"  # noqa: S608
            " WHERE page_id <> %s GROUP BY page_id ORDER BY 2 DESC, 1 DESC LIMIT %s",
            [*values, page.pk or 0, CANDIDATES],
        )
        return dict(cursor.fetchall())
