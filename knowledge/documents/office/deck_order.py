"""In what order the shapes of a slide are read: rows from left to right, columns from top to bottom. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.office.package import XmlElement

SAME_ROW = 180_000
"""Distance of upper edges in EMU (5 mm) within which shapes of two columns stand in one row."""
_LEAST_OVERLAP = 90_000


@dataclass(frozen=True)
class Placed:
    """A shape with its edges in EMU."""

    shape: XmlElement
    left: int
    top: int
    right: int
    bottom: int


def in_reading_order(shapes: Sequence[Placed]) -> list[XmlElement]:
    """The shapes as one reads them.

    Two columns are read one after the other where their boxes do not stand in common rows; a table of
    boxes is read row by row.
    """
    return [placed.shape for placed in _ordered(list(shapes))]


def _ordered(shapes: list[Placed]) -> list[Placed]:
    if len(shapes) < 2:
        return shapes
    bands = _cut(shapes, horizontally=True)
    result: list[Placed] = []
    while bands:
        group, strips = list(bands.pop(0)), [[]]  # type: ignore[var-annotated]
        strips = _cut(group, horizontally=False)
        # Bands belong together as long as the same gap runs down through them.
        while bands and len(strips) > 1:
            wider = _cut([*group, *bands[0]], horizontally=False)
            if len(wider) < 2:
                break
            group, strips = [*group, *bands.pop(0)], wider
        result += _group(group, strips)
    return result


def _group(group: list[Placed], strips: list[list[Placed]]) -> list[Placed]:
    if len(strips) > 1 and (_are_columns(strips) or len(_cut(group, horizontally=True)) < 2):
        return [placed for strip in strips for placed in _within(strip, group)]
    bands = _cut(group, horizontally=True)
    if len(bands) > 1:
        return [placed for band in bands for placed in _row(band)]
    return sorted(group, key=lambda placed: (placed.top, placed.left))


def _within(strip: list[Placed], group: list[Placed]) -> list[Placed]:
    return _ordered(strip) if len(strip) < len(group) else _by_edges(strip)


def _row(band: list[Placed]) -> list[Placed]:
    strips = _cut(band, horizontally=False)
    if len(strips) < 2:
        return _by_edges(band)
    return [placed for strip in strips for placed in _by_edges(strip)]


def _by_edges(shapes: list[Placed]) -> list[Placed]:
    return sorted(shapes, key=lambda placed: (placed.top, placed.left))


def _are_columns(strips: list[list[Placed]]) -> bool:
    """Whether strips side by side, each of several boxes, do not stand in common rows."""
    tall = [sorted(placed.top for placed in strip) for strip in strips if len(strip) > 1]
    if len(tall) < 2:
        return False
    tall.sort(key=len)
    fewest = tall[0]
    return any(
        not any(abs(top - other) <= SAME_ROW for other in tops)
        for tops in tall[1:]
        for top in fewest
    )


def _cut(shapes: list[Placed], *, horizontally: bool) -> list[list[Placed]]:
    """The shapes in groups with a clear gap between them, from top to bottom or from left to right."""

    def edges(placed: Placed) -> tuple[int, int]:
        if horizontally:
            return placed.top, placed.bottom
        return placed.left, placed.right

    groups: list[list[Placed]] = []
    end = 0
    for placed in sorted(shapes, key=edges):
        start, stop = edges(placed)
        if groups and start < end - min(_LEAST_OVERLAP, (stop - start) // 4):
            groups[-1].append(placed)
            end = max(end, stop)
        else:
            groups.append([placed])
            end = max(end, stop) if groups[1:] else stop
    return groups
