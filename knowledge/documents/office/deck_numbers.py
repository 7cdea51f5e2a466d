"""Numbers of slides that somebody typed, as "3", "Slide 3" or "Page 3 of 12", known by all slides together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.documents.office.deck_order import Placed
from knowledge.documents.office.page_numbers import is_beside_a_number

SAME_PLACE = 180_000
"""Distance in EMU (5 mm) within which boxes of two slides stand in one place."""
_EDGE = 0.15
_DIGITS = 4
_NUMBER = re.compile(r"\d+")
_FEWEST, _FEWEST_WITH_A_WORD = 3, 2


@dataclass(frozen=True)
class NumberedBox:
    """A box that says nothing but a number, on a slide."""

    slide: int
    at: int
    """Its place among the shapes of its slide."""
    number: int
    text: str
    left: int
    right: int
    top: int


def is_only_a_number(text: str) -> bool:
    """Whether a text is one number, with its count at most: “3”, “Slide 3”, “Page 3 of 12”."""
    numbers = _NUMBER.findall(text)
    is_short = all(len(number) <= _DIGITS for number in numbers)
    return 1 <= len(numbers) <= 2 and is_short and is_beside_a_number(text)


def numbered_box(
    slide: int, at: int, text: str, placed: Placed, size: tuple[int, int]
) -> NumberedBox | None:
    """The box with this number, where it stands at an edge of a slide of this size."""
    across = (placed.left + placed.right) / 2 / max(size[0], 1)
    down = (placed.top + placed.bottom) / 2 / max(size[1], 1)
    is_at_edge = not (_EDGE < across < 1 - _EDGE and _EDGE < down < 1 - _EDGE)
    if not is_at_edge:
        return None
    number = int(_NUMBER.findall(text)[0])
    return NumberedBox(slide, at, number, text, placed.left, placed.right, placed.top)


def typed_numbers(boxes: Sequence[NumberedBox], slides: int) -> list[NumberedBox]:
    """Those that stand in one place and count up with the slides, in the order of the slides."""
    found = [box for group in _by_place(boxes) if _counts_up(group, slides) for box in group]
    return sorted(found, key=lambda box: box.slide)


def _by_place(boxes: Sequence[NumberedBox]) -> Iterator[list[NumberedBox]]:
    groups: list[list[NumberedBox]] = []
    for box in boxes:
        group = next((each for each in groups if _is_same_place(each[0], box)), None)
        if group is None:
            groups.append([box])
        elif group[-1].slide != box.slide:
            group.append(box)
    yield from groups


def _is_same_place(one: NumberedBox, other: NumberedBox) -> bool:
    """Whether one edge or the middle is the same, as a box that grows with its digits keeps it."""
    across = (
        (one.left, other.left),
        (one.right, other.right),
        ((one.left + one.right) // 2, (other.left + other.right) // 2),
    )
    is_beside = any(abs(mine - yours) <= SAME_PLACE for mine, yours in across)
    return is_beside and abs(one.top - other.top) <= SAME_PLACE


def _counts_up(group: list[NumberedBox], slides: int) -> bool:
    """Whether the numbers go up as the slides do, to the end of the deck or nearly so.

    A few may be missing or stale, as after a slide was moved. What counts on a few slides only, such as
    the steps of a method, is somebody's text.
    """
    has_word = all(any(map(str.isalpha, box.text)) for box in group)
    steps = [(b.slide - a.slide, b.number - a.number) for a, b in pairwise(group)]
    return (
        len(group) >= (_FEWEST_WITH_A_WORD if has_word else _FEWEST)
        and len(group) * 4 >= (slides - group[0].slide + 1) * 3
        and sum(1 for slide, number in steps if slide == number) * 4 >= len(steps) * 3
    )
