"""Fills a throw-away site: with the demo, or with a collection's documents as public pages.

A collection's documents are rows of Wagtail's own page table and a source of their own, so they go
through the same eligibility, records, analysis and query code as the hub's pages.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Page

from knowledge.contracts import findable
from knowledge.contracts.findable import Card, FindableText
from knowledge.contracts.passage import Passage
from knowledge.public_pages import public_pages, visibility_boundaries
from search.copies import sync, vectors
from search.copies.rebuild import rebuild
from search.copies.reconcile import reconcile
from search.engines.base import EngineUnavailable
from search.engines.registry import engine
from search.evaluation.collections import Doc
from search.models import SearchRecord

AT_ONCE = 1000


class DocSource:
    """A collection's documents, each a bare page below the site's home."""

    name = "judged"
    model = Page

    def __init__(self, home: Page, docs: Mapping[int, Doc]):
        self.home = home
        self.docs = docs

    def findable(self) -> QuerySet[Page]:
        """Public bare pages below home."""
        bare = ContentType.objects.get_for_model(Page)
        return public_pages().child_of(self.home).filter(content_type=bare)

    def rule(self) -> Hashable:
        """The boundaries of visibility, and home."""
        return visibility_boundaries(), self.home.path, ContentType.objects.get_for_model(Page).pk

    def is_findable(self, item: Page) -> bool:
        """The same rule for one page."""
        return self.findable().filter(pk=item.pk).exists()

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        """Documents never change."""
        for pk in self.findable().values_list("pk", flat=True):
            if pk in self.docs:
                yield pk, "1"

    def texts(self, pks: Iterable[int]) -> Mapping[int, FindableText]:
        """Each document as one passage."""
        known = self.findable().filter(pk__in=list(pks)).values_list("pk", flat=True)
        return {
            pk: FindableText(
                title=self.docs[pk].title,
                kind="resource",
                passages=(Passage(text=self.docs[pk].text),) if self.docs[pk].text else (),
                facets=self.docs[pk].facets,
            )
            for pk in known
            if pk in self.docs
        }

    def cards(self, pks: Iterable[int]) -> Mapping[int, Card]:
        """The address of a document is its id."""
        known = self.findable().filter(pk__in=list(pks)).values_list("pk", flat=True)
        return {
            pk: Card(title=self.docs[pk].title, url=self.docs[pk].id, kind="resource")
            for pk in known
            if pk in self.docs
        }


def fill_with_demo() -> None:
    """Load the demo's pages and documents, and record them."""
    _make_replica()
    call_command("load_demo", content_only=True, stdout=StringIO(), verbosity=0)
    record_and_deliver()


def _make_replica() -> None:
    """An empty copy, where the engine answers from one; what is recorded then goes there as it does."""
    if replica := engine().replica:
        rebuild(replica)
        sync.breaker.record_success()


def record_and_deliver() -> None:
    """What worker and duties do: every record made, and in the engine's copy, seen by searches."""
    reconcile()
    if replica := engine().replica:
        vectors.fill(seconds=math.inf)
        if deferred_reason := sync.deliver().deferred_reason:
            raise EngineUnavailable(deferred_reason)
        replica.send([], refresh=True)


@contextmanager
def filled_with_docs(docs: Sequence[Doc]) -> Iterator[None]:
    """Make a page of each document, record them, and know their source until the end."""
    source = DocSource(*_make_pages(docs))
    findable.register(source)
    try:
        _make_replica()
        record_and_deliver()
        yield
    finally:
        findable.unregister(source.name)


def _make_pages(docs: Sequence[Doc]) -> tuple[Page, dict[int, Doc]]:
    """Bare live pages in the documents' order, in few statements."""
    home = Page.objects.filter(depth=2).order_by("path").get()
    bare = ContentType.objects.get_for_model(Page)
    now = timezone.now()
    first = home.numchild + 1
    Page.objects.bulk_create(
        [
            Page(
                title=doc.title[:255] or "–",
                slug=f"judged-{number}",
                path=Page._get_path(home.path, home.depth + 1, number),
                depth=home.depth + 1,
                url_path=f"{home.url_path}judged-{number}/",
                content_type=bare,
                locale_id=home.locale_id,
                live=True,
                first_published_at=now,
                last_published_at=now,
            )
            for number, doc in enumerate(docs, first)
        ],
        batch_size=AT_ONCE,
    )
    Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + len(docs))
    home.refresh_from_db()
    keys = home.get_children().order_by("path").values_list("pk", flat=True)[first - 1 :]
    return home, dict(zip(keys, docs, strict=True))


def items_by_address() -> dict[str, str]:
    """Address of a hit → the item as judgements name it: `page:` path, `document:` title."""
    named: dict[str, str] = {}
    for source in findable.sources():
        pks = SearchRecord.objects.filter(source=source.name).values_list("item_id", flat=True)
        for card in source.cards(list(pks)).values():
            if source.name == DocSource.name:
                named[card.url] = card.url
            elif source.name == "document":
                named[card.url] = f"document:{card.title}"
            else:
                named[card.url] = f"{source.name}:{card.url}"
    return named
