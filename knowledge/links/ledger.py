"""Keeps the ledger in step with what is written: pages and their newest versions, lists, and files' words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet
from wagtail.models import Page, Revision

from knowledge.documents.texts import texts_of_files
from knowledge.links.finding import Found, in_row, in_words, is_outside
from knowledge.links.models import Link, LinkPlace, Verdict, host_of, key_of
from knowledge.links.public import forget_broken
from knowledge.models import (
    Audience,
    DocumentText,
    EvidenceRequirement,
    HubDocument,
    Organisation,
    Rung,
    SupportText,
    Term,
    Topic,
)
from knowledge.models.newest_text import newest_text

logger = logging.getLogger(__name__)

ROWS: tuple[type[models.Model], ...] = (
    Audience,
    EvidenceRequirement,
    Organisation,
    Rung,
    SupportText,
    Term,
    Topic,
)
"""Lists whose rows the public reads."""

PUBLIC, DRAFT = "is_public", "is_draft"
IN_FILE, BEHIND_WORDS = "In the file", "Behind words in the file"
Places = dict[Found, set[str]]
AT_ONCE = 100
"""Pages read together."""


class _Source(NamedTuple):
    """What an address stands in: a page or a row."""

    page_id: int | None = None
    row_type_id: int | None = None
    row_id: int | None = None


def index_pages(pks: Iterable[int]) -> None:
    """Write down the links of pages: of what is published, and of their newest versions.

    Those of an alias stand in its source, and are repaired there.
    """
    ordered = sorted(set(pks))
    for start in range(0, len(ordered), AT_ONCE):
        _index_together(ordered[start : start + AT_ONCE])


def _index_together(pks: list[int]) -> None:
    """A page that stumbles keeps no other out; the daily duty tries it again."""
    pages = Page.objects.filter(pk__in=pks, depth__gt=1).specific()
    try:
        found = {
            _Source(page_id=page.pk): _places(_versions_of(page))
            for page in pages.prefetch_related("latest_revision")
        }
        _keep(LinkPlace.objects.filter(page_id__in=pks), found)
    except Exception:
        if len(pks) == 1:
            logger.exception("The links of page %d could not be written down", pks[0])
            return
        for pk in pks:
            _index_together([pk])


def _versions_of(page: Page) -> list[tuple[str, models.Model]]:
    if page.alias_of_id is not None:
        return []
    newest = (DRAFT, newest_text(page))
    return [(PUBLIC, page), newest] if page.live else [newest]


def index_row(row: models.Model) -> None:
    """Write down the links of a row of a list, and of its newest version where it has some."""
    is_live = getattr(row, "live", True)
    versions = [(PUBLIC, row)] if is_live else []
    newest = getattr(row, "get_latest_revision_as_object", None)
    versions.append((DRAFT, newest() if newest else row))
    _keep(_places_of(type(row), [row.pk]), {_source_of(row): _places(versions)})


def index_documents(hashes: Iterable[str]) -> None:
    """Write down the addresses in the words of the files with that content."""
    hashes = set(hashes)
    texts = texts_of_files(hashes)
    behind_words = dict(
        DocumentText.objects.filter(file_hash__in=hashes).values_list("file_hash", "hyperlinks")
    )
    kept: dict[_Source, Places] = {}
    for document in HubDocument.objects.filter(file_hash__in=hashes).exclude(file_hash=""):
        found = kept.setdefault(_source_of(document), {})
        for passage in texts.get(document.file_hash, ()):
            for address in filter(is_outside, in_words(passage.text)):
                found[Found(address, passage.place or IN_FILE)] = {PUBLIC, DRAFT}
        for address in filter(is_outside, behind_words.get(document.file_hash, ())):
            found.setdefault(Found(address, BEHIND_WORDS), {PUBLIC, DRAFT})
    _keep(_places_of(HubDocument, [source.row_id for source in kept]), kept)


def forget_row(row: models.Model) -> None:
    """The row is gone."""
    _places_of(type(row), [row.pk]).delete()


def rebuild() -> int:
    """Write everything down afresh, and forget links that stand nowhere; returns how many links there are."""
    index_pages(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    sources: tuple[type[models.Model], ...] = (*ROWS, HubDocument)
    for model in sources:
        kind = ContentType.objects.get_for_model(model)
        of_kind = LinkPlace.objects.filter(row_type=kind)
        of_kind.exclude(row_id__in=model._default_manager.values("pk")).delete()
    for model in ROWS:
        for row in model._default_manager.all():
            index_row(row)
    index_documents(set(HubDocument.objects.values_list("file_hash", flat=True)))
    Link.objects.filter(places=None).delete()
    forget_broken()
    return Link.objects.count()


def _source_of(row: models.Model) -> _Source:
    return _Source(row_type_id=ContentType.objects.get_for_model(row).pk, row_id=row.pk)


def _places_of(model: type[models.Model], pks: Iterable[int | None]) -> QuerySet[LinkPlace]:
    kind = ContentType.objects.get_for_model(model)
    return LinkPlace.objects.filter(row_type=kind, row_id__in=list(pks))


def _places(versions: Iterable[tuple[str, models.Model]]) -> Places:
    found: Places = {}
    for version, row in versions:
        for each in in_row(row):
            found.setdefault(each, set()).add(version)
    return found


@transaction.atomic
def _keep(kept: QuerySet[LinkPlace], found: Mapping[_Source, Places]) -> None:
    """Make the places that were kept of these sources the ones that were found; those that stay are left alone."""
    stale = {
        (
            _Source(place.page_id, place.row_type_id, place.row_id),
            (place.link.address, place.where),
            (place.is_public, place.is_draft),
        ): place.pk
        for place in kept.select_related("link")
    }
    new = {
        (source, (each.address, each.where), (PUBLIC in versions, DRAFT in versions))
        for source, places in found.items()
        for each, versions in places.items()
    }
    if gone := [pk for seen, pk in stale.items() if seen not in new]:
        LinkPlace.objects.filter(pk__in=gone).delete()
    new -= set(stale)
    links = _links_of({address for _, (address, _), _ in new})
    LinkPlace.objects.bulk_create(
        LinkPlace(
            **source._asdict(),
            link=links[address],
            where=where,
            is_public=is_public,
            is_draft=is_draft,
        )
        for source, (address, where), (is_public, is_draft) in sorted(new, key=itemgetter(1, 2))
    )


def _links_of(addresses: set[str]) -> dict[str, Link]:
    if not addresses:
        return {}
    keys = {key_of(address): address for address in addresses}
    known = set(Link.objects.filter(key__in=keys).values_list("key", flat=True))
    # Another writer may add one meanwhile.
    Link.objects.bulk_create(
        (
            Link(key=key, address=address, host=host_of(address), verdict=Verdict.UNKNOWN)
            for key, address in sorted(keys.items())
            if key not in known
        ),
        ignore_conflicts=True,
    )
    return {link.address: link for link in Link.objects.filter(key__in=keys)}


# --- handlers ---


def _after_commit(index: Callable[[], None]) -> None:
    """A ledger that stumbles keeps nobody from saving; the daily duty writes it anew."""
    transaction.on_commit(index, robust=True)


class _ChangedPages:
    """Those of one transaction: an import or a move changes hundreds, most of them twice. The first call reads all."""

    def __init__(self) -> None:
        self.pks: set[int] = set()

    def __call__(self) -> None:
        pks, self.pks = self.pks, set()
        index_pages(pks)


def _page_after_commit(pk: int) -> None:
    waiting = (function for _, function, *_ in reversed(transaction.get_connection().run_on_commit))
    changed = next((each for each in waiting if isinstance(each, _ChangedPages)), _ChangedPages())
    changed.pks.add(pk)
    _after_commit(changed)


def on_revision_saved(instance: Revision, **kwargs: object) -> None:
    """A page or a term has a newer version."""
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, Page):
        _page_after_commit(int(instance.object_id))
    elif model in ROWS:
        row = model._default_manager.filter(pk=instance.object_id).first()
        if row is not None:
            _after_commit(partial(index_row, row))


def on_page_changed(instance: Page, **kwargs: object) -> None:
    """A page was published, or taken off."""
    _page_after_commit(instance.pk)


def on_row_saved(instance: models.Model, **kwargs: object) -> None:
    """A row of a list was saved."""
    _after_commit(partial(index_row, instance))


def on_text_read(instance: DocumentText, **kwargs: object) -> None:
    """What a file says is known."""
    _after_commit(partial(index_documents, [instance.file_hash]))


def on_document_saved(instance: HubDocument, **kwargs: object) -> None:
    """A file that was read before is there once more, or another is in its place."""
    _after_commit(partial(index_documents, [instance.file_hash]))


def on_row_deleted(instance: models.Model, **kwargs: object) -> None:
    """The row is gone, with its places."""
    forget_row(instance)
