"""Rounds of a gap analysis: begun with the questions of the day, answered, never overwritten unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from django.db import transaction

from knowledge.public_pages import is_public_page
from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.models import Answer, AssessmentPage, Round
from knowledge.workspaces.private_links import Opened, begin, writing
from knowledge.workspaces.questions import Area, Questions, Statement

GAP_ANALYSIS = Kind(
    "gap-analysis",
    "gap analysis",
    start="workspaces:gap_analysis",
    typed=("evidence", "what", "who", "when"),
)


class RoundOver(Exception):
    """The next round has begun: this one stays as it is, for the comparison."""


@dataclass(frozen=True)
class AnswerText:
    """What is said of one statement, saved or typed."""

    score: int | None = None
    evidence: str = ""
    priority: str = ""
    what: str = ""
    who: str = ""
    when: str = ""

    @classmethod
    def of(cls, answer: Answer | None) -> AnswerText:
        """What a row says; nothing where there is none."""
        if answer is None:
            return cls()
        return cls(
            answer.score,
            answer.evidence,
            answer.priority,
            answer.what,
            answer.who,
            answer.when,
        )


def base_of(answer: Answer | None) -> str:
    """What a form is made from: the row's version, and a digest by which "nothing typed" is known."""
    return f"{answer.version if answer else 0}.{_digest(AnswerText.of(answer))}"


def _digest(text: AnswerText) -> str:
    return hashlib.sha256(json.dumps(astuple(text)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Typed:
    """What somebody typed about one statement, and what their form was made from."""

    base: str
    text: AnswerText


def questions_of(page: AssessmentPage) -> Questions:
    """What the page asks now."""
    return Questions(
        title=page.title,
        levels=tuple(page.steps),
        areas=tuple(
            Area(
                id=str(area.id),
                name=area.value["name"],
                about=area.value["about"],
                statements=tuple(
                    Statement(str(each.id), each.value["text"], each.value["prompt"])
                    for each in area.value["statements"].bound_blocks
                ),
                helps=tuple(helping.pk for helping in area.value["helps"] if helping),
            )
            for area in page.areas
        ),
    )


@transaction.atomic
def start(page: AssessmentPage) -> str:
    """Begin a gap analysis; returns the key of its link to write."""
    workspace, key = begin(GAP_ANALYSIS.key)
    Round.objects.create(
        workspace=workspace,
        page=page,
        number=1,
        frozen_questions=questions_of(page).to_json(),
    )
    return key


def begin_round(opened: Opened, number: int) -> Round:
    """The round of that number, begun now if it is the next one: two who begin it at once share it.

    It asks what the page asks today; what the last round asked where the page is not public any more.
    """
    with writing(opened):
        last = opened.workspace.rounds.select_related("page").order_by("-number")[:1].get()
        if number != last.number + 1:
            return last  # somebody else began it, or it was clicked twice
        page = last.page
        is_asked = page and is_public_page(page) and page.areas
        questions = questions_of(page) if page and is_asked else last.questions
        return Round.objects.create(
            workspace=opened.workspace,
            page=page,
            number=number,
            frozen_questions=questions.to_json(),
        )


def save(opened: Opened, asked: Round, typed: Mapping[str, Typed]) -> dict[str, Answer | None]:
    """Save what was changed; returns the rows of statements that somebody else changed meanwhile.

    Statement → row as it is saved. Nothing typed for these is saved, and nothing of theirs is replaced.
    Raises RoundOver, LinkEnded.
    """
    conflicts: dict[str, Answer | None] = {}
    with writing(opened):
        if not asked.is_newest:
            raise RoundOver
        saved = {row.statement: row for row in asked.answers.filter(statement__in=typed)}
        for statement, each in typed.items():
            row = saved.get(statement)
            version, _, digest = each.base.partition(".")
            if digest == _digest(each.text) or each.text == AnswerText.of(row):
                continue
            if version != str(row.version if row else 0):
                conflicts[statement] = row
                continue
            row = row or Answer(round=asked, statement=statement, version=0)
            row.version += 1
            for name, value in vars(each.text).items():
                setattr(row, name, value)
            row.save()
    return conflicts
