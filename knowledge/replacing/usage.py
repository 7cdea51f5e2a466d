"""What uses a file, as far as a person may see it, and what pages say themselves of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import Page, ReferenceIndex

from knowledge.access.regions import pages_seen_inside
from knowledge.documents.files.in_drafts import pages_with_draft_of
from knowledge.documents.files.visibility import LibraryFile, public_pages_with
from knowledge.models import HubImage
from knowledge.models.base import KnowledgePage
from knowledge.users.models import User


@dataclass(frozen=True)
class PageUse:
    """A page with the file; of a picture what it says itself, "" where it is decoration."""

    page: Page
    alternative_texts: tuple[str, ...]


@dataclass(frozen=True)
class Usage:
    """What uses a file."""

    pages: list[PageUse]
    other_pages: int
    """How many more that the person does not see."""
    others: list[str]
    """What else, counted by its sort."""

    @property
    def has_own_texts(self) -> bool:
        """Whether a page says itself what the picture shows."""
        return any(any(use.alternative_texts) for use in self.pages)


def usage_of(file: LibraryFile, user: User) -> Usage:
    """The pages with it that the person sees, in drafts too, and what else there is, counted."""
    references = ReferenceIndex.get_references_to(file).order_by()
    page_type = ContentType.objects.get_for_model(Page).pk
    keys = references.filter(base_content_type=page_type).values_list("object_id", flat=True)
    using = Page.objects.filter(pk__in={*map(int, keys), *pages_with_draft_of(file)})
    inside = using.filter(pk__in=pages_seen_inside(user).order_by().values("pk"))
    shown = inside | using.filter(pk__in=public_pages_with(file).order_by().values("pk"))
    inside_keys = set(inside.values_list("pk", flat=True))
    pages = [
        PageUse(page, _said_of(file, page, with_draft=page.pk in inside_keys))
        for page in shown.order_by("title").specific()
    ]
    counted = (
        references.exclude(base_content_type=page_type)
        .values_list("base_content_type")
        .annotate(count=Count("object_id", distinct=True))
    )
    others = [_counted(ContentType.objects.get_for_id(pk), count) for pk, count in counted]
    return Usage(pages, using.count() - len(pages), sorted(others))


def drafts_with(file: LibraryFile, user: User) -> tuple[list[Page], int]:
    """The pages of which a draft or a scheduled version uses it, as far as the person sees them, and how many more."""
    using = Page.objects.filter(pk__in=pages_with_draft_of(file))
    inside = using.filter(pk__in=pages_seen_inside(user).order_by().values("pk"))
    seen = list(inside.order_by("title"))
    return seen, using.count() - len(seen)


def _said_of(file: LibraryFile, page: Page, *, with_draft: bool) -> tuple[str, ...]:
    """Each text once, of what is public and, for those who read the page inside, of its draft."""
    if not isinstance(file, HubImage) or not isinstance(page, KnowledgePage):
        return ()
    texts = page.alternative_texts_of(file.pk)
    if with_draft and (page.has_unpublished_changes or not page.live):
        texts += page.get_latest_revision_as_object().alternative_texts_of(file.pk)
    return tuple(dict.fromkeys(texts))


def _counted(sort: ContentType, count: int) -> str:
    model = sort.model_class()
    if model is None:
        return f"{count} × {sort.name}"
    words = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return f"{count} {words}"
