"""The contract by which an item becomes findable: it declares itself here, search never names it.

A *source* stands for one sort of item (pages, documents). Search asks a source three questions:
which items may everybody find now, what does this item say, and where does it open. Sources are
registered in an app's `ready()`; search reads them with `sources()`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Protocol

from django.db.models import QuerySet
from django.dispatch import Signal

from knowledge.contracts.passage import Passage


class Prominence(IntEnum):
    """How far to the front an item belongs among those that fit equally well."""

    USUAL = 0
    NOT_YET_OPEN = 1
    """It tells of something elsewhere whose address is not known yet."""
    ABOUT_SITE = 2
    """It is about the site itself, such as a privacy notice, or speaks of everything a little, such as the
    glossary: sought by its name, if at all."""


@dataclass(frozen=True)
class FindableText:
    """What is said of an item to a search engine: plain text, no markup, no addresses."""

    title: str
    kind: str
    """Value of the facet kind: one of `KINDS`."""
    lead: str = ""
    """The summary, shown where no passage matched better."""
    passages: tuple[Passage, ...] = ()
    extra_terms: str = ""
    """Words by which it is searched and which are not shown: names of topics, publisher, acronyms."""
    facets: tuple[tuple[str, int], ...] = ()
    """(facet, id) of `FACETS`: ("topic", 3)."""
    published_at: datetime | None = None
    prominence: Prominence = Prominence.USUAL


@dataclass(frozen=True)
class Card:
    """How a hit is shown and where it opens; looked up at answer time, never stored."""

    title: str
    url: str
    kind: str
    summary: str = ""
    detail: str = ""
    """A short line such as "PDF, 120 kB" or the publisher."""


class FindableSource(Protocol):
    """One sort of findable item."""

    name: str
    """Stable word stored in records: "page", "document"."""
    model: type[Any]

    def findable(self) -> QuerySet[Any]:
        """The items that everybody may find now: live, public, not past their end."""

    def rule(self) -> Hashable:
        """All that the statement of `findable()` was made from: while it is equal, so is the statement."""

    def is_findable(self, item: Any) -> bool:
        """The same rule for one item, read afresh; a test proves both equal."""

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        """(pk, fingerprint) of every findable item, in few queries. It changes with the text."""

    def texts(self, pks: Iterable[int]) -> Mapping[int, FindableText]:
        """What findable items among `pks` say, in a number of queries that does not grow with them."""

    def cards(self, pks: Iterable[int]) -> Mapping[int, Card]:
        """How findable items among `pks` are shown; those not findable (any more) are left out."""


@dataclass(frozen=True)
class Kind:
    """What sort of page or file something is, in the words that the public reads."""

    label: str
    """Of many, as search offers them."""
    singular: str
    """Of one, as its card says."""


KINDS: dict[str, Kind] = {
    "section": Kind("Guide sections", "Guide section"),
    "resource": Kind("Resources", "Resource"),
    "video": Kind("Videos", "Video"),
    "tool": Kind("Co-creation tools", "Co-creation tool"),
    "example": Kind("Practice examples", "Practice example"),
    "template": Kind("Templates", "Template"),
    "document": Kind("Documents", "Document"),
    "list": Kind("Lists", "List"),
    "page": Kind("About this site", "Page"),
}
"""Values of the facet kind, in their order. A page type names its own in `search_kind`."""


def kind_label(value: str) -> str:
    """What one thing of the kind is called; "" for a kind that nobody has declared."""
    return KINDS[value].singular if value in KINDS else ""


FACETS: tuple[str, ...] = ("topic", "audience", "region", "organisation", "requirement", "rung")
"""Facets that hold ids of rows; their labels come from `facet_labels`."""

text_changed = Signal()
"""Items say something else although they were not saved themselves: `source` (its name), `pks`, and
`at_once`, true when what they said must not be found a moment longer, such as a replaced file's words."""

_sources: dict[str, FindableSource] = {}


def register(source: FindableSource) -> None:
    """Declare a source; called from an app's `ready()`, again with the same name replaces it."""
    _sources[source.name] = source


def unregister(name: str) -> None:
    """Forget a source; for one that only lives for a while."""
    _sources.pop(name, None)


def sources() -> tuple[FindableSource, ...]:
    """Every declared source, in the order of their names."""
    return tuple(_sources[name] for name in sorted(_sources))


def source_named(name: str) -> FindableSource | None:
    """The source of that name, or None when the app that had it is gone."""
    return _sources.get(name)
