"""A group's answers: one round each time it asks itself, one row a statement."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils import timezone

from knowledge.workspaces.models.assessments import AssessmentPage
from knowledge.workspaces.models.links import Workspace
from knowledge.workspaces.questions import Questions


class Round(models.Model):
    """One time that a group asks itself. It keeps its questions, whatever becomes of the page."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="rounds")
    page = models.ForeignKey(AssessmentPage, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    frozen_questions = models.JSONField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="one_round_a_number")
        ]

    def __str__(self) -> str:
        return f"round {self.number}"

    @property
    def is_newest(self) -> bool:
        """Whether no later one has begun, asked of the database at each look."""
        return not Round.objects.filter(
            workspace=self.workspace_id, number__gt=self.number
        ).exists()

    @cached_property
    def questions(self) -> Questions:
        """What was asked when the round began."""
        return Questions.from_json(self.frozen_questions)


class Answer(models.Model):
    """What a group says of one statement."""

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    statement = models.CharField(max_length=36)
    """Id of the statement in the round's questions."""
    version = models.PositiveIntegerField(default=1)
    """Moves on with each save, so that a save made from an older one is noticed."""
    score = models.PositiveSmallIntegerField(null=True)
    evidence = models.TextField(blank=True)
    priority = models.CharField(max_length=10, choices=Priority, blank=True)
    what = models.TextField(blank=True)
    who = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "statement"], name="one_answer_a_statement")
        ]

    def __str__(self) -> str:
        return f"answer to {self.statement}"
