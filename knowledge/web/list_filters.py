"""Ways to narrow a list of pages by its address, and what stands last in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.http import QueryDict
from wagtail.models import Page

from knowledge.models import ToolPage
from knowledge.models.base import KnowledgePage
from knowledge.models.publishers import PublishedPage
from knowledge.models.tagging import PageAudience, PageRegion, PageTopic

Tagging = type[PageTopic] | type[PageAudience] | type[PageRegion]

TAGS: dict[str, tuple[str, Tagging]] = {
    "topic": ("Topic", PageTopic),
    "audience": ("Who it is for", PageAudience),
    "region": ("Region", PageRegion),
}
LONGEST = (30, 45, 60)
"""Minutes that a visitor may have for a tool."""
GROUPS = (4, 8, 12, 20)
"""People that a visitor may have for a tool."""


@dataclass(frozen=True)
class Filter:
    """A way to narrow a list: its name in the address and its choices."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    selected: str


@dataclass(frozen=True)
class Narrowing:
    """What a list can be narrowed by, and the pages that a choice leaves."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    pages: Callable[[str], QuerySet]
    """Choice → the ids of the pages that fit it."""


def narrow(
    page: KnowledgePage, children: QuerySet[Page], asked: QueryDict
) -> tuple[list[Filter], QuerySet[Page]]:
    """The filters that have at least two choices among the children, and what the address leaves."""
    filters = []
    left = children
    for way in [*_own_ways(page, children), *_tag_ways(children)]:
        if len(way.options) < 2:
            continue
        wanted = asked.get(way.name, "")
        selected = wanted if wanted in dict(way.options) else ""
        filters.append(Filter(way.name, way.label, way.options, selected))
        if selected:
            left = left.filter(pk__in=way.pages(selected))
    return filters, left


def query_of(filters: Iterable[Filter]) -> str:
    """The query string of what is chosen."""
    query = QueryDict(mutable=True)
    for chosen in filters:
        if chosen.selected:
            query[chosen.name] = chosen.selected
    return query.urlencode()


def being_checked(page: KnowledgePage) -> Case:
    """Whether a child of the page has no address that opens: what does not open stands last."""
    for model in page.allowed_subpage_models():
        if issubclass(model, PublishedPage) and model.own_copy:
            rows = model.objects.filter(model.being_checked()).values("pk")
            return Case(When(pk__in=rows, then=Value(True)), default=Value(False))
    return Case(default=Value(False), output_field=BooleanField())


def _own_ways(page: KnowledgePage, children: QuerySet[Page]) -> list[Narrowing]:
    """By what only the type of the children has."""
    for model in page.allowed_subpage_models():
        rows = model.objects.filter(pk__in=children.values("pk"))
        if choices := getattr(model, "Kind", None):
            return [_by_choice(rows, "kind", "Kind", choices.choices)]
        if model is ToolPage:
            return [
                _by_choice(rows, "purpose", "What for", ToolPage.Purpose.choices),
                _by_numbers(rows, "minutes", "How long", LONGEST, _lasts_at_most),
                _by_numbers(rows, "people", "How many people", GROUPS, _is_for),
            ]
    return []


def _by_choice(
    rows: QuerySet, field: str, label: str, choices: Iterable[tuple[str, object]]
) -> Narrowing:
    present = set(rows.order_by().values_list(field, flat=True))
    options = tuple((value, str(words)) for value, words in choices if value in present)
    return Narrowing(
        field, label, options, lambda value: rows.filter(**{field: value}).values("pk")
    )


def _by_numbers(
    rows: QuerySet,
    name: str,
    label: str,
    numbers: Iterable[int],
    rule: Callable[[int], tuple[str, Q]],
) -> Narrowing:
    rules = {str(number): rule(number) for number in numbers}
    counts = rows.aggregate(**{f"n{n}": Count("pk", filter=q) for n, (_, q) in rules.items()})
    options = tuple((n, words) for n, (words, _) in rules.items() if counts[f"n{n}"])
    return Narrowing(name, label, options, lambda n: rows.filter(rules[n][1]).values("pk"))


def _lasts_at_most(minutes: int) -> tuple[str, Q]:
    return f"Up to {minutes} minutes", Q(minutes__lte=minutes)


def _is_for(people: int) -> tuple[str, Q]:
    least = Q(people_from=None) | Q(people_from__lte=people)
    most = Q(people_to=None) | Q(people_to__gte=people)
    said = ~Q(people_from=None, people_to=None)
    return f"{people} people", said & least & most


def _tag_ways(children: QuerySet[Page]) -> list[Narrowing]:
    """By what pages are tagged with. One query each."""
    return [_by_tag(children, name, label, tagging) for name, (label, tagging) in TAGS.items()]


def _by_tag(children: QuerySet[Page], name: str, label: str, tagging: Tagging) -> Narrowing:
    rows = (
        tagging.objects.filter(page__in=children.values("pk"))
        .values_list(f"{name}__slug", f"{name}__name")
        .distinct()
        .order_by(f"{name}__name")
    )
    return Narrowing(
        name,
        label,
        tuple(rows),
        lambda slug: tagging.objects.filter(**{f"{name}__slug": slug}).values("page_id"),
    )
