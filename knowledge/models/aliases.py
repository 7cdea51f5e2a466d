"""Aliases of pages, as Wagtail calls a page that shows what another one says, at its own address."""

from __future__ import annotations

from wagtail.models import Page, PageLogEntry

PUBLISHED, TAKEN_DOWN = "wagtail.publish", "wagtail.unpublish"


def aliases_of(page: Page) -> set[int]:
    """Ids of the page's aliases, and of theirs."""
    found: set[int] = set()
    wanted = {page.pk}
    while wanted:
        wanted = set(Page.objects.filter(alias_of__in=wanted).values_list("pk", flat=True)) - found
        found |= wanted
    return found


def source_of(page: Page) -> Page:
    """The page whose text it shows: itself, unless it is an alias."""
    while page.alias_of is not None:
        page = page.alias_of
    return page


def taken_down_aliases(page: Page) -> list[int]:
    """Ids of those of the page's aliases that somebody took down by themselves.

    One that went down with its source has no entry of its own in the log, and comes back with it.
    """
    down = list(page.aliases.filter(live=False).values_list("pk", flat=True))
    entries = PageLogEntry.objects.filter(page__in=down, action__in=[PUBLISHED, TAKEN_DOWN])
    last = dict(entries.order_by("timestamp", "pk").values_list("page_id", "action"))
    return [pk for pk in down if last.get(pk) == TAKEN_DOWN]
