"""Which addresses outside the hub do not answer any more: asked by pages, told by whoever keeps the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection

_installed: list[Callable[[], Collection[str]]] = []


def install(ask: Callable[[], Collection[str]]) -> None:
    """Let this tell; called from an app's `ready()`."""
    _installed[:] = [ask]


def broken_addresses() -> Collection[str]:
    """All of them: few, and asked for once an answer. None while nobody keeps a ledger."""
    return _installed[0]() if _installed else ()
