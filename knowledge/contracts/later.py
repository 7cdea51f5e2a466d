"""Names of packages that a web worker hardly ever needs, imported when one is first called.

Type checkers and the contracts between floors read the real import, which stands under `TYPE_CHECKING` beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """A function, or a class that is only called. The first call imports it, and raises what that import raises."""

    def called(*args: object, **kwargs: object) -> object:
        return getattr(import_module(module), name)(*args, **kwargs)

    return called
