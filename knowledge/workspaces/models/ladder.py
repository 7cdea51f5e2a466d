"""Where the people of a team see themselves on the ladder: a rung each, and nothing about the person."""

from __future__ import annotations

import uuid

from django.db import models

from knowledge.workspaces.models.links import Workspace


class TeamAnswer(models.Model):
    """One person's rung."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="team_answers")
    token = models.UUIDField(default=uuid.uuid4)
    """Of the form that was sent: sent twice it counts once, and with it the person may change the answer."""
    rung = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "token"], name="one_rung_a_person")
        ]

    def __str__(self) -> str:
        return f"rung {self.rung}"
