"""What pages show of other pages, in a number of queries that does not grow with what they list.

Only what everybody may see is listed, whoever asks: `knowledge.public_pages` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from knowledge.caching.making import do_not_keep
from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.tagging import PageRequirement, PageRung
from knowledge.models.vocabulary import EvidenceRequirement, Rung
from knowledge.public_pages import public_pages
from knowledge.web.cards import PageCard, cards_of, pages_of_kind
from knowledge.web.ladder_questions import questions_for
from knowledge.web.list_filters import being_checked, narrow, query_of
from knowledge.web.navigation import (
    breadcrumbs,
    breadcrumbs_as_data,
    menu_pages,
    on_this_page,
    sections_directly_below,
    surroundings_in_pack,
)
from knowledge.web.related import related_to
from knowledge.web.subjects import subjects_of

PAGE_SIZE = 24
NEWEST_EXAMPLES = 3
CARDS_A_REQUIREMENT = 6
CARDS_A_RUNG = 3
"""A rung or requirement shows so many pages of a sort and leads to search for the rest."""


@dataclass(frozen=True)
class Tag:
    """A topic of a page, which leads to everything about it."""

    label: str
    query: str
    """The query string of search for it."""


@dataclass
class Shelf:
    """What the hub holds for a rung or a requirement."""

    row: Rung | EvidenceRequirement
    resources: list[PageCard] = field(default_factory=list)
    examples: list[PageCard] = field(default_factory=list)
    count: int = 0
    next_row: Rung | EvidenceRequirement | None = None

    @property
    def shown(self) -> int:
        """How many of them stand on the page itself."""
        return len(self.resources) + len(self.examples)


def page_surroundings(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Breadcrumbs, headings, tags and, within a pack, its contents and the next section."""
    links = breadcrumbs(page, request)
    return {
        "breadcrumbs": links,
        "breadcrumbs_data": (
            breadcrumbs_as_data(links, page, settings.HUB_BASE_URL) if links else ""
        ),
        "on_this_page": on_this_page(page),
        # Asked for where it is shown: home has no tags, an example pages of its own choice beside it.
        "tags": SimpleLazyObject(lambda: _tags_of(page, request)),
        "related": SimpleLazyObject(lambda: related_to(page, request)),
        "is_restricted": bool(page.pk) and bool(page.get_view_restrictions()),
        **surroundings_in_pack(page, request),
    }


def _tags_of(page: KnowledgePage, request: HttpRequest) -> list[Tag]:
    return [Tag(row.name, f"topic={row.pk}") for row in subjects_of(page, request).topics]


def home_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The pack's contents, newest examples and other ways in."""
    children = menu_pages(Site.find_for_request(request))
    cards = cards_of((child for child in children if child.show_in_menus), request)
    pack = next((card for card in cards if card.kind == "section"), None)
    listing: dict[str, object] = {
        "pack_card": pack,
        "ways_in": [card for card in cards if card is not pack],
        "newest_examples": cards_of(pages_of_kind("example")[:NEWEST_EXAMPLES], request),
    }
    if pack:
        listing["sections"] = cards_of(sections_directly_below(pack.page), request)
    return listing


def pack_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The sections of the pack with their summaries; their own sections are in `pack_contents`."""
    return {"sections": cards_of(sections_directly_below(page), request)}


def section_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The sections below a section."""
    return {"sections": cards_of(sections_directly_below(page), request)}


def ladder_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Rungs from the top, each with the one above it and the pages that show or help with it; the questions."""
    rows = list(Rung.objects.all())
    shelves = _shelves(rows, PageRung, "rung_id", page, request)
    for above, shelf in zip([None, *shelves], shelves, strict=False):
        shelf.next_row = above.row if above else None
    _spread(shelves)
    form = questions_for(request.GET, rows)
    listing: dict[str, object] = {"rungs": shelves, "form": form}
    if form and form.is_bound:
        do_not_keep()  # One of very many addresses, each asked for once.
    if form and form.is_valid():
        outcome = form.outcome()
        listing["outcome"] = outcome
        listing["stands_on"] = next(shelf for shelf in shelves if shelf.row == outcome.rung)
    return listing


def _spread(shelves: Sequence[Shelf]) -> None:
    """Few pages for each rung, and for each as far as possible others; what opens comes first."""
    breadth = Counter(card.page.pk for shelf in shelves for card in shelf.resources)
    shown: set[int] = set()
    for shelf in sorted(shelves, key=lambda shelf: len(shelf.resources)):
        shelf.resources.sort(
            key=lambda card: (
                card.page.pk in shown,
                card.is_link_being_checked,
                breadth[card.page.pk],
            )
        )
        del shelf.resources[CARDS_A_RUNG:]
        del shelf.examples[CARDS_A_RUNG:]
        shown.update(card.page.pk for card in shelf.resources)


def evidence_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Current requirements, each with the live pages that can evidence it."""
    rows = list(EvidenceRequirement.objects.filter(is_current=True))
    shelves = _shelves(rows, PageRequirement, "requirement_id", page, request)
    for shelf in shelves:
        del shelf.resources[CARDS_A_REQUIREMENT:]
        del shelf.examples[CARDS_A_REQUIREMENT:]
    return {"requirements": shelves}


def _shelves(
    rows: Sequence[Rung | EvidenceRequirement],
    tagging: type[Any],
    column: str,
    page: KnowledgePage,
    request: HttpRequest,
) -> list[Shelf]:
    """The rows with every public page that is tagged with them, newest first."""
    pages = public_pages().exclude(pk=page.pk).order_by("-first_published_at", "-pk")
    links = list(
        tagging.objects.filter(page__in=pages.order_by().values("pk")).values_list(
            column, "page_id"
        )
    )
    tagged = pages.filter(pk__in={page_id for _, page_id in links})
    cards = {card.page.pk: card for card in cards_of(tagged, request)}
    shelves = {row.pk: Shelf(row) for row in rows}
    position = {pk: at for at, pk in enumerate(cards)}
    for row_id, page_id in sorted(links, key=lambda link: position.get(link[1], 0)):
        if row_id not in shelves or page_id not in cards:
            continue
        shelf, card = shelves[row_id], cards[page_id]
        shelf.count += 1
        (shelf.examples if card.kind == "example" else shelf.resources).append(card)
    return list(shelves.values())


def index_listing(page: ListPage, request: HttpRequest) -> dict[str, object]:
    """The live public children, narrowed by the address's filters, a page at a time."""
    children = page.listed(public_pages().child_of(page))
    filters, children = narrow(page, children, request.GET)
    checked_last = children.annotate(is_last=being_checked(page)).order_by(
        "is_last", page.list_order, "path"
    )
    paginator = Paginator(checked_last, PAGE_SIZE)
    shown = paginator.get_page(request.GET.get("page"))
    cards = cards_of(shown.object_list, request)
    return {
        "filters": filters,
        "is_narrowed": any(chosen.selected for chosen in filters),
        "cards": [card for card in cards if not card.is_link_being_checked],
        "checking": [card for card in cards if card.is_link_being_checked],
        "total": paginator.count,
        "shown_page": shown,
        "filter_query": query_of(filters),
    }
