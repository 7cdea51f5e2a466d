"""Takes out of a PDF's pages what nobody reads or looks for: their numbers, and lines of dots alone. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(
    r"\W*(?P<page>page\s+)?(?P<number>\d{1,4})(?P<of>\s*(?:of|/)\s*\d{1,4})?\W*", re.I
)
_ORNAMENT = re.compile(r"[\s•·●▪■◦○*_.…–—|-]+")


def without_furniture(texts: Sequence[str]) -> list[str]:
    """The pages without lines of dots, and without numbers in their first or last line: "Page 2 of 9"
    wherever it stands so, a bare figure where the figures count up with the pages."""
    pages = [[line for line in text.split("\n") if not _ORNAMENT.fullmatch(line)] for text in texts]
    offsets = Counter(
        int(match["number"]) - at
        for at, lines in enumerate(pages)
        for match in map(_NUMBER.fullmatch, _edges(lines))
        if match
    )
    offset, count = max(offsets.items(), key=lambda pair: pair[1], default=(0, 0))
    counts_up = count > 1 and 2 * count >= len(pages)
    result = []
    for at, lines in enumerate(pages):
        for line in _edges(lines):
            match = _NUMBER.fullmatch(line)
            if match is None:
                continue
            is_said = match["page"] and match["of"]
            if is_said or (counts_up and int(match["number"]) == at + offset):
                lines.remove(line)
        result.append("\n".join(lines))
    return result


def _edges(lines: Sequence[str]) -> list[str]:
    said = [line for line in lines if line.strip()]
    return list(dict.fromkeys([*said[:1], *said[-1:]]))
