"""What editors put first for a query: labelled as their choice, and only what everybody may see.

Engines know nothing of it. A promoted page is shown above the results of the first page and is then
left out among them, so it never stands there twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from knowledge.caching.making import asked_once
from knowledge.contracts.findable import Card, source_named
from search.answering.cards import cards_from
from search.index.fulltext.findable_words import matching_items
from search.language.query import RELEVANCE, SearchQuery, promotion_key
from search.models import SearchPromotion

SOURCE = "page"
MOST = 3
"""Promoted pages shown for one query: more would be a list of their own."""


@dataclass(frozen=True)
class Promoted:
    """The pages promoted for a query, in the editors' order."""

    cards: tuple[tuple[int, Card], ...] = ()
    unmatched: int = 0
    """How many of them the words alone would not have found."""

    @property
    def ids(self) -> frozenset[int]:
        """Keys of the pages."""
        return frozenset(page_id for page_id, _ in self.cards)


def promoted_for(query: SearchQuery) -> Promoted:
    """What is promoted for the words of a query; nothing where it is narrowed or in another order."""
    if not query.has_words or query.filters or query.sort != RELEVANCE:
        return Promoted()
    keys = {promotion_key(query.text), promotion_key(query.searched)} - {""}
    ids = _current_pages(keys)
    source = source_named(SOURCE)
    if not ids or source is None:
        return Promoted()
    cards = cards_from(source, ids)
    shown = tuple((pk, cards[pk]) for pk in ids if pk in cards)[:MOST]
    matched = matching_items(query, SOURCE, [pk for pk, _ in shown])
    return Promoted(shown, unmatched=len(shown) - len(matched))


def _current_pages(keys: set[str]) -> Sequence[int]:
    now = timezone.now()
    current = [
        each.page_id
        for each in asked_once("promotions", _promotions)
        if each.query_key in keys
        and each.page_id is not None
        and (each.starts_at is None or each.starts_at <= now)
        and (each.ends_at is None or each.ends_at > now)
    ]
    return list(dict.fromkeys(current))


def _promotions() -> list[SearchPromotion]:
    """All of them in their order, for they are few, and those of each query begin and end by the clock."""
    return list(SearchPromotion.objects.order_by("position", "pk"))
