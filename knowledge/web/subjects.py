"""What a page is about, read once for an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db.models import Value
from django.http import HttpRequest
from django.utils.functional import cached_property

from knowledge.caching.making import known_rows
from knowledge.models.base import KnowledgePage
from knowledge.models.tagging import PageRequirement, PageRung, PageTopic
from knowledge.models.vocabulary import EvidenceRequirement, Rung, Topic

TAGGING: dict[str, type[PageTopic] | type[PageRequirement] | type[PageRung]] = {
    "topic": PageTopic,
    "requirement": PageRequirement,
    "rung": PageRung,
}
Row = TypeVar("Row", Topic, EvidenceRequirement, Rung)


class Subjects:
    """What a page is about; a preview shows the draft's own."""

    def __init__(self, page: KnowledgePage, *, is_preview: bool) -> None:
        self.page = page
        self._is_preview = is_preview

    @cached_property
    def topics(self) -> list[Topic]:
        """Its topics by name."""
        rows = self._rows("topic", Topic.objects.in_bulk)
        return sorted(rows, key=lambda row: row.name.lower())

    @cached_property
    def requirements(self) -> list[EvidenceRequirement]:
        """The requirements that it can evidence."""
        return self._rows("requirement", EvidenceRequirement.objects.in_bulk)

    @cached_property
    def rungs(self) -> list[Rung]:
        """The rungs that it shows or helps with."""
        return self._rows("rung", Rung.objects.in_bulk)

    def _rows(self, name: str, fetch: Callable[[list[int]], Mapping[int, Row]]) -> list[Row]:
        return list(known_rows(name, self.tagged[name], fetch).values())

    @cached_property
    def tagged(self) -> dict[str, list[int]]:
        """Name in `TAGGING` → keys of what it is about."""
        found: dict[str, list[int]] = {name: [] for name in TAGGING}
        if self._is_preview:
            for name, pks in found.items():
                links = getattr(self.page, f"{name}_links").all()
                pks += [getattr(link, f"{name}_id") for link in links]
            return found
        # What is public stands in the tables: one question for all three.
        asked = [
            tagging._default_manager.filter(page_id=self.page.pk).values_list(
                Value(name), "pk", f"{name}_id"
            )
            for name, tagging in TAGGING.items()
        ]
        for name, _, pk in sorted(asked[0].union(*asked[1:], all=True)):
            found[name].append(pk)
        return found


def subjects_of(page: KnowledgePage, request: HttpRequest) -> Subjects:
    """The subjects of the page that is answered; whatever stands on it shares them."""
    found = request.__dict__.get("_hub_subjects")
    if not isinstance(found, Subjects) or found.page is not page:
        found = Subjects(page, is_preview=getattr(request, "is_preview", False))
        request.__dict__["_hub_subjects"] = found
    return found
