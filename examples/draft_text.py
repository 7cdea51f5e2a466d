"""What a contributor typed, as one value: from a form, from a submission, compared and stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from examples.details import COLUMNS, DETAILS, FOR_POOL, DetailValues, Kind
from examples.template_fields import FIELDS, TEMPLATES


@dataclass(frozen=True)
class DraftText:
    """Answers by field key, and what was said beside them."""

    practice_template: str
    answers: dict[str, str] = field(default_factory=dict)
    details: DetailValues = field(default_factory=dict)
    """Column of the submission → value; see `examples.details`. What is missing was not said."""
    consent: dict[str, str] = field(default_factory=dict)
    """Question key → answer; see `examples.consent`."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Identity of a finding → "this is right because …"; see `examples.safety_check`."""
    file_words: dict[str, dict[str, str]] = field(default_factory=dict)
    """Id of a picture or file → its description ("alt") and caption."""

    def __post_init__(self) -> None:
        """Every detail has a value, and rows stand in one order, so that equal texts are equal."""
        if unknown := set(self.details) - set(COLUMNS):
            raise TypeError(f"No such details: {', '.join(sorted(unknown))}.")
        said = {**COLUMNS, **self.details}
        for each in DETAILS:
            if each.kind is Kind.ROWS:
                said[each.column] = tuple(sorted(said[each.column]))
        object.__setattr__(self, "details", said)

    @property
    def has_region(self) -> bool:
        """Whether it is known whose moderators look at it."""
        return self.details["region_id"] is not None or self.details[FOR_POOL]

    @classmethod
    def from_submission(cls, submission: Any) -> DraftText:
        """What is stored."""
        return cls(
            practice_template=submission.practice_template,
            answers={
                key: submission.answers.get(key, "")
                for key in TEMPLATES[submission.practice_template].keys
            },
            details={column: getattr(submission, column) for column in COLUMNS},
            consent=_without_empty(submission.consent),
            reasons=dict(submission.reasons),
            file_words=dict(submission.file_words),
        )

    def columns(self) -> dict[str, object]:
        """As columns of a submission."""
        return {
            "answers": dict(self.answers),
            **{
                column: list(value) if isinstance(value, tuple) else value
                for column, value in self.details.items()
            },
            "consent": _without_empty(self.consent),
            "reasons": dict(self.reasons),
            "file_words": dict(self.file_words),
        }


def _without_empty(said: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in said.items() if text}


def differing_answers(mine: DraftText, other: DraftText) -> list[str]:
    """Keys of the fields that say different things, in the definition's order."""
    return [key for key in FIELDS if mine.answers.get(key, "") != other.answers.get(key, "")]
