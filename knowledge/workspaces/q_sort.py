"""Q Sort on a wall: its notes are the cards, its groups the columns of a pyramid, from "least like us" to "most
like us". A column takes as many cards as it has room for, whoever comes first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from math import ceil

from django.db import transaction

from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.models import Group, Note, Wall
from knowledge.workspaces.private_links import Opened, begin
from knowledge.workspaces.wall import Column, changing, columns_of

Q_SORT = Kind("q-sort", "Q Sort", start="workspaces:q_sort", typed=("question", "statements"))
FEWEST, MOST = 3, 25
"""Cards of one board."""


def pyramid(cards: int) -> list[int]:
    """How many cards each column takes: few at the ends, most in the middle. 16 cards are 1-2-3-4-3-2-1."""
    middle = max(2, int(cards**0.5))
    side = [ceil(cards * height / middle**2 - 0.5) for height in range(1, middle)]
    return [*side, cards - 2 * sum(side), *reversed(side)]


def names_of(rooms: Sequence[int]) -> list[str]:
    """Of the columns, for people; each says how many cards it takes."""
    last = len(rooms) - 1
    known = {0: "Least like us", last // 2: "In the middle", last: "Most like us"}
    return [
        f"{known.get(at, f'Step {at + 1} of {last + 1}')} (room for {room})"
        for at, room in enumerate(rooms)
    ]


@transaction.atomic
def begin_q_sort(question: str, statements: Sequence[str]) -> str:
    """A board with its cards, none of them placed; returns the key of its link to write."""
    workspace, key = begin(Q_SORT.key)
    wall = Wall.objects.create(workspace=workspace, question=question)
    for text in statements:
        Note.objects.create(wall=wall, text=text)
    for name in names_of(pyramid(len(statements))):
        Group.objects.create(wall=wall, text=name)
    return key


def place(opened: Opened, card: int, column: int | None) -> str:
    """Put a card into a column, or back among those not placed. Returns the name of a column that is full."""
    with changing(opened) as wall:
        columns = list(wall.groups.all())
        at = next((at for at, each in enumerate(columns) if each.pk == column), None)
        if column is not None and at is None:
            return ""
        target = columns[at] if at is not None else None
        if target and at is not None:
            others = target.notes.exclude(pk=card).count()
            if others >= pyramid(wall.notes.count())[at]:
                return target.text
        wall.notes.filter(pk=card).update(group=target)
        return ""


class Reworded(Enum):
    """What became of the wish to reword a board."""

    DONE = auto()
    PLACED = auto()
    """A card lies in a column, by the words that it has."""
    CHANGED = auto()
    """Somebody else reworded it since the form was made."""


def words_of(board: Wall) -> list[str]:
    """Its question, then its cards in their order."""
    return [board.question, *board.notes.values_list("text", flat=True)]


def base_of(words: Sequence[str]) -> str:
    """By which a form knows the words that it was made from."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def is_placed(board: Wall) -> bool:
    """Whether a card of it lies in a column."""
    return board.notes.exclude(group=None).exists()


def reword(opened: Opened, base: str, words: Sequence[str]) -> Reworded:
    """Other words for the question and for as many cards as there are, if all are as the form knew them."""
    with changing(opened) as board:
        board.refresh_from_db()
        now = words_of(board)
        if is_placed(board):
            return Reworded.PLACED
        if now != list(words) and base_of(now) != base:
            return Reworded.CHANGED
        Wall.objects.filter(pk=board.pk).update(question=words[0])
        for card, text in zip(board.notes.all(), words[1:], strict=True):
            board.notes.filter(pk=card.pk).update(text=text)
        return Reworded.DONE


def columns_on(board: Wall) -> list[Column]:
    """Cards that are not placed, then column by column."""
    waiting, *placed = columns_of(board)
    return [replace(waiting, none="Not placed yet"), *placed]


def picture_of(columns: Sequence[Column]) -> dict[str, object]:
    """The pyramid as boxes to draw, with the numbers that the cards have in the table; an empty place has none."""
    _waiting, *placed = columns
    rooms = pyramid(sum(len(column.notes) for column in columns))
    highest = max(rooms)
    numbers = {note.pk: number for number, note in enumerate(cards_of(columns), start=1)}
    boxes = []
    for at, (column, room) in enumerate(zip(placed, rooms, strict=True)):
        for level in range(room):
            number = numbers[column.notes[level].pk] if level < len(column.notes) else None
            boxes.append({"x": at * 40, "y": (highest - level - 1) * 30, "number": number})
    return {"boxes": boxes, "width": len(rooms) * 40, "height": highest * 30}


def cards_of(columns: Sequence[Column]) -> list[Note]:
    """Placed ones first, column by column, as the table counts them."""
    waiting, *placed = columns
    return [note for column in [*placed, waiting] for note in column.notes]
