"""A list of blocks of one kind, with a name and a template of its own."""

from __future__ import annotations

from wagtail import blocks


class ListOf(blocks.ListBlock):
    """A list whose parts are the same wherever it stands: set `part`."""

    part: type[blocks.Block]

    def __init__(self, **kwargs):
        kwargs.pop("child_block", None)
        super().__init__(self.part(), **kwargs)
