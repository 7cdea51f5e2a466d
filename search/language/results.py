"""What a search answers: frozen values, the same from every engine, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from search.language.query import OtherName

SHOWN_AT_ONCE = 6
"""Values of a facet that are shown before the rest unfolds."""


@dataclass(frozen=True)
class Fragment:
    """A run of text; `is_highlighted` where it is what the visitor asked for. Templates escape it."""

    text: str
    is_highlighted: bool = False


Fragments = tuple[Fragment, ...]


@dataclass(frozen=True)
class PassageHit:
    """A stretch of an item that matched."""

    fragments: Fragments
    heading: Fragments = ()
    anchor: str = ""
    place: str = ""


@dataclass(frozen=True)
class EngineHit:
    """An item an engine found, not yet looked up: source and key, and where it matched."""

    source: str
    item_id: int
    passages: tuple[PassageHit, ...] = ()


@dataclass(frozen=True)
class EngineResults:
    """An engine's whole answer to one query. Everything in it was findable when it was asked."""

    total: int
    page: int
    """The page that `hits` are, at most the last one."""
    hits: tuple[EngineHit, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """facet → value → number of items with it among those that match all other facets."""
    is_simpler: bool = False
    """Whether the database answered in the place of an engine that could not."""


@dataclass(frozen=True)
class HitLocation:
    """A passage of a hit with the address that opens there."""

    url: str
    fragments: Fragments
    heading: Fragments = ()
    place: str = ""

    @property
    def link_text(self) -> Fragments:
        """What the link says: its heading and place, or what a click does."""
        if "#t=" in self.url:
            return (Fragment(f"Play from {self.place}"),)
        place = f"Open at {self.place}" if "#page=" in self.url else self.place
        if not (self.heading and self.place):
            return self.heading or ((Fragment(place),) if self.place else ())
        return (*self.heading, Fragment(f", {place}"))


@dataclass(frozen=True)
class SearchHit:
    """One item, shown once, with its best places."""

    url: str
    title: Fragments
    kind: str
    kind_label: str
    detail: str = ""
    lead: Fragments = ()
    locations: tuple[HitLocation, ...] = ()
    reason: OtherName | None = None
    """The other name by which it was found, where it does not hold the typed one."""
    labels: tuple[Fragments, ...] = ()
    """Topics, schemes and the like by which it was found, where nothing else above shows why."""

    @property
    def shows_why(self) -> bool:
        """Whether a visitor sees in it what they asked for."""
        shown = [self.title, self.lead]
        shown += [
            fragments for place in self.locations for fragments in (place.heading, place.fragments)
        ]
        return bool(self.reason) or any(
            fragment.is_highlighted for fragments in shown for fragment in fragments
        )


@dataclass(frozen=True)
class Definition:
    """What a word means that was asked about."""

    name: str
    meaning: str
    url: str = ""
    """Its entry in the glossary; empty where there is none."""


@dataclass(frozen=True)
class FacetValue:
    """A value a visitor can tick, with the number of items it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter: its name in the address, its heading, its values in the vocabulary's order."""

    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def chosen(self) -> tuple[FacetValue, ...]:
        """The ticked values."""
        return tuple(value for value in self.values if value.is_chosen)

    @cached_property
    def first_values(self) -> tuple[FacetValue, ...]:
        """The values shown at once: the ticked ones, and the first others up to `SHOWN_AT_ONCE`."""
        room = max(0, SHOWN_AT_ONCE - len(self.chosen))
        others = [value.value for value in self.values if not value.is_chosen][:room]
        return tuple(value for value in self.values if value.is_chosen or value.value in others)

    @cached_property
    def more_values(self) -> tuple[FacetValue, ...]:
        """The values that unfold."""
        first = {value.value for value in self.first_values}
        return tuple(value for value in self.values if value.value not in first)


@dataclass(frozen=True)
class SearchResults:
    """One page of results with everything that is said around it."""

    total: int
    page: int
    pages: int
    hits: tuple[SearchHit, ...]
    facets: tuple[Facet, ...]
    is_beyond_reach: bool = False
    """Whether there are more than paging reaches."""
    is_simpler: bool = False
    """Whether the database answered in the place of an engine that could not."""
    promoted: tuple[SearchHit, ...] = ()
    """What editors put first; not among the hits of any page."""
    corrected: str = ""
    """What was searched in place of what was typed; empty if as typed."""
    unmentioned: tuple[str, ...] = ()
    """Words that were typed and that nothing holds, as they were typed."""
    without_operators: str = ""
    """What was searched in place of a query whose quotation marks or minus signs left nothing."""
    did_you_mean: str = ""
    """A likelier query that finds something; empty if there is none."""
    is_by_meaning: bool = False
    """Whether no page has the words, and what is nearest in meaning is shown in their place."""
    other_names: tuple[OtherName, ...] = ()
    """Names that were searched as well."""
    definition: Definition | None = None
    """The meaning that was asked for."""

    @property
    def chosen(self) -> tuple[tuple[Facet, FacetValue], ...]:
        """Every ticked value with its facet, for the removable tags."""
        return tuple((facet, value) for facet in self.facets for value in facet.chosen)
