"""What stands beside the number of a page or slide, and says nothing by itself: “Page”, “of”, “/”. Pure."""

from __future__ import annotations

import re

_BESIDE_A_NUMBER = re.compile(
    r"(?:page|slide|seite|folie|p\.?|of|von|[\d\s/|().,:#‹›<>–—-])*", re.I
)


def is_beside_a_number(text: str) -> bool:
    """Whether a text says nothing that would not stand beside the number of a page."""
    return _BESIDE_A_NUMBER.fullmatch(text) is not None
