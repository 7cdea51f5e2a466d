"""What pages show of other pages, in a number of queries that does not grow with what they list.

Only what everybody may see is listed, whoever asks: `knowledge.public_pages` decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict
from wagtail.models import Page, get_page_models

from knowledge.contracts.findable import KINDS
from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.organisations import Organisation
from knowledge.models.tagging import (
    PageAudience,
    PageRegion,
    PageRequirement,
    PageRung,
    PageTopic,
)
from knowledge.models.vocabulary import Audience, EvidenceRequirement, Rung, Topic
from knowledge.public_pages import public_pages
from knowledge.web.navigation import (
    breadcrumbs,
    breadcrumbs_as_data,
    on_this_page,
    surroundings_in_pack,
)

PAGE_SIZE = 24
NEWEST_EXAMPLES = 3
CARDS_A_RUNG = 6
"""A rung or requirement shows so many pages of a sort and leads to search for the rest."""


@dataclass(frozen=True)
class PageCard:
    """A page as lists show it."""

    title: str
    url: str
    summary: str
    kind: str
    """Key of `findable.KINDS`."""
    kind_label: str
    detail: str
    template: str
    page: KnowledgePage
    topics: tuple[str, ...] = ()
    is_link_being_checked: bool = False


@dataclass(frozen=True)
class Tag:
    """A word on a page that leads to everything tagged with it."""

    label: str
    facet: str
    value: int

    @property
    def query(self) -> str:
        """The query string of search for it."""
        return f"{self.facet}={self.value}"


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


@dataclass(frozen=True)
class Filter:
    """A way to narrow a list: its name in the address and its choices."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    selected: str


def types_of_kind(kind: str) -> list[ContentType]:
    """The page types, of whichever app, that search calls by that kind."""
    models = [
        model
        for model in get_page_models()
        if issubclass(model, KnowledgePage) and model.search_kind == kind
    ]
    return list(ContentType.objects.get_for_models(*models).values())


def pages_of_kind(kind: str) -> QuerySet[Page]:
    """Every public page of a kind, newest first."""
    return (
        public_pages()
        .filter(content_type__in=types_of_kind(kind))
        .order_by("-first_published_at", "-pk")
    )


def cards_of(pages: Iterable[Page], request: HttpRequest) -> list[PageCard]:
    """Cards in the order of the pages: one query a page type, one for topics."""
    wanted = [(page.pk, page.specific_class) for page in pages]
    by_type: dict[type[KnowledgePage], list[int]] = defaultdict(list)
    for pk, model in wanted:
        if model is not None and issubclass(model, KnowledgePage):
            by_type[model].append(pk)
    found: dict[int, KnowledgePage] = {}
    for model, pks in by_type.items():
        rows = model.objects.filter(pk__in=pks)
        related = {path.rpartition("__")[0] for path in model.search_label_paths} - {""}
        found.update((row.pk, row) for row in (rows.select_related(*related) if related else rows))
    topics: dict[int, list[str]] = defaultdict(list)
    for page_id, name in PageTopic.objects.filter(page_id__in=found).values_list(
        "page_id", "topic__name"
    ):
        topics[page_id].append(name)
    return [_card(found[pk], tuple(sorted(topics[pk])), request) for pk, _ in wanted if pk in found]


def _card(page: KnowledgePage, topics: tuple[str, ...], request: HttpRequest) -> PageCard:
    kind = page.search_kind or "page"
    return PageCard(
        title=page.title,
        url=page.get_url(request) or "",
        summary=page.summary,
        kind=kind,
        kind_label=KINDS[kind].singular,
        detail=page.search_detail(),
        template=page.card_template,
        page=page,
        topics=topics,
        is_link_being_checked=getattr(page, "is_link_being_checked", False),
    )


