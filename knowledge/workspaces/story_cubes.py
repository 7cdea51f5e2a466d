"""Story Cubes on a wall: each of its groups is a round, whose text are the words rolled; its notes are the
sentences of the story, one after another. Nothing of it is changed afterwards.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from knowledge.workspaces.dice import roll
from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.models import Group, Note, Wall
from knowledge.workspaces.private_links import Opened, begin
from knowledge.workspaces.wall import MOST, WallFull, changing

STORY_CUBES = Kind("story-cubes", "Story Cubes", start="workspaces:story_cubes", typed=("text",))


@transaction.atomic
def begin_story(theme: str) -> str:
    """A story with its first dice; returns the key of its link to write."""
    workspace, key = begin(STORY_CUBES.key)
    _roll(Wall.objects.create(workspace=workspace, question=theme))
    return key


def _roll(wall: Wall) -> Group:
    return Group.objects.create(wall=wall, text=", ".join(roll()))


def roll_again(opened: Opened, seen: int) -> None:
    """Another round, if the newest is still the one that was seen: of two who roll at once one does. WallFull."""
    with changing(opened) as wall:
        newest = wall.groups.last()
        if newest and newest.pk == seen:
            if wall.groups.count() >= MOST["group"]:
                raise WallFull
            _roll(wall)


def add_sentence(opened: Opened, seen: int, token: uuid.UUID, text: str) -> Note:
    """One more at the end of the round for which it was written, or the one that this form made before.

    Raises LinkEnded, WallFull.
    """
    with changing(opened) as wall:
        made = wall.notes.filter(token=token).first()
        if made is None and wall.notes.count() >= MOST["note"]:
            raise WallFull
        written_for = wall.groups.filter(pk=seen).first() or wall.groups.last()
        return made or Note.objects.create(wall=wall, group=written_for, token=token, text=text)
