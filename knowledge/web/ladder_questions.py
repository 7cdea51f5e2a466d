""" "Where are you on the ladder?": a statement for each rung, and the rung that the answers lead to.

Answers stand in the address of the page and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db import models

from knowledge.models.vocabulary import Rung


class Answer(models.TextChoices):
    """How true a statement is of a group on an ordinary day."""

    YES = "yes", "Yes, usually"
    SOMETIMES = "sometimes", "Sometimes"
    NO = "no", "Not yet"


@dataclass(frozen=True)
class Reason:
    """A statement with what was answered."""

    rung: Rung
    answer: Answer


@dataclass(frozen=True)
class Outcome:
    """The rung that a group stands on, and why."""

    rung: Rung
    reached: Sequence[Reason]
    """What is usually true, up to this rung; lowest first."""
    missing: Sequence[Reason]
    """What is not yet, or only sometimes, true; lowest first, so the first is the step to take."""
    ahead: Sequence[Reason]
    """What is usually true of rungs further up, though a lower one is missing."""


class LadderForm(forms.Form):
    """A question for each rung that has a statement, lowest first. Sent by GET: nothing is kept."""

    def __init__(self, data: Mapping[str, str] | None, rungs: Sequence[Rung]) -> None:
        super().__init__(data)
        self.rungs = sorted(rungs, key=lambda rung: rung.number)
        for rung in self.rungs:
            if rung.statement:
                self.fields[name_of(rung)] = forms.ChoiceField(
                    label=rung.statement,
                    choices=Answer.choices,
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": f"Choose an answer to “{rung.statement}”",
                        "invalid_choice": f"Choose an answer to “{rung.statement}”",
                    },
                )

    def outcome(self) -> Outcome:
        """Where valid answers lead."""
        return outcome_of(
            self.rungs,
            {
                rung.number: Answer(self.cleaned_data[name_of(rung)])
                for rung in self.rungs
                if rung.statement
            },
        )


def name_of(rung: Rung) -> str:
    """Of the rung's question, in the form and in the address."""
    return f"rung_{rung.number}"


def outcome_of(rungs: Sequence[Rung], answers: Mapping[int, Answer]) -> Outcome:
    """The highest rung up to which everything is usually true.

    `rungs` lowest first; `answers` by rung's number. A rung without an answer is passed over: nobody
    stays below it for that, and nobody is on it for that unless it is the lowest.
    """
    stands = rungs[0]
    reached: list[Reason] = []
    missing: list[Reason] = []
    ahead: list[Reason] = []
    for rung in rungs:
        if rung.number not in answers:
            continue
        reason = Reason(rung, answers[rung.number])
        if reason.answer is not Answer.YES:
            missing.append(reason)
        elif missing:
            ahead.append(reason)
        else:
            reached.append(reason)
            stands = rung
    return Outcome(stands, reached, missing, ahead)


def questions_for(asked: Mapping[str, str], rungs: Sequence[Rung]) -> LadderForm | None:
    """The form as it was sent, if it was; None where no rung has a statement."""
    if not any(rung.statement for rung in rungs):
        return None
    was_sent = any(name_of(rung) in asked for rung in rungs) or "answered" in asked
    return LadderForm(asked if was_sent else None, rungs)
