"""How a findable item is named, and which version of what is recorded of it is meant. Pure."""

from __future__ import annotations

from dataclasses import dataclass

ItemKey = tuple[str, int]
"""The name of an item's source and its key there: ("page", 12)."""


@dataclass(frozen=True)
class ItemVersion:
    """An item as it ought to be in a copy: the version of its record, or of its removal."""

    source: str
    item_id: int
    version: int

    @property
    def key(self) -> ItemKey:
        """Source and key."""
        return (self.source, self.item_id)
