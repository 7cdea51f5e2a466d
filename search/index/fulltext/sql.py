"""A piece of SQL with its values."""

from __future__ import annotations

from typing import TypeAlias

Param: TypeAlias = str | int | float
Sql: TypeAlias = tuple[str, list[Param]]

WITHIN = "'%%' || %s || '%%'"
"""What LIKE compares with to find a value within a text. SQLite plans a statement anew each time it is asked
where that is a parameter as it is."""
