"""A piece of SQL with its values."""

from __future__ import annotations

from typing import TypeAlias

Param: TypeAlias = str | int | float
Sql: TypeAlias = tuple[str, list[Param]]