def page_surroundings(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Breadcrumbs, headings, tags and, within a pack, its contents and the next section."""
    links = breadcrumbs(page, request)
    return {
        "breadcrumbs": links,
        "breadcrumbs_data": (
            breadcrumbs_as_data(links, page, settings.HUB_BASE_URL) if links else ""
        ),
        "on_this_page": on_this_page(page),
        "tags": tags_of(page),
        "is_restricted": bool(page.pk) and bool(page.get_view_restrictions()),
        **surroundings_in_pack(page, request),
    }


def tags_of(page: KnowledgePage) -> list[Tag]:
    """What a page is about. Read from the page itself, so that a preview shows the draft's tags."""
    tags: list[Tag] = []
    for links, facet, model in (
        ("topic_links", "topic", Topic),
        ("audience_links", "audience", Audience),
        ("region_links", "region", Organisation),
        ("requirement_links", "requirement", EvidenceRequirement),
        ("rung_links", "rung", Rung),
    ):
        ids = [getattr(link, f"{facet}_id") for link in getattr(page, links).all()]
        rows = model.objects.filter(pk__in=ids) if ids else ()
        prefix = "Rung " if facet == "rung" else ""
        tags += [Tag(f"{prefix}{row}", facet, row.pk) for row in rows]
    return tags


def home_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The pack's contents, newest examples and other ways in."""
    children = list(public_pages().child_of(page).filter(show_in_menus=True).order_by("path"))
    cards = cards_of(children, request)
    pack = next((card for card in cards if card.kind == "section"), None)
    listing: dict[str, object] = {
        "pack_card": pack,
        "ways_in": [card for card in cards if card is not pack],
        "newest_examples": cards_of(pages_of_kind("example")[:NEWEST_EXAMPLES], request),
    }
    if pack:
        listing["sections"] = cards_of(public_pages().child_of(pack.page).order_by("path"), request)
    return listing


def pack_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The sections of the pack with their summaries; their own sections are in `pack_contents`."""
    return {"sections": cards_of(public_pages().child_of(page).order_by("path"), request)}


def section_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """The sections below a section."""
    return {"sections": cards_of(public_pages().child_of(page).order_by("path"), request)}


def ladder_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Rungs from the top, each with the one above it and the pages that show or help with it."""
    shelves = _shelves(list(Rung.objects.all()), PageRung, "rung_id", page, request)
    for above, shelf in zip([None, *shelves], shelves, strict=False):
        shelf.next_row = above.row if above else None
    return {"rungs": shelves}


def evidence_listing(page: KnowledgePage, request: HttpRequest) -> dict[str, object]:
    """Current requirements, each with the live pages that can evidence it."""
    rows = list(EvidenceRequirement.objects.filter(is_current=True))
    return {"requirements": _shelves(rows, PageRequirement, "requirement_id", page, request)}


def _shelves(
    rows: Sequence[Rung | EvidenceRequirement],
    tagging: type[Any],
    column: str,
    page: KnowledgePage,
    request: HttpRequest,
) -> list[Shelf]:
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
        row = shelf.examples if card.kind == "example" else shelf.resources
        if len(row) < CARDS_A_RUNG:
            row.append(card)
    return list(shelves.values())


def index_listing(page: ListPage, request: HttpRequest) -> dict[str, object]:
    """The live public children, narrowed by the address's filters, a page at a time."""
    children = page.listed(public_pages().child_of(page))
    filters = _filters(page, children, request.GET)
    for chosen in filters:
        if chosen.selected:
            children = _narrowed(page, children, chosen)
    paginator = Paginator(children.order_by(page.list_order, "path"), PAGE_SIZE)
    shown = paginator.get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "is_narrowed": any(chosen.selected for chosen in filters),
        "cards": cards_of(shown.object_list, request),
        "total": paginator.count,
        "shown_page": shown,
        "filter_query": _query_of(filters),
    }


TAG_FILTERS: dict[str, tuple[str, type[Any], str]] = {
    "topic": ("Topic", PageTopic, "topic"),
    "audience": ("Who it is for", PageAudience, "audience"),
    "region": ("Region", PageRegion, "region"),
}


def _kind_choices(page: KnowledgePage) -> tuple[Any, dict[str, str]]:
    """The child type that has kinds (None: no type has), and its kinds in words."""
    for model in page.allowed_subpage_models():
        if choices := getattr(model, "Kind", None):
            return model, dict(choices.choices)
    return None, {}


def _filters(page: KnowledgePage, children: QuerySet[Page], asked: QueryDict) -> list[Filter]:
    """Filters that have at least two choices among the children. One query each."""
    offered: list[tuple[str, str, list[tuple[str, str]]]] = []
    model, words = _kind_choices(page)
    if model is not None:
        present = model.objects.filter(pk__in=children.values("pk")).values_list("kind", flat=True)
        kinds = set(present)
        offered.append(("kind", "Kind", [(k, word) for k, word in words.items() if k in kinds]))
    for name, (label, tagging, field_name) in TAG_FILTERS.items():
        rows = (
            tagging.objects.filter(page__in=children.values("pk"))
            .values_list(f"{field_name}__slug", f"{field_name}__name")
            .annotate(pages=Count("pk"))
            .order_by(f"{field_name}__name")
        )
        offered.append((name, label, [(slug, word) for slug, word, _ in rows]))
    return [
        Filter(
            name,
            label,
            tuple(options),
            asked.get(name, "") if asked.get(name) in dict(options) else "",
        )
        for name, label, options in offered
        if len(options) > 1
    ]


def _narrowed(page: KnowledgePage, children: QuerySet[Page], chosen: Filter) -> QuerySet[Page]:
    if chosen.name == "kind":
        model, _ = _kind_choices(page)
        rows = model.objects.filter(kind=chosen.selected).values("pk")
        return children.filter(pk__in=rows)
    _, tagging, field_name = TAG_FILTERS[chosen.name]
    rows = tagging.objects.filter(**{f"{field_name}__slug": chosen.selected}).values("page_id")
    return children.filter(pk__in=rows)


def _query_of(filters: list[Filter]) -> str:
    query = QueryDict(mutable=True)
    for chosen in filters:
        if chosen.selected:
            query[chosen.name] = chosen.selected
    return query.urlencode()
