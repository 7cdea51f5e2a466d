"""Keeps the ledger in step with what is written: pages and their newest versions, lists, and files' words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Page, Revision

from knowledge.documents.texts import texts_of_files
from knowledge.links.finding import Found, in_row, in_words, is_outside
from knowledge.links.models import Link, LinkPlace, Verdict, key_of
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


def index_page(pk: int) -> None:
    """Write down the links of a page: of what is published, and of its newest version.

    Those of an alias stand in its source, and are repaired there.
    """
    page = Page.objects.filter(pk=pk).first()
    if page is None or page.depth <= 1:
        return
    if page.alias_of_id is not None:
        _keep({"page_id": pk}, {})
        return
    public = page.specific
    versions = [(PUBLIC, public)] if page.live else []
    if not page.live or page.has_unpublished_changes:
        versions.append((DRAFT, public.get_latest_revision_as_object()))
    else:
        versions.append((DRAFT, public))
    _keep({"page_id": pk}, _places(versions))


def index_row(row: models.Model) -> None:
    """Write down the links of a row of a list, and of its newest version where it has some."""
    is_live = getattr(row, "live", True)
    versions = [(PUBLIC, row)] if is_live else []
    newest = getattr(row, "get_latest_revision_as_object", None)
    versions.append((DRAFT, newest() if newest else row))
    _keep(_as_source(row), _places(versions))


def index_documents(hashes: Iterable[str]) -> None:
    """Write down the addresses in the words of the files with that content."""
    hashes = set(hashes)
    texts = texts_of_files(hashes)
    behind_words = dict(
        DocumentText.objects.filter(file_hash__in=hashes).values_list("file_hash", "hyperlinks")
    )
    for document in HubDocument.objects.filter(file_hash__in=hashes).exclude(file_hash=""):
        found: Places = {}
        for passage in texts.get(document.file_hash, ()):
            for address in filter(is_outside, in_words(passage.text)):
                found[Found(address, passage.place or IN_FILE)] = {PUBLIC, DRAFT}
        for address in filter(is_outside, behind_words.get(document.file_hash, ())):
            found.setdefault(Found(address, BEHIND_WORDS), {PUBLIC, DRAFT})
        _keep(_as_source(document), found)


def forget_row(row: models.Model) -> None:
    """The row is gone."""
    LinkPlace.objects.filter(**_as_source(row)).delete()


def rebuild() -> int:
    """Write everything down afresh, and forget links that stand nowhere; returns how many links there are."""
    for pk in Page.objects.filter(depth__gt=1).values_list("pk", flat=True):
        index_page(pk)
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


def _as_source(row: models.Model) -> dict[str, object]:
    return {"row_type": ContentType.objects.get_for_model(row), "row_id": row.pk}


def _places(versions: Iterable[tuple[str, models.Model]]) -> Places:
    found: Places = {}
    for version, row in versions:
        for each in in_row(row):
            found.setdefault(each, set()).add(version)
    return found


@transaction.atomic
def _keep(source: dict[str, object], found: Places) -> None:
    """Make the places of one source these; those that stay are left alone."""
    stale = {
        (place.link.address, place.where, place.is_public, place.is_draft): place.pk
        for place in LinkPlace.objects.filter(**source).select_related("link")
    }
    new = {
        (each.address, each.where, PUBLIC in versions, DRAFT in versions)
        for each, versions in found.items()
    }
    LinkPlace.objects.filter(pk__in=[pk for seen, pk in stale.items() if seen not in new]).delete()
    new -= set(stale)
    links = _links_of({address for address, *_ in new})
    LinkPlace.objects.bulk_create(
        LinkPlace(
            **source, link=links[address], where=where, is_public=is_public, is_draft=is_draft
        )
        for address, where, is_public, is_draft in sorted(new)
    )


def _links_of(addresses: set[str]) -> dict[str, Link]:
    keys = [key_of(address) for address in addresses]
    known = {link.address: link for link in Link.objects.filter(key__in=keys)}
    for address in sorted(addresses - set(known)):
        known[address], _ = Link.objects.get_or_create(
            key=key_of(address), defaults={"address": address, "verdict": Verdict.UNKNOWN}
        )
    return known


# --- handlers ---


def _after_commit(index: partial) -> None:
    """A ledger that stumbles keeps nobody from saving; the daily duty writes it anew."""
    transaction.on_commit(index, robust=True)


def on_revision_saved(instance: Revision, **kwargs: object) -> None:
    """A page or a term has a newer version."""
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, Page):
        _after_commit(partial(index_page, int(instance.object_id)))
    elif model in ROWS:
        row = model._default_manager.filter(pk=instance.object_id).first()
        if row is not None:
            _after_commit(partial(index_row, row))


def on_page_changed(instance: Page, **kwargs: object) -> None:
    """A page was published, or taken off."""
    _after_commit(partial(index_page, instance.pk))


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
