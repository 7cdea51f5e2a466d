"""A wall of sticky notes: one question, notes, groups that the group names, dots. Nobody is named."""

from __future__ import annotations

import uuid

from django.db import models

from knowledge.workspaces.models.links import Workspace


class Wall(models.Model):
    """The wall of a workspace."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="wall")
    question = models.CharField(max_length=200)
    state = models.PositiveIntegerField(default=1)
    """Moves on with each change, so that a browser need not be sent what it has."""

    def __str__(self) -> str:
        return self.question


class Pinned(models.Model):
    """What hangs on a wall, a note or the name of a group."""

    wall = models.ForeignKey(Wall, on_delete=models.CASCADE, related_name="%(class)ss")
    token = models.UUIDField(default=uuid.uuid4)
    """Of the form that was sent: sent twice it hangs there once."""
    text = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    """Moves on when the text changes, so that a change made from an older one is noticed."""
    dots = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["wall", "token"], name="one_%(class)s_a_form")
        ]

    def __str__(self) -> str:
        return self.text


class Group(Pinned):
    """Notes that belong together; its text is its name."""


class Note(Pinned):
    """One thought."""

    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="notes")
    """None: in no group yet."""
