"""What people have contributed, asked of the app that holds it: before an account ends, for a copy of
everything, and when somebody says where they belong. That app installs its answers when it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from knowledge.users.models import User


@dataclass(frozen=True)
class Holdings:
    """A person's contributions by what happens to them when the person goes. Each has a title."""

    deleted: list[Any] = field(default_factory=list)
    """Never published, and nobody else writes them."""
    handed_over: list[tuple[Any, User]] = field(default_factory=list)
    """Never published, with the co-author who becomes the owner."""
    published: list[Any] = field(default_factory=list)
    """Public, or public once: they stay under the licence that was agreed."""
    written_with_others: list[Any] = field(default_factory=list)
    """Somebody else's, of which the person is a co-author."""


class Contributions:
    """Nobody has contributed anything; the base of what an app installs."""

    def holdings_of(self, person: User) -> Holdings:
        """All of a person's contributions; in a number of queries that does not grow."""
        return Holdings()

    def files_that_stay(self, holdings: Holdings) -> list[tuple[Model, str]]:
        """(file, private address) of pictures and documents that stay public."""
        return []

    def part_with(
        self, person: User, *, by: User, keep_credit: bool, keep_unpublished: bool
    ) -> None:
        """The person's account ends: delete, hand over or keep each of their contributions."""

    def rows_of(self, person: User) -> Mapping[type[Model], set[object]]:
        """Model → primary keys of the contributions that they write, on which other rows hang."""
        return {}

    def own_rows(self, person: User) -> Mapping[type[Model], set[object]]:
        """The same of those that they own."""
        return {}

    def texts_of(self, person: User) -> Iterable[tuple[str, str]]:
        """(file name, plain text) of each."""
        return ()

    def fill_untouched_drafts(self, person: User, place: Mapping[str, object]) -> int:
        """Give organisation and region to drafts in which nothing was saved yet; returns to how many."""
        return 0


_installed: Contributions = Contributions()


def install(contributions: Contributions) -> None:
    """Let this app answer; called from its `ready()`."""
    global _installed
    _installed = contributions


def contributions() -> Contributions:
    """Whoever answers."""
    return _installed
