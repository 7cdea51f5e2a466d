"""Which files the versions use that may yet be published; Wagtail's index knows only what pages' own rows say."""

from __future__ import annotations

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from knowledge.documents.files.visibility import LibraryFile
from knowledge.models.files import HubDocument, HubImage


def used_by_drafts(model: type[HubDocument] | type[HubImage]) -> set[int]:
    """pks of the files that are used by a draft or a scheduled version of any page."""
    return set(_files_in(_versions_to_come(), model))


def pages_with_draft_of(file: LibraryFile) -> set[int]:
    """pks of the pages of which a draft or a scheduled version uses this file."""
    text = Cast("content", TextField())
    likely = _versions_to_come().alias(text=text).filter(text__contains=str(file.pk))
    return _files_in(likely, type(file)).get(file.pk, set())


def _versions_to_come() -> QuerySet[Revision]:
    newest = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return Revision.objects.filter(
        Q(pk__in=newest.exclude(latest_revision=None).values("latest_revision_id"))
        | Q(approved_go_live_at__isnull=False),
        base_content_type=ContentType.objects.get_for_model(Page),
    )


def _files_in(
    versions: QuerySet[Revision], model: type[HubDocument] | type[HubImage]
) -> dict[int, set[int]]:  # fmt: skip
    """pk of each file → pks of the pages."""
    wanted = ContentType.objects.get_for_model(model).pk
    found: dict[int, set[int]] = defaultdict(set)
    for version in versions.iterator():
        page = version.as_object()
        for type_pk, pk, *_ in ReferenceIndex._extract_references_from_object(page):
            if type_pk == wanted:
                found[int(pk)].add(page.pk)
    return found
