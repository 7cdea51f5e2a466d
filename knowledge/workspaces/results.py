"""What a round comes to: scores by area, the plan, and how it was the last time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.web.cards import PageCard
from knowledge.workspaces.models import Answer, Round
from knowledge.workspaces.questions import Area, Statement

WEAKEST = 3
"""So many areas are shown first, with what can help."""
_ORDER = [*Answer.Priority.values, ""]


@dataclass(frozen=True)
class AreaScore:
    """How an area stands: the mean of what was answered."""

    mean: float | None
    """None where nothing was answered."""
    top: int
    answered: int
    total: int

    @property
    def percent(self) -> int:
        """The mean as a share of the best."""
        return round(100 * self.mean / self.top) if self.mean is not None else 0

    @property
    def words(self) -> str:
        """ "1.7 of 3"."""
        return f"{self.mean:.1f} of {self.top}" if self.mean is not None else "not answered"


@dataclass(frozen=True)
class AreaResult:
    """An area now, and the last time where it was asked then."""

    area: Area
    number: int
    now: AreaScore
    before: AreaScore | None

    @property
    def change(self) -> str:
        """In words, for those who do not see the bars."""
        if self.before is None or self.before.mean is None:
            return "not asked last time" if self.before is None else "not answered last time"
        if self.now.mean is None:
            return "not answered this time"
        points = self.now.percent - self.before.percent
        if not points:
            return "as last time"
        return "better than last time" if points > 0 else "lower than last time"


Helped = tuple[AreaResult, list[PageCard]]
"""An area with the pages that can help there."""


@dataclass(frozen=True)
class StatementResult:
    """One statement with its answer."""

    area: Area
    number: int
    """Within its area, as the form counts."""
    statement: Statement
    answer: Answer | None
    level: str
    """The scale's word for its score, or "Not answered"."""

    @property
    def is_planned(self) -> bool:
        """Whether it belongs to the plan."""
        answer = self.answer
        return answer is not None and bool(
            answer.priority or answer.what or answer.who or answer.when
        )


class Results:
    """All that is told of a round; asks the database once for it and once for the one before."""

    def __init__(self, asked: Round) -> None:
        self.round = asked
        self.questions = asked.questions
        self.earlier = (
            asked.workspace.rounds.filter(number__lt=asked.number).order_by("number").last()
        )
        self._answers = {row.statement: row for row in asked.answers.all()}

    @cached_property
    def areas(self) -> list[AreaResult]:
        """In the order of the questions."""
        before = _scores(self.earlier) if self.earlier else {}
        now = _scores(self.round, self._answers)
        return [
            AreaResult(area, number, now[area.id], before.get(area.id))
            for number, area in enumerate(self.questions.areas, 1)
        ]

    @property
    def answered(self) -> int:
        """How many statements have a score."""
        return sum(area.now.answered for area in self.areas)

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(area.now.total for area in self.areas)

    @property
    def weakest(self) -> list[AreaResult]:
        """The lowest areas that are not at the top yet, the lowest first."""
        low = [area for area in self.areas if area.now.mean is not None and area.now.percent < 100]
        return sorted(low, key=lambda area: (area.now.percent, area.number))[:WEAKEST]

    @cached_property
    def statements(self) -> list[StatementResult]:
        """Every statement with its answer, in order."""
        return [
            StatementResult(area, number, statement, answer, self._level(answer))
            for area in self.questions.areas
            for number, statement in enumerate(area.statements, 1)
            for answer in [self._answers.get(statement.id)]
        ]

    def _level(self, answer: Answer | None) -> str:
        if answer is None or answer.score is None:
            return "Not answered"
        return self.questions.levels[answer.score]

    @property
    def plan(self) -> list[StatementResult]:
        """What is to be done, the most urgent first."""
        return sorted(
            (each for each in self.statements if each.is_planned),
            key=lambda each: _ORDER.index(each.answer.priority if each.answer else ""),
        )


def _scores(asked: Round, answers: dict[str, Answer] | None = None) -> dict[str, AreaScore]:
    """Id of an area → how it stands."""
    if answers is None:
        answers = {row.statement: row for row in asked.answers.all()}
    return {area.id: _score(area, answers, asked.questions.top) for area in asked.questions.areas}


def _score(area: Area, answers: dict[str, Answer], top: int) -> AreaScore:
    rows = [answers[each.id] for each in area.statements if each.id in answers]
    scores = [row.score for row in rows if row.score is not None]
    mean = sum(scores) / len(scores) if scores else None
    return AreaScore(mean, top, len(scores), len(area.statements))
