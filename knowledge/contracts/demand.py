"""What visitors looked for and did not get: asked by whoever plans content, told by whoever keeps searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True)
class Wanted:
    """Words that were searched for in vain."""

    words: str
    visitors: int
    outcome: str
    """Such as "found nothing"."""
    acts: tuple[tuple[str, str], ...] = ()
    """(label, address) of what the person may do about it."""


_installed: list[Callable[[AbstractUser], Sequence[Wanted]]] = []


def install(ask: Callable[[AbstractUser], Sequence[Wanted]]) -> None:
    """Let this tell; called from an app's `ready()`."""
    _installed[:] = [ask]


def wanted(user: AbstractUser) -> Sequence[Wanted]:
    """What this person may know of it, the most wanted first; nothing while nobody tells."""
    return _installed[0](user) if _installed else ()
