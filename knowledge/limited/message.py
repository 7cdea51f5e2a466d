"""What the limited process is asked, and what it answers."""

from __future__ import annotations

from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]
"""JSON: only the module that does the work knows what stands in it."""
