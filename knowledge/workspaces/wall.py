"""A wall of sticky notes: add, group, give dots, change, delete. Each is written by itself, so that many
people can do it at once; a text is changed only over the version that was read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.models import Group, Note, Wall
from knowledge.workspaces.private_links import Opened, begin, writing

STICKY_NOTES = Kind(
    "sticky-notes", "wall of sticky notes", start="workspaces:wall", typed=("text",)
)
Item = Note | Group
SORTS: Mapping[str, type[Note] | type[Group]] = {"note": Note, "group": Group}
MOST = {"note": 300, "group": 20}
"""A wall holds no more of them."""


class WallFull(Exception):
    """There are as many as the wall holds."""


@dataclass(frozen=True)
class Column:
    """A group with its notes; without a group those in none."""

    group: Group | None
    notes: list[Note]
    none: str = "Not in a group yet"
    """What it is called without a group."""

    @property
    def name(self) -> str:
        """For people."""
        return self.group.text if self.group else self.none


@dataclass(frozen=True)
class Change:
    """What became of a wish to change or delete something."""

    done: bool
    item: Item | None
    """As it is now; None where somebody deleted it."""


@transaction.atomic
def begin_wall(question: str) -> str:
    """A new wall; returns the key of its link to write."""
    workspace, key = begin(STICKY_NOTES.key)
    Wall.objects.create(workspace=workspace, question=question)
    return key


def columns_of(wall: Wall) -> list[Column]:
    """What hangs on it: notes in no group, then group by group. Two queries."""
    groups = list(wall.groups.all())
    notes: dict[int | None, list[Note]] = {None: [], **{group.pk: [] for group in groups}}
    for note in wall.notes.all():
        # A group may have been made between the two queries.
        notes.get(note.group_id, notes[None]).append(note)
    return [Column(None, notes[None]), *(Column(group, notes[group.pk]) for group in groups)]


def state_of(wall: Wall) -> dict[str, object]:
    """The same as plain data. The number was read before the rest, so it is never too new."""
    columns = columns_of(wall)
    return {
        "state": wall.state,
        "groups": [
            {"id": each.group.pk, "text": each.group.text, "dots": each.group.dots}
            for each in columns
            if each.group
        ],
        "notes": [
            {
                "id": note.pk,
                "group": column.group.pk if column.group else None,
                "text": note.text,
                "dots": note.dots,
            }
            for column in columns
            for note in column.notes
        ],
    }


@contextmanager
def changing(opened: Opened) -> Iterator[Wall]:
    """Nobody else changes the wall meanwhile; browsers that show it hear of the change."""
    with writing(opened):
        wall = opened.workspace.wall
        yield wall
        Wall.objects.filter(pk=wall.pk).update(state=F("state") + 1)


def add(opened: Opened, sort: str, token: uuid.UUID, text: str) -> Item:
    """One more, or the one that this form made before. Raises LinkEnded, WallFull."""
    model = SORTS[sort]
    with changing(opened) as wall:
        made = model.objects.filter(wall=wall, token=token).first()
        if made is None and model.objects.filter(wall=wall).count() >= MOST[sort]:
            raise WallFull
        return made or model.objects.create(wall=wall, token=token, text=text)


def move(opened: Opened, note: int, group: int | None) -> None:
    """Put a note into a group, or into none. A group that is gone takes nothing."""
    with changing(opened) as wall:
        target = wall.groups.filter(pk=group).first() if group else None
        if target or not group:
            wall.notes.filter(pk=note).update(group=target)


def give_dot(opened: Opened, sort: str, pk: int, *, back: bool = False) -> None:
    """One dot more, or one taken back."""
    with changing(opened) as wall:
        items = SORTS[sort].objects.filter(wall=wall, pk=pk)
        if back:
            items.filter(dots__gt=0).update(dots=F("dots") - 1)
        else:
            items.update(dots=F("dots") + 1)


def change(opened: Opened, item: Item, version: int, text: str) -> Change:
    """Another text, if nobody changed it since that version."""
    with changing(opened):
        now = _now(item)
        if now is None or (now.version != version and now.text != text):
            return Change(False, now)
        if now.text != text:
            now.text, now.version = text, now.version + 1
            now.save(update_fields=["text", "version"])
        return Change(True, now)


def delete(opened: Opened, item: Item, version: int) -> Change:
    """Take it off the wall, if nobody changed it since that version. Notes of a group stay."""
    with changing(opened):
        now = _now(item)
        if now is not None and now.version != version:
            return Change(False, now)
        if now is not None:
            now.delete()
        return Change(True, None)


def _now(item: Item) -> Item | None:
    return type(item).objects.filter(pk=item.pk).first()
