"""Which pages everybody may see now: the one rule on which search, files, lists and feeds stand.

A page is public when it is live, not past its end, inside a site, and neither it nor an ancestor
has a view restriction. The queryset and the predicate are the same rule; a test proves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet


def _site_paths() -> list[str]:
    # Wagtail orders sites by their names, which costs more than reading them.
    return list(Site.objects.order_by().values_list("root_page__path", flat=True))


def restricted_paths() -> list[str]:
    """Paths of the pages that not everybody may see; nor may they see what is below."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def public_pages() -> PageQuerySet:
    """Every page that everybody may see now. Two small queries, then one."""
    return (
        Page.objects.live()
        .filter(below(_site_paths()))
        .exclude(below(restricted_paths()))
        .filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))
    )


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
    if not any(fresh.path.startswith(path) for path in _site_paths()):
        return False
    return not any(fresh.path.startswith(path) for path in restricted_paths())
