"""The pages that a new hub begins with: home, an empty pack, the lists, and drafts about the site.

They are made once. Where the site has a home page of ours, nothing is made, whatever became of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from knowledge.models import (
    GlossaryPage,
    HomePage,
    InformationPage,
    PackPage,
    ResourceIndexPage,
    ToolIndexPage,
    VideoIndexPage,
)

HOME_SLUG = "home"


@dataclass(frozen=True)
class FirstPage:
    """A page of a new hub. Its slug is its key among them."""

    page_type: type[Page]
    slug: str
    title: str
    summary: str
    parent: str = HOME_SLUG
    """Slug of the first page it lies under."""
    fields: Mapping[str, object] = field(default_factory=dict)
    is_draft: bool = False
    """Whether whoever runs the hub must write it before anybody reads it."""


def first_pages() -> list[FirstPage]:
    """Those that this app has types for, parents before their children."""
    version = {"version": "0.1", "version_date": timezone.localdate()}
    return [
        FirstPage(
            HomePage,
            HOME_SLUG,
            settings.HUB_SITE_NAME,
            "Guidance, tools and examples for co-producing maternity and neonatal services.",
            parent="",
        ),
        FirstPage(
            PackPage,
            "resource-pack",
            "Resource pack",
            "Useful resources in one place, section by section.",
            fields=version,
        ),
        FirstPage(
            ResourceIndexPage,
            "resources",
            "Resources",
            "Guides, reports and tools, ours and other people’s.",
        ),
        FirstPage(VideoIndexPage, "videos", "Videos", "Films and webinars about co-production."),
        FirstPage(
            ToolIndexPage,
            "tools",
            "Co-creation tools",
            "Ways to work in a group, with what you need for each.",
        ),
        FirstPage(
            GlossaryPage,
            "glossary",
            "Glossary",
            "Words and acronyms of maternity, neonatal care and co-production, in plain English.",
        ),
        _to_write("about", "About the hub", "What the hub is, and who runs it."),
        _to_write(
            "accessibility",
            "Accessibility statement",
            "How accessible the hub is, and what to do where it is not.",
        ),
        _to_write("privacy", "Privacy notice", "What the hub keeps about you, why, and how long."),
        _to_write(
            "terms",
            "Terms of use",
            "What you may do with the content, and what you agree to when you share an example.",
        ),
        _to_write("contact", "Contact and take-down", "How to reach us."),
    ]


def _to_write(slug: str, title: str, summary: str) -> FirstPage:
    return FirstPage(InformationPage, slug, title, summary, is_draft=True)


@transaction.atomic
def make_first_pages(more: Iterable[FirstPage] = ()) -> list[Page]:
    """Make them and those that another app adds; [] where the site has a home page already.

    Either way the site gets the address that `HUB_BASE_URL` says.
    """
    if has_home():
        follow_base_url()
        return []
    made: dict[str, Page] = {}
    for first in [*first_pages(), *more]:
        parent = made[first.parent] if first.parent else Page.get_first_root_node()
        made[first.slug] = page = _make(first, parent)
        if not first.parent:
            make_site_root(page, first.slug)
    follow_base_url()
    return list(made.values())


def has_home() -> bool:
    """Whether the site begins at a home page of ours."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site is not None and site.root_page.specific_class is HomePage


def _make(first: FirstPage, parent: Page) -> Page:
    parent.refresh_from_db()
    # Wagtail's "Welcome" page has the slug of ours until the site begins at ours.
    taken = parent.get_children().filter(slug=first.slug).exists()
    page = first.page_type(
        title=first.title,
        slug=f"{first.slug}-of-the-hub" if taken else first.slug,
        summary=first.summary,
        live=False,
        show_in_menus=first.page_type.show_in_menus_default,
        **first.fields,
    )
    parent.add_child(instance=page)
    # With a first version in its history it can be scheduled, changed and taken back like any other.
    version = page.save_revision(log_action="wagtail.create")
    if not first.is_draft:
        version.publish()
        page.refresh_from_db()
    return page


def make_site_root(home: Page, slug: str) -> None:
    """Let the site begin at this page, in place of Wagtail's own "Welcome" page."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page = home
    site.site_name = site.site_name or settings.HUB_SITE_NAME
    site.save()
    # A bare page without children; nothing is wanted of it but its slug.
    for page in home.get_siblings(inclusive=False):
        if page.specific_class is Page and page.is_leaf():
            page.delete()
    home.refresh_from_db()
    if not home.get_siblings(inclusive=False).filter(slug=slug).exists():
        home.slug = slug
        home.save()


def follow_base_url() -> None:
    """Give the site the address that `HUB_BASE_URL` says, such as another port."""
    address = urlsplit(settings.HUB_BASE_URL)
    hostname = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()
