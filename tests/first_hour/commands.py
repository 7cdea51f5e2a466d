"""The commands that stand in docs/operations.md, by the names in the info strings of their blocks."""

from __future__ import annotations

import re

from tests.machine import ROOT

BLOCK = re.compile(r"^```sh run=([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented() -> dict[str, str]:
    """Name → commands, in the document's order. ValueError where two blocks have one name."""
    found = BLOCK.findall((ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))
    blocks = dict(found)
    if len(blocks) != len(found):
        raise ValueError("docs/operations.md gives two blocks of commands one name")
    return blocks
