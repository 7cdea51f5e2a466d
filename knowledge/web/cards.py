"""Pages as lists of other pages show them.

Only what everybody may see is listed, whoever asks: `knowledge.public_pages` decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from knowledge.caching.making import known_rows
from knowledge.contracts.findable import KINDS
from knowledge.models.base import KnowledgePage
from knowledge.models.tagging import PageTopic
from knowledge.public_pages import public_pages


@dataclass(frozen=True)
class PageCard:
    """A page as lists show it."""

    title: str
    url: str
    summary: str
    kind: str
    """Key of `findable.KINDS`."""
    kind_label: str
    detail: str
    template: str
    page: KnowledgePage
    topics: tuple[str, ...] = ()
    is_link_being_checked: bool = False


def types_of_kind(kind: str) -> list[ContentType]:
    """The page types, of whichever app, that search calls by that kind."""
    models = [
        model
        for model in get_page_models()
        if issubclass(model, KnowledgePage) and model.search_kind == kind
    ]
    return list(ContentType.objects.get_for_models(*models).values())


def pages_of_kind(kind: str) -> QuerySet[Page]:
    """Every public page of a kind, newest first."""
    return (
        public_pages()
        .filter(content_type__in=types_of_kind(kind))
        .order_by("-first_published_at", "-pk")
    )


def cards_of(pages: Iterable[Page], request: HttpRequest | None) -> list[PageCard]:
    """Cards in the order of the pages: one query a page type, one for topics, none where all are known."""
    types = {page.pk: page.specific_class for page in pages}
    rows = known_rows("card", types, lambda missing: _rows({pk: types[pk] for pk in missing}))
    return [_card(row, topics, request) for row, topics in rows.values()]


def _rows(
    types: Mapping[int, type[Page] | None],
) -> dict[int, tuple[KnowledgePage, tuple[str, ...]]]:
    """Pages as their cards show them, with the names of their topics."""
    found = pages_as_listed(types, with_pictures=True)
    topics: dict[int, list[str]] = defaultdict(list)
    for page_id, name in PageTopic.objects.filter(page_id__in=found).values_list(
        "page_id", "topic__name"
    ):
        topics[page_id].append(name)
    return {pk: (row, tuple(sorted(topics[pk]))) for pk, row in found.items()}


def pages_as_listed(
    types: Mapping[int, type[Page] | None], *, with_pictures: bool
) -> dict[int, KnowledgePage]:
    """Pages of which the type is known, without their text, with the other rows that lists show of them."""
    by_type: dict[type[KnowledgePage], list[int]] = defaultdict(list)
    for pk, model in types.items():
        if model is not None and issubclass(model, KnowledgePage):
            by_type[model].append(pk)
    found: dict[int, KnowledgePage] = {}
    for model, pks in by_type.items():
        rows = _with_what_they_show(model, model.card_pictures if with_pictures else ())
        found.update((row.pk, row) for row in rows.filter(pk__in=pks))
    return found


def _with_what_they_show(
    model: type[KnowledgePage], pictures: Collection[str]
) -> QuerySet[KnowledgePage]:
    text = {field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)}
    rows = model.objects.defer(*text - {*model.card_streams}).prefetch_related(
        *(f"{name}__renditions" for name in pictures)
    )
    related = model.search_label_rows().union(pictures)
    return rows.select_related(*related) if related else rows


def _card(page: KnowledgePage, topics: tuple[str, ...], request: HttpRequest | None) -> PageCard:
    kind = page.search_kind or "page"
    return PageCard(
        title=page.title,
        url=page.get_url(request) or "",
        summary=page.summary,
        kind=kind,
        kind_label=KINDS[kind].singular,
        detail=page.search_detail(),
        template=page.card_template,
        page=page,
        topics=topics,
        is_link_being_checked=getattr(page, "is_link_being_checked", False),
    )
