"""What leads on from a page: the few pages that are about most of what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import Count
from django.http import HttpRequest

from knowledge.models.base import KnowledgePage
from knowledge.models.tagging import PageRequirement, PageRung, PageTopic
from knowledge.public_pages import public_pages
from knowledge.web.cards import PageCard, cards_of

RELATED = 3
CANDIDATES = 24
WEIGHTS: tuple[tuple[str, type[PageTopic] | type[PageRequirement] | type[PageRung], int], ...] = (
    ("topic", PageTopic, 3),
    ("requirement", PageRequirement, 2),
    ("rung", PageRung, 1),
)
"""What pages may share, and how much that says."""


def related_to(page: KnowledgePage, request: HttpRequest) -> list[PageCard]:
    """A few pages of all kinds that share most with it."""
    return best_of(sharing_with(page, request), ("resource", "video", "tool", "example"), RELATED)


def sharing_with(page: KnowledgePage, request: HttpRequest) -> list[PageCard]:
    """Public pages that share something with it, those that share most first."""
    best = [pk for pk, _ in sorted(_shared(page).items(), key=lambda found: (-found[1], -found[0]))]
    rows = {row.pk: row for row in public_pages().filter(pk__in=best)} if best else {}
    return cards_of([rows[pk] for pk in best if pk in rows], request)


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


def _shared(page: KnowledgePage) -> Counter[int]:
    """Other page → how much it shares with this one, for those that share most."""
    shared: Counter[int] = Counter()
    for name, tagging, weight in WEIGHTS:
        ids = [getattr(link, f"{name}_id") for link in getattr(page, f"{name}_links").all()]
        if not ids:
            continue
        rows = (
            tagging.objects.filter(**{f"{name}__in": ids})
            .exclude(page_id=page.pk)
            .values_list("page_id")
            .annotate(shared=Count("pk"))
            .order_by("-shared", "-page_id")
        )
        for pk, count in rows[:CANDIDATES]:
            shared[pk] += weight * count
    return Counter(dict(shared.most_common(CANDIDATES)))
