"""A team on the ladder: everybody answers for themselves, and all see how far the answers lie apart."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from knowledge.models.vocabulary import Rung
from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.models import TeamAnswer, Workspace
from knowledge.workspaces.private_links import Opened, writing

TEAM_LADDER = Kind("ladder", "ladder as a team", start="workspaces:team_ladder")
MOST_ANSWERS = 200
"""A team is smaller; more than that somebody else sends."""


class TooManyAnswers(Exception):
    """The workspace takes no more."""


@dataclass(frozen=True)
class Step:
    """A rung with how many people see the team there."""

    rung: Rung
    people: int
    percent: int
    """Of the rung that most people chose: the length of a bar."""


@dataclass(frozen=True)
class Spread:
    """How the answers of a team lie, from the top of the ladder down."""

    steps: list[Step]
    people: int

    @property
    def chosen(self) -> list[Rung]:
        """Rungs that somebody chose, from the top down."""
        return [step.rung for step in self.steps if step.people]

    @property
    def middle(self) -> Rung | None:
        """The rung at or below which half of the people see the team; None before anybody answered."""
        below = 0
        for step in reversed(self.steps):
            below += step.people
            if step.people and 2 * below >= self.people:
                return step.rung
        return None


def spread_of(workspace: Workspace) -> Spread:
    """The answers so far. Two queries."""
    rungs = list(Rung.objects.all())
    counts = Counter(workspace.team_answers.values_list("rung", flat=True))
    most = max(counts.values(), default=1)
    steps = [
        Step(rung, counts[rung.number], round(100 * counts[rung.number] / most)) for rung in rungs
    ]
    return Spread(steps, sum(step.people for step in steps))


def keep_answer(opened: Opened, token: uuid.UUID, rung: Rung) -> None:
    """One person's rung, or their new one. Raises LinkEnded, TooManyAnswers."""
    with writing(opened):
        answers = opened.workspace.team_answers
        if not answers.filter(token=token).exists() and answers.count() >= MOST_ANSWERS:
            raise TooManyAnswers
        TeamAnswer.objects.update_or_create(
            workspace=opened.workspace, token=token, defaults={"rung": rung.number}
        )
