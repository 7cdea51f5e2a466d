"""What is said to Elasticsearch, and what it says."""

from __future__ import annotations

from typing import Any, TypeAlias

Body: TypeAlias = dict[str, Any]
"""JSON, as its own documentation describes it."""
