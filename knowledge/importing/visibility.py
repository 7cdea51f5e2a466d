"""Whose an import is: its report and its file say what its pages say, so it follows the rule of pages."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.query import PageQuerySet

from knowledge.access.regions import pages_seen_inside
from knowledge.importing.models import ImportedThing, ImportRun
from knowledge.users.models import User

Pages = TypeVar("Pages", bound=PageQuerySet)


def within_reach(pages: Pages, user: User | None) -> Pages:
    """Those of the pages that an import of this person reads and changes; the command's: all."""
    if user is None:
        return pages
    return pages.filter(pk__in=pages_seen_inside(user))


def runs_seen_by(user: User) -> QuerySet[ImportRun]:
    """What the person sent or undid, and imports whose every page is theirs to read inside.

    Where no page came of it, or none is left, it is its sender's and administrators'.
    """
    if user.is_superuser and user.is_active:
        return ImportRun.objects.all()
    pages = ImportedThing.objects.filter(run=OuterRef("pk"), page__isnull=False)
    of_others = pages.exclude(page__in=pages_seen_inside(user))
    return ImportRun.objects.filter(
        Q(started_by=user) | Q(undone_by=user) | (Q(Exists(pages)) & ~Q(Exists(of_others)))
    )
