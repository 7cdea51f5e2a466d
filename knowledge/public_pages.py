"""Which pages everybody may see now: the one rule on which search, files, lists and feeds stand.

A page is public when it is live, not past its end, inside a site, and neither it nor an ancestor
has a view restriction; an alias has its source's. The queryset and the predicate are the same rule; a
test proves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TypeVar

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from knowledge.caching.making import asked_once

AnyPage = TypeVar("AnyPage", bound=Page)
SITE, PAGE, COLLECTION = "site", "page", "collection"


@dataclass(frozen=True)
class VisibilityBoundaries:
    """Paths that decide, besides a thing's own row, whether everybody may see it."""

    sites: tuple[str, ...]
    """Root pages of the sites: what lies elsewhere has no address."""
    restricted_pages: tuple[str, ...]
    """Pages that not everybody may see; nor may they see what is below."""
    restricted_collections: tuple[str, ...]
    """Collections of whose files, and of those below, the same is true."""


_moment: ContextVar[list[VisibilityBoundaries] | None] = ContextVar("moment", default=None)


@contextmanager
def visibility_snapshot() -> Iterator[None]:
    """What is asked inside is asked of one moment, so the boundaries are read once. For one answer, no longer."""
    if _moment.get() is not None:
        yield
        return
    token = _moment.set([])
    try:
        yield
    finally:
        _moment.reset(token)


def visibility_boundaries() -> VisibilityBoundaries:
    """The boundaries as they are now. One query, on three small tables and their pages."""
    known = _moment.get()
    if known:
        return known[0]
    boundaries = asked_once("visibility boundaries", _read_boundaries)
    if known is not None:
        known.append(boundaries)
    return boundaries


def _read_boundaries() -> VisibilityBoundaries:
    paths: dict[str, list[str]] = {SITE: [], PAGE: [], COLLECTION: []}
    with connection.cursor() as cursor:
        # Every public page asks this; making Django's three queries takes longer than answering them.
        cursor.execute(
            f"""
            WITH RECURSIVE restricted (id, path) AS (
                SELECT wagtailcore_page.id, path FROM wagtailcore_pageviewrestriction
                JOIN wagtailcore_page ON wagtailcore_page.id = page_id
                UNION SELECT alias.id, alias.path FROM wagtailcore_page alias
                JOIN restricted ON alias.alias_of_id = restricted.id
            )
            SELECT '{SITE}', path FROM wagtailcore_site
            JOIN wagtailcore_page ON wagtailcore_page.id = root_page_id
            UNION ALL SELECT '{PAGE}', path FROM restricted
            UNION ALL SELECT '{COLLECTION}', path FROM wagtailcore_collectionviewrestriction
            JOIN wagtailcore_collection ON wagtailcore_collection.id = collection_id
            """  # noqa: S608 - our own three words
        )
        for sort, path in cursor.fetchall():
            paths[sort].append(path)
    return VisibilityBoundaries(*(tuple(sorted(paths[sort])) for sort in (SITE, PAGE, COLLECTION)))


def public_pages() -> PageQuerySet:
    """Every page that everybody may see now. One small query, then one."""
    return _pages_within(visibility_boundaries()).all()


@lru_cache(maxsize=8)
def _pages_within(now: VisibilityBoundaries) -> PageQuerySet:
    """Never asked itself: to copy a query takes a tenth of what it takes to make one."""
    return (
        Page.objects.live()
        .filter(below(now.sites))
        .exclude(below(now.restricted_pages))
        # The database's clock, so that the statement is the same at any time.
        .filter(Q(expire_at__isnull=True) | Q(expire_at__gt=Now()))
    )


def public_of(model: type[AnyPage]) -> QuerySet[AnyPage]:
    """The public pages of one type, as rows of that type."""
    return model._default_manager.filter(pk__in=public_pages())


def below(paths: Iterable[str], field: str = "path") -> Q:
    """What lies at these paths of a tree or below them; nothing where there are none."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), Q(pk__in=[]))


def is_public_page(page: Page) -> bool:
    """Whether everybody may see this page now, read afresh from the database."""
    fresh = Page.objects.filter(pk=page.pk).only("path", "live", "expire_at").first()
    if fresh is None or not fresh.live:
        return False
    if fresh.expire_at is not None and fresh.expire_at <= timezone.now():
        return False
    now = visibility_boundaries()
    if not fresh.path.startswith(now.sites):
        return False
    return not fresh.path.startswith(now.restricted_pages)
