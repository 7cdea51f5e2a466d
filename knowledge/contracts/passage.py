"""A stretch of text that a search hit can open at. It knows no Django: readers of files make some too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A stretch of an item that a hit can open at: a section, a page of a PDF, a slide, a minute."""

    text: str
    heading: str = ""
    anchor: str = ""
    """URL fragment without `#`: "h-1a2b3c4d", "page=3", "t=75"; empty for the item's beginning."""
    place: str = ""
    """The place in words, "page 3" or "1:15"; empty where the heading says enough."""
    moments: tuple[tuple[int, int], ...] = ()
    """Of what is spoken: (words before, second), for each line; a hit plays from its very line."""
