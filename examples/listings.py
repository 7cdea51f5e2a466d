"""What the list of examples and an example's page show, in a number of queries that does not grow."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from examples.consent import USUAL_NOTE
from examples.models import ExampleIndexPage, PracticeExamplePage, PracticeTemplatePage
from examples.shown_files import documents_of, pictures_of
from examples.story import story_of
from examples.submissions.follow_up import outcomes_awaited_until
from examples.template_fields import TEMPLATE_CHOICES
from knowledge.models import (
    EvidencePage,
    EvidenceRequirement,
    LadderPage,
    Organisation,
    PageRequirement,
    PageTopic,
    Rung,
    SupportText,
    Topic,
)
from knowledge.models.organisations import current_ids
from knowledge.models.tagging import PageRegion, PageRung
from knowledge.public_pages import public_pages
from knowledge.web.cards import cards_of
from knowledge.web.list_filters import Filter, query_of
from knowledge.web.listings import PAGE_SIZE
from knowledge.web.navigation import address_of
from knowledge.web.related import best_of, sharing_with
from knowledge.web.subjects import subjects_of

FILTERS: tuple[
    tuple[str, str, type[Model], type[Organisation | EvidenceRequirement | Topic | Rung]], ...
] = (
    ("region", "Region", PageRegion, Organisation),
    ("requirement", "Evidence requirement", PageRequirement, EvidenceRequirement),
    ("topic", "Topic", PageTopic, Topic),
    ("rung", "Rung of the ladder", PageRung, Rung),
)


def example_listing(page: ExampleIndexPage, request: HttpRequest) -> dict[str, object]:
    """The public examples, narrowed by the address's filters, a page at a time, and the templates."""
    children = public_pages().child_of(page)
    examples = children.type(PracticeExamplePage)
    filters = _filters(examples, request.GET)
    for chosen in filters:
        if chosen.selected:
            examples = _narrowed(examples, chosen)
    examples = examples.order_by("-first_published_at", "-pk")
    paginator = Paginator(examples, PAGE_SIZE)
    shown = paginator.get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "is_narrowed": any(chosen.selected for chosen in filters),
        "cards": cards_of(shown.object_list, request),
        "total": paginator.count,
        "shown_page": shown,
        "filter_query": query_of(filters),
        "templates": cards_of(children.type(PracticeTemplatePage).order_by("path"), request),
    }


def _filters(examples: QuerySet[Page], asked: QueryDict) -> list[Filter]:
    """Filters with their values among all public examples. One query each."""
    filters = []
    for name, label, tagging, model in FILTERS:
        ids = tagging._default_manager.filter(page__in=examples.order_by().values("pk")).values(
            f"{name}_id"
        )
        options = tuple((row.slug, str(row)) for row in model._default_manager.filter(pk__in=ids))
        wanted = asked.get(name, "")
        if wanted and wanted not in dict(options) and model is Organisation:
            wanted = _slug_of_today(wanted)
        if options:
            filters.append(Filter(name, label, options, wanted if wanted in dict(options) else ""))
    return filters


def _slug_of_today(slug: str) -> str:
    """The slug of what a body that was merged has become; the same slug otherwise."""
    former = Organisation.objects.filter(slug=slug, ended_at__isnull=False).first()
    if former is None:
        return slug
    now = Organisation.objects.filter(pk__in=current_ids([former.pk])).first()
    return now.slug if now else slug


def _narrowed(examples: QuerySet[Page], chosen: Filter) -> QuerySet[Page]:
    tagging = next(row[2] for row in FILTERS if row[0] == chosen.name)
    links = tagging._default_manager.filter(**{f"{chosen.name}__slug": chosen.selected})
    return examples.filter(pk__in=links.values("page_id"))


def example_details(page: PracticeExamplePage, request: HttpRequest) -> dict[str, object]:
    """The fields in the template's order, and what the example is about.

    Read from the page itself, not from the tables, so that a preview shows the draft's own.
    """
    regions = [link.region for link in page.region_links.all()]
    about = subjects_of(page, request)
    sharing = sharing_with(page, request, ("example", "tool", "resource"))
    return {
        "story": story_of(f"{page.title} {page.summary}", page.answers()),
        "support": (SupportText.objects.first() or SupportText()) if page.is_sensitive else None,
        "outcomes_awaited": outcomes_awaited_until(page),
        "content_note": page.content_note or USUAL_NOTE,
        "template_name": dict(TEMPLATE_CHOICES)[page.definition.key],
        "regions": regions,
        "requirements": about.requirements,
        "rungs": about.rungs,
        "evidence_url": address_of(EvidencePage, request),
        "ladder_url": address_of(LadderPage, request),
        "similar_examples": best_of(sharing, ("example",), 2),
        "helpful_tools": best_of(sharing, ("tool", "resource"), 2),
        "pictures": pictures_of(page),
        "documents": documents_of(page),
    }
