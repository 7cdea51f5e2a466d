"""What a page of the demo is, before it is in any database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.demo.blocks import Block


@dataclass(frozen=True)
class DemoPage:
    """A page to be made where it is missing. Its slug is its key in the whole demo."""

    model: str
    """App and model, such as "knowledge.SectionPage"."""
    slug: str
    title: str
    parent: str
    """Slug of the page it lies under; empty for the home page."""
    summary: str
    body: tuple[Block, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    """Values of the model's own fields; `Ref` and `Words` in them are looked up, and blocks make a stream."""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    rungs: tuple[int, ...] = ()
    region: str = ""
    """Slug of the region it belongs to, where its parent does not say."""
    in_menu: bool = False
    months_unchecked: int = 0
    """How long ago somebody last checked it; 0: today."""
