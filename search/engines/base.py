"""What every engine promises. Which one answers is said by `search.engines.registry`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.checks import CheckMessage

from search.language.items import ItemKey, ItemVersion
from search.language.query import SearchQuery
from search.language.results import EngineResults

EVALUATION = "-evaluation-"
"""Stands in the names of throw-away copies, between the site's prefix and a token."""


class EngineUnavailable(Exception):
    """An engine cannot answer now. What went wrong is for the log, never for a visitor."""

    def __init__(self, why: str, *, is_query_specific: bool = False):
        super().__init__(why)
        self.is_query_specific = is_query_specific
        """Whether the next query may be asked at once, because only this one failed."""


@dataclass(frozen=True)
class IndexedVersion:
    """An item as a copy holds it."""

    source: str
    item_id: int
    version: int
    is_removed: bool = False
    is_right: bool = True
    """Whether every field is as it should be; only known where contents were compared."""


@dataclass(frozen=True)
class BulkResult:
    """What became of items that were sent to a copy."""

    done: frozenset[ItemKey] = frozenset()
    """The copy holds this version or a newer one."""
    refused: Mapping[ItemKey, str] = field(default_factory=dict)
    """item → why the copy will not take it as it is."""
    deferred_reason: str = ""
    """Why the rest could not be sent now; empty when nothing was left."""


def evaluation_prefix(prefix: str, token: str) -> str:
    """The prefix of a throw-away copy beside the site's own."""
    return f"{prefix}{EVALUATION}{token}"


class IndexReplica(ABC):
    """The copy of all records that an engine outside of the database answers from."""

    @abstractmethod
    def is_usable(self) -> bool:
        """Whether there is a copy in use that has the form this release needs."""

    @abstractmethod
    def send(
        self, items: Sequence[ItemVersion], *, staging_only: bool = False, refresh: bool
    ) -> BulkResult:
        """Bring these items up to date, or take them out where no record is left.

        Goes to the copy in use and to the next one where there is one. Any order, any number of times:
        an older version never takes the place of a newer one. With `refresh`, searches that begin
        after this returns see it; removals are always seen.
        """

    @abstractmethod
    def indexed_versions(
        self, *, of_staging: bool = False, compare: bool = False
    ) -> Iterator[IndexedVersion]:
        """Everything in the copy, removals too; with `compare`, each field against its record."""

    @abstractmethod
    def create_staging(self) -> None:
        """Make an empty next copy, in the place of any other; from now on `send` reaches it too."""

    @abstractmethod
    def promote(self) -> None:
        """Take the next copy into use, for every process at once."""

    @abstractmethod
    def delete_unused(self) -> int:
        """Delete every copy, half-built or old, that is not in use; returns how many."""

    @abstractmethod
    def delete_tombstones(self, items: Sequence[ItemVersion]) -> None:
        """Delete the signs of removals that are too old to be of use."""

    @abstractmethod
    def delete_evaluations(self, was_left: Callable[[str, datetime], bool]) -> None:
        """Delete the copies that `search.evaluation` made beside this one, for whose token and time of
        making `was_left` is true. Never one of the site's own."""

    @abstractmethod
    def describe(self) -> str:
        """One line for `search_status`: which copy is in use and how much it holds."""


class SearchEngine(ABC):
    """Answers queries from records. Nothing it returns may be unfindable when it is asked."""

    name: str
    replica: IndexReplica | None = None
    """Where the engine answers from a copy of its own: what `search.copies.sync` keeps up to date."""

    @abstractmethod
    def search(self, query: SearchQuery) -> EngineResults:
        """The items of the query's page (or the last one there is), the total and the counts.

        One item once, at most `search.language.query.REACH` reachable, the same order for every page.
        """

    @abstractmethod
    def check(self) -> list[CheckMessage]:
        """What is wrong with this engine's settings, for `manage.py check`; touches no service."""
