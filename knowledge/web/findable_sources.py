"""Pages and documents declare themselves findable. What they say is read here, who may see it never is.

Eligibility comes from `knowledge.public_pages` and `knowledge.documents.files.visibility`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.template.defaultfilters import filesizeformat
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from knowledge.contracts import findable
from knowledge.contracts.findable import Card, FindableText
from knowledge.documents.files.visibility import not_restricted, public_documents
from knowledge.documents.texts import texts_of_files
from knowledge.models import (
    HubDocument,
    PageAudience,
    PageRegion,
    PageRequirement,
    PageRung,
    PageTopic,
    ToolPage,
)
from knowledge.models.base import KnowledgePage
from knowledge.public_pages import public_pages, visibility_boundaries
from knowledge.web.cards import pages_as_listed

TAGGINGS: dict[str, type[Any]] = {
    "topic": PageTopic,
    "audience": PageAudience,
    "region": PageRegion,
    "requirement": PageRequirement,
    "rung": PageRung,
}
READABLE_ENDINGS = ("csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx")
"""Documents that people read; captions, videos and the like are found by their page."""


def _fingerprint(*parts: object) -> str:
    said = json.dumps(parts, default=str, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def searchable_page_types() -> list[type[KnowledgePage]]:
    """Every page type that search finds, in a stable order."""
    types = [
        model
        for model in get_page_models()
        if issubclass(model, KnowledgePage) and model.search_kind is not None
    ]
    return sorted(types, key=lambda model: model._meta.label)


def _tags_of(page_ids: Iterable[int]) -> dict[int, list[tuple[str, int, str]]]:
    """page → (facet, id, label) of everything it is tagged with. One query a facet."""
    ids = list(page_ids)
    tags: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for facet, model in TAGGINGS.items():
        rows = model.objects.filter(page_id__in=ids).select_related(facet)
        for row in rows.order_by(f"{facet}_id"):
            item = getattr(row, facet)
            tags[row.page_id].append((facet, item.pk, searched_label(item)))
    return tags


def searched_label(item: Model) -> str:
    """The words by which a tag is searched: its name and its short and former forms."""
    extra = [
        getattr(item, name, "") for name in ("title", "acronyms", "short_name", "former_names")
    ]
    return " ".join(part for part in [str(item), *extra] if part)


class PageSource:
    """Live public pages of every type that has a `search_kind`."""

    name = "page"
    model = Page

    def findable(self) -> PageQuerySet:
        """Public pages of the searchable types."""
        return public_pages().filter(content_type__in=self._types())

    def rule(self) -> Hashable:
        """The boundaries of visibility, and page types."""
        return visibility_boundaries(), self._types()

    def _types(self) -> tuple[int, ...]:
        types = ContentType.objects.get_for_models(*searchable_page_types()).values()
        return tuple(sorted(each.pk for each in types))

    def is_findable(self, item: Page) -> bool:
        """The same rule for one page."""
        return self.findable().filter(pk=item.pk).exists()

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        """One query a page type, one a facet: the live revision, the labels, the title."""
        pks = self.findable().order_by().values("pk")
        tags = _tags_of(self.findable().values_list("pk", flat=True))
        for page_type in searchable_page_types():
            shared = page_type.search_shared_state()
            rows = page_type.objects.filter(pk__in=pks).values_list(
                "pk",
                "title",
                "summary",
                "live_revision_id",
                "last_published_at",
                *page_type.search_label_paths,
            )
            for pk, *state in rows.order_by("pk").iterator():
                yield pk, _fingerprint(page_type._meta.label, state, tags.get(pk, []), shared)

    def texts(self, pks: Iterable[int]) -> Mapping[int, FindableText]:
        """What the live version of each findable page says."""
        pages = self._pages(pks)
        for page_type in {type(page) for page in pages}:
            page_type.read_for_search([page for page in pages if type(page) is page_type])
        tags = _tags_of(page.pk for page in pages)
        return {page.pk: self._text_of(page, tags.get(page.pk, [])) for page in pages}

    def _pages(self, pks: Iterable[int]) -> list[KnowledgePage]:
        pages = list(self.findable().filter(pk__in=list(pks)).specific())
        for page_type in {type(page) for page in pages}:
            of_type = [page for page in pages if type(page) is page_type]
            prefetch_related_objects(of_type, *page_type.search_label_rows())
        return pages

    def _text_of(self, page: KnowledgePage, tags: list[tuple[str, int, str]]) -> FindableText:
        # For whom a page is filed, and at which rung, is not what it says: else “midwives” would find whatever is
        # for them, and “consultation” all that is filed there before the page that explains it.
        names = [label for facet, _, label in tags if facet not in ("audience", "rung")]
        return FindableText(
            title=page.title,
            kind=page.search_kind or "page",
            lead=page.summary,
            passages=tuple(page.passages()),
            extra_terms=" ".join(part for part in [page.search_words(), *names] if part),
            facets=tuple(sorted({*[(facet, pk) for facet, pk, _ in tags], *page.search_facets()})),
            published_at=page.first_published_at or page.last_published_at,
            prominence=page.search_prominence,
        )

    def cards(self, pks: Iterable[int]) -> Mapping[int, Card]:
        """Title, address and summary of each findable page."""
        types = {page.pk: page.specific_class for page in self.findable().filter(pk__in=pks)}
        return {
            page.pk: Card(
                title=page.title,
                url=page.url or "",
                kind=page.search_kind or "page",
                summary=page.summary,
                detail=page.search_detail(),
            )
            for page in pages_as_listed(types, with_pictures=False).values()
            if page.url
        }


def _is_a_pdf_too() -> Q:
    """Documents of a public tool with a PDF of the same beside them that everybody may open."""
    tools = ToolPage.objects.filter(Exists(public_pages().order_by().filter(pk=OuterRef("pk"))))
    pdfs = not_restricted(HubDocument.objects.filter(file__iendswith=".pdf"))
    found = Q()
    for paper in ("worksheet", "handout"):
        pdf = f"{paper}_pdf"
        both = tools.filter(Exists(pdfs.filter(pk=OuterRef(pdf))), **{f"{paper}__isnull": False})
        found |= Q(pk__in=both.exclude(**{pdf: F(paper)}).values(paper))
    return found


class DocumentSource:
    """Documents that people read and that everybody may open."""

    name = "document"
    model = HubDocument

    def findable(self) -> QuerySet[HubDocument]:
        """Public documents of readable types. A tool's paper that is there as PDF too is found as the PDF alone."""
        endings = Q(pk__in=[])
        for ending in READABLE_ENDINGS:
            endings |= Q(file__iendswith=f".{ending}")
        return public_documents().filter(endings).exclude(_is_a_pdf_too())

    def rule(self) -> Hashable:
        """The boundaries of visibility, and the types between which references are looked for."""
        types = ContentType.objects.get_for_models(Page, HubDocument)
        return visibility_boundaries(), *sorted(each.pk for each in types.values())

    def is_findable(self, item: HubDocument) -> bool:
        """The same rule for one document."""
        return self.findable().filter(pk=item.pk).exists()

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        """One query for the documents, one for the state of their texts."""
        rows = list(
            self.findable().values_list("pk", "title", "note", "file_hash", "file").order_by("pk")
        )
        read = texts_of_files(row[3] for row in rows)
        for pk, title, note, file_hash, file in rows:
            yield pk, _fingerprint(title, note, file_hash, file, len(read.get(file_hash, ())))

    def texts(self, pks: Iterable[int]) -> Mapping[int, FindableText]:
        """Title, note and, once extracted, the text of each findable document, place by place."""
        documents = list(self.findable().filter(pk__in=list(pks)))
        read = texts_of_files(document.file_hash for document in documents)
        return {
            document.pk: FindableText(
                title=document.title,
                kind="document",
                lead=document.note,
                passages=tuple(read.get(document.file_hash, ())),
                extra_terms=document.filename,
                published_at=document.created_at,
            )
            for document in documents
        }

    def cards(self, pks: Iterable[int]) -> Mapping[int, Card]:
        """Title, address, type and size of each findable document."""
        return {
            document.pk: Card(
                title=document.title,
                url=document.url,
                kind="document",
                summary=document.note,
                detail=file_detail(document),
            )
            for document in self.findable().filter(pk__in=list(pks))
        }


def file_detail(document: HubDocument) -> str:
    """The sort and size of a file, such as "PDF, 120 KB"."""
    sort = document.file_extension.upper()
    return f"{sort}, {filesizeformat(document.file_size)}" if document.file_size else sort


def register_sources() -> None:
    """Declare both; called when the app is ready."""
    findable.register(PageSource())
    findable.register(DocumentSource())
