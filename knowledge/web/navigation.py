"""Where a visitor is and where they can go on: header, footer, breadcrumbs, contents, next section.

Links only to what everybody may see, in a number of queries that does not grow with the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from knowledge.blocks.plain_text import heading_anchor
from knowledge.caching.making import asked_once, known_rows
from knowledge.models.glossary import GlossaryPage
from knowledge.models.home import InformationPage
from knowledge.models.pack import PackPage
from knowledge.public_pages import public_pages


@dataclass(frozen=True)
class Link:
    """A link in a menu."""

    title: str
    url: str
    is_current: bool = False


@dataclass
class ContentsItem:
    """A section in the pack's contents, with the sections below it."""

    page_id: int
    title: str
    url: str
    is_current: bool = False
    children: list[ContentsItem] = field(default_factory=list)


@dataclass(frozen=True)
class SiteNavigation:
    """What header and footer link to."""

    home_url: str
    header: tuple[Link, ...]
    information: tuple[Link, ...]
    glossary: Link | None = None

    @property
    def explore(self) -> tuple[Link, ...]:
        """What the footer leads to: the header's pages and the glossary, each once."""
        if self.glossary is None or self.glossary.url in {link.url for link in self.header}:
            return self.header
        return (*self.header, self.glossary)


def site_navigation(request: HttpRequest) -> SiteNavigation:
    """The children of the home page: those "in menus" for the header, information and glossary for the footer."""
    site = Site.find_for_request(request)
    if site is None:
        return SiteNavigation("/", (), ())
    header: list[Link] = []
    information: list[Link] = []
    glossary: Link | None = None
    for page in menu_pages(site):
        page_type = page.specific_class
        url = page.get_url(request, current_site=site) or ""
        if page_type is not None and issubclass(page_type, GlossaryPage):
            glossary = glossary or Link(page.title, url, request.path == url)
        if page_type is not None and issubclass(page_type, InformationPage):
            information.append(Link(page.title, url, request.path == url))
        elif page.show_in_menus:
            title = getattr(page_type, "navigation_label", "") or page.title
            header.append(Link(title, url, bool(url) and request.path.startswith(url)))
    home_url = site.root_page.get_url(request, current_site=site) or "/"
    return SiteNavigation(home_url, tuple(header), tuple(information), glossary)


def menu_pages(site: Site | None) -> list[Page]:
    """The public children of the home page that are in menus or that the footer leads to, in their order."""
    return asked_once(("menu", site.pk), lambda: _menu_pages(site)) if site else []


def _menu_pages(site: Site) -> list[Page]:
    footer = ContentType.objects.get_for_models(GlossaryPage, InformationPage).values()
    # What few pages fulfil comes first, and they are put in order here: a database would go through
    # all pages in that order.
    sought = Page.objects.filter(
        Q(show_in_menus=True) | Q(content_type__in=list(footer)),
        depth=site.root_page.depth + 1,
        path__startswith=site.root_page.path,
    )
    return sorted((sought & public_pages()).order_by(), key=lambda page: str(page.path))


def address_of(page_type: type[Page], request: HttpRequest) -> str:
    """Where the first public page of a type is; "" where there is none."""
    page = asked_once(
        ("first", page_type.__name__),
        lambda: public_pages().type(page_type).order_by("path").first(),
    )
    return (page.get_url(request) or "") if page else ""


def breadcrumbs(page: Page, request: HttpRequest) -> list[Link]:
    """The public pages above a page, from the home page down."""
    links = [Link(row.title, row.get_url(request) or "") for row in _public_above(page)]
    return [Link("Home", links[0].url), *links[1:]] if links else []


def _public_above(page: Page) -> list[Page]:
    """The public pages above a page, from the home page down."""
    paths = [page.path[: depth * Page.steplen] for depth in range(2, page.depth)]
    return list(known_rows("public at", paths, _public_at).values())


def _public_at(paths: list[str]) -> dict[str, Page]:
    return {row.path: row for row in public_pages().filter(path__in=paths)}


def breadcrumbs_as_data(links: list[Link], page: Page, base_url: str) -> str:
    """The breadcrumbs as JSON-LD (schema.org BreadcrumbList), safe inside a script element."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": link.title,
            "item": f"{base_url}{link.url}",
        }
        for position, link in enumerate(links, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": page.title})
    data = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }
    text = json.dumps(data, ensure_ascii=False)
    return text.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"})


def on_this_page(page: Page) -> list[Link]:
    """The headings of a page's body; the smaller ones are left out."""
    return [
        Link(block.value["text"], f"#{heading_anchor(block.id)}")
        for block in getattr(page, "body", None) or []
        if block.block_type == "heading" and block.value["level"] == "2"
    ]


def pack_above(page: Page) -> PackPage | None:
    """The public pack that a page belongs to, or the pack that it is."""
    if isinstance(page, PackPage):
        return page
    packs = [row.pk for row in _public_above(page) if row.specific_class is PackPage]
    return next(iter(known_rows("pack", packs, PackPage.objects.in_bulk).values()), None)


def pack_sections(pack: PackPage) -> list[Page]:
    """Every public page below the pack, in reading order."""
    sections = (
        public_pages()
        .filter(path__startswith=pack.path, depth__gt=pack.depth)
        .select_related("content_type")
        .order_by("path")
    )
    return asked_once(("sections", pack.pk), lambda: list(sections))


def sections_directly_below(page: Page) -> list[Page]:
    """The public sections one level below a section or the pack, in reading order."""
    pack = pack_above(page)
    return [row for row in pack_sections(pack) if row.is_child_of(page)] if pack else []


def contents_of(
    sections: Iterable[Page], depth: int, request: HttpRequest, current: Page | None = None
) -> list[ContentsItem]:
    """Sections in path order as a tree whose first level stands at `depth`."""
    top: list[ContentsItem] = []
    open_items: list[ContentsItem] = []
    for page in sections:
        item = ContentsItem(
            page.pk,
            page.title,
            page.get_url(request) or "",
            current is not None and page.pk == current.pk,
        )
        level = page.depth - depth
        del open_items[level:]
        # A page below one that is not public never appears: its parent would be missing here.
        if len(open_items) == level:
            (open_items[-1].children if open_items else top).append(item)
            open_items.append(item)
    return top


def neighbours(sections: list[Page], page: Page, request: HttpRequest) -> dict[str, Link | None]:
    """The section before and the one after, in reading order."""
    at = next((i for i, row in enumerate(sections) if row.pk == page.pk), None)
    if at is None:
        return {"previous_section": None, "next_section": None}

    def link(row: Page) -> Link:
        return Link(row.title, row.get_url(request) or "")

    return {
        "previous_section": link(sections[at - 1]) if at else None,
        "next_section": link(sections[at + 1]) if at + 1 < len(sections) else None,
    }


def surroundings_in_pack(page: Page, request: HttpRequest) -> dict[str, object]:
    """The pack that a page belongs to, its contents, and the sections before and after the page."""
    pack = pack_above(page)
    if pack is None:
        return {}
    sections = pack_sections(pack)
    return {
        "pack": pack,
        "pack_url": pack.get_url(request),
        "pack_contents": contents_of(sections, pack.depth + 1, request, current=page),
        **neighbours(sections, page, request),
    }
