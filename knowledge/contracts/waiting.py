"""What waits for a person of the admin: each sort of it counted by whoever keeps its list.

An app says so with `register("quarantine", order, counts)`; the admin's first page shows what is more than none.
A count comes from the queryset that the list itself shows, and its address leads to just what was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Waiting:
    """So many things of a sort, in words, and where they are listed."""

    count: int
    one: str
    """What follows the number one, such as "review waits for you"."""
    many: str
    """What follows any other number."""
    address: str

    @property
    def words(self) -> str:
        """What follows the number."""
        return self.one if self.count == 1 else self.many


Counts = Callable[..., Iterable[Waiting]]
"""Given a request: what waits for whoever asks, nothing of another region among it."""

_lists: dict[str, tuple[int, Counts]] = {}


def register(name: str, order: int, counts: Counts) -> None:
    """Count a sort of things on the admin's first page; called from an app's `ready()`."""
    _lists[name] = (order, counts)


def waiting_for(request: HttpRequest) -> list[Waiting]:
    """Everything that waits for the person, by its order; what is none is left out."""
    in_order = sorted(_lists.values(), key=lambda each: each[0])
    return [row for _, counts in in_order for row in counts(request) if row.count]
