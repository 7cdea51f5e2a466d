"""Tools that groups use behind a private link. Each names itself in its app's `ready()`."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class Kind:
    """One sort of workspace."""

    key: str
    """As `Workspace.kind` keeps it."""
    name: str
    """In people's words: "gap analysis"."""
    start: str
    """Name of the view to which a link leads; its only argument is the link's key."""
    typed: tuple[str, ...] = ()
    """Names of the fields, without prefix, into which people type texts."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declare a tool. The same key again replaces it."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind:
    """The tool of that key."""
    return _kinds[key]


def typed_in(form: QueryDict) -> list[str]:
    """The texts in a form that was sent, of whichever kind, for somebody who cannot save them."""
    names = {name for kind in _kinds.values() for name in kind.typed}
    return [
        text
        for name, texts in form.lists()
        if name.rpartition("-")[2] in names
        for text in texts
        if text.strip()
    ]
