"""How many public things the hub has at each crossing of two of: section, region, rung, requirement, audience."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex, get_page_models

from knowledge.access.routing import regions_of_pages
from knowledge.contracts.findable import KINDS
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    Organisation,
    PackPage,
    PageAudience,
    PageRequirement,
    PageRung,
    PageTopic,
    Rung,
    SectionPage,
)
from knowledge.models.base import KnowledgePage
from knowledge.public_pages import public_pages

COUNTED = ("example", "resource", "tool", "video")
NOT_SAID = 0
"""Stands for things that say nothing on an axis."""
FORMER = -1
"""Stands for what is on an axis no more: a region that has ended, a requirement of an earlier year."""
NOT_ASKED_FOR = {NOT_SAID: "Not said", FORMER: "No longer current"}

Values = dict[int, set[int]]
"""page pk → ids of what it belongs to on an axis."""


@dataclass(frozen=True)
class Axis:
    """One side of the matrix."""

    key: str
    label: str
    options: Callable[[], list[tuple[int, str]]]
    """(id, name) in order."""
    values: Callable[[Sequence[Page]], Values]


@dataclass(frozen=True)
class Cell:
    """How much there is at one crossing."""

    row: int
    column: int
    count: int
    heat: int
    """0 to 4, by its share of the most that any cell has."""


@dataclass(frozen=True)
class Matrix:
    """Two axes with a number at each crossing."""

    rows: Axis
    columns: Axis
    column_names: list[str]
    lines: list[tuple[str, list[Cell]]]

    def table(self) -> list[list[object]]:
        """As rows to take along, the headings first."""
        head: list[object] = [f"{self.rows.label} / {self.columns.label}", *self.column_names]
        return [head, *([name, *(cell.count for cell in cells)] for name, cells in self.lines)]


def make_matrix(rows: Axis, columns: Axis, kind: str = "") -> Matrix:
    """Of all kinds, or of one of `COUNTED`. A thing counts once in each cell to which it belongs."""
    pages = counted_pages(kind)
    row_options, column_options = rows.options(), columns.options()
    row_values = _placed(rows.values(pages), row_options, pages)
    column_values = _placed(columns.values(pages), column_options, pages)
    counts: Counter[tuple[int, int]] = Counter(
        (row, column)
        for page in pages
        for row in row_values[page.pk]
        for column in column_values[page.pk]
    )
    most = max(counts.values(), default=0)
    row_options += _not_asked_for({row for row, _ in counts})
    column_options += _not_asked_for({column for _, column in counts})
    lines = []
    for row, name in row_options:
        cells = [
            Cell(row, column, counts[row, column], _heat(counts[row, column], most))
            for column, _ in column_options
        ]
        lines.append((name, cells))
    return Matrix(rows, columns, [name for _, name in column_options], lines)


def counted_pages(kind: str = "") -> list[Page]:
    """The public examples, resources, tools and videos, or one of these kinds."""
    kinds = (kind,) if kind in COUNTED else COUNTED
    models = [
        model
        for model in get_page_models()
        if issubclass(model, KnowledgePage) and model.search_kind in kinds
    ]
    types = ContentType.objects.get_for_models(*models).values()
    public = public_pages().filter(content_type__in=types)
    # An alias is the same thing at a second address.
    once = public.exclude(alias_of__in=public.order_by().values("pk"))
    return list(once.only("pk", "path"))


def kinds_to_count() -> list[tuple[str, str]]:
    """(value, name of many) of what may be counted alone."""
    return [(kind, str(KINDS[kind].label)) for kind in COUNTED]


def _placed(values: Values, options: Iterable[tuple[int, str]], pages: Sequence[Page]) -> Values:
    """Of every page what it belongs to on an axis; none is left out of the matrix."""
    current = {pk for pk, _ in options}
    return {
        page.pk: {value if value in current else FORMER for value in values.get(page.pk, ())}
        or {NOT_SAID}
        for page in pages
    }


def _not_asked_for(used: set[int]) -> list[tuple[int, str]]:
    return [(pk, name) for pk, name in NOT_ASKED_FOR.items() if pk in used]


def _heat(count: int, most: int) -> int:
    return -(-4 * count // most) if most else 0


# --- what things belong to ---


def sections() -> list[SectionPage]:
    """The public sections right below a pack, in order."""
    packs = PackPage.objects.values_list("path", "depth")
    below = [path for path, _ in packs]
    found = SectionPage.objects.filter(pk__in=public_pages().values("pk")).order_by("path")
    return [each for each in found if each.path[: -Page.steplen] in below]


def _section_values(pages: Sequence[Page]) -> Values:
    """To a section belongs what it or a page below it links to, and what shares a topic with it."""
    values: Values = defaultdict(set)
    linked = _linked_from_sections()
    by_topic: dict[int, set[int]] = defaultdict(set)
    pks = [page.pk for page in pages]
    topics = PageTopic.objects.values_list("page_id", "topic_id")
    known = {section.pk for section in sections()}
    for page, topic in topics.filter(page_id__in=known):
        by_topic[topic].add(page)
    for page, topic in topics.filter(page_id__in=pks):
        values[page] |= by_topic[topic]
    for pk in pks:
        values[pk] |= linked.get(pk, set())
    return values


def _linked_from_sections() -> Values:
    inside = {}
    for section in sections():
        for pk in public_pages().filter(path__startswith=section.path).values_list("pk", flat=True):
            inside[str(pk)] = section.pk
    links = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=list(inside),
    ).values_list("object_id", "to_object_id")
    found: Values = defaultdict(set)
    for source, target in links:
        found[int(target)].add(inside[source])
    aliases = Page.objects.filter(pk__in=list(found)).exclude(alias_of=None)
    for pk, source_pk in aliases.values_list("pk", "alias_of_id"):
        found[source_pk] |= found[pk]
    return found


def _region_values(pages: Sequence[Page]) -> Values:
    return {pk: set(found) for pk, found in regions_of_pages(pages).items()}


def _linked(model: type[Model], field: str) -> Callable[[Sequence[Page]], Values]:
    def values(pages: Sequence[Page]) -> Values:
        found: Values = defaultdict(set)
        pks = [page.pk for page in pages]
        rows = model._default_manager.filter(page_id__in=pks).values_list("page_id", field)
        for page, value in rows:
            found[page].add(value)
        return found

    return values


def _named(rows: Callable[[], Iterable[Model]]) -> Callable[[], list[tuple[int, str]]]:
    return lambda: [(row.pk, str(row)) for row in rows()]


AXES = {
    axis.key: axis
    for axis in (
        Axis(
            "section",
            "Section",
            lambda: [(section.pk, section.title) for section in sections()],
            _section_values,
        ),
        Axis(
            "region",
            "Region",
            _named(lambda: Organisation.objects.regions().filter(ended_at=None).order_by("name")),
            _region_values,
        ),
        Axis("rung", "Rung", _named(Rung.objects.all), _linked(PageRung, "rung_id")),
        Axis(
            "requirement",
            "Requirement",
            _named(lambda: EvidenceRequirement.objects.filter(is_current=True)),
            _linked(PageRequirement, "requirement_id"),
        ),
        Axis(
            "audience",
            "Audience",
            _named(lambda: Audience.objects.order_by("name")),
            _linked(PageAudience, "audience_id"),
        ),
    )
}
