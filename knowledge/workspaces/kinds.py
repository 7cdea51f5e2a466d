"""Tools that groups use behind a private link. Each names itself in its app's `ready()`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One sort of workspace."""

    key: str
    """As `Workspace.kind` keeps it."""
    name: str
    """In people's words: "gap analysis"."""
    start: str
    """Name of the view to which a link leads; its only argument is the link's key."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declare a tool. The same key again replaces it."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind:
    """The tool of that key."""
    return _kinds[key]
