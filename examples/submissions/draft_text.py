"""What a contributor typed, as one value: from a form, from a submission, compared and stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from examples.template_fields import FIELDS, TEMPLATES

CHOICE_LABELS = {
    "region": "Your region",
    "organisation": "Your organisation",
    "organisation_words": "Name of your organisation",
    "topics": "Topics",
    "requirements": "What it could be evidence of",
    "credit_line": "Credit line",
}


@dataclass(frozen=True)
class DraftText:
    """Answers by field key, and what was chosen beside them."""

    practice_template: str
    answers: dict[str, str] = field(default_factory=dict)
    region_id: int | None = None
    organisation_id: int | None = None
    organisation_words: str = ""
    topics: tuple[int, ...] = ()
    requirements: tuple[int, ...] = ()
    credit_line: str = ""

    @classmethod
    def from_submission(cls, submission: Any) -> DraftText:
        """What is stored."""
        return cls(
            practice_template=submission.practice_template,
            answers={
                key: submission.answers.get(key, "")
                for key in TEMPLATES[submission.practice_template].keys
            },
            region_id=submission.region_id,
            organisation_id=submission.organisation_id,
            organisation_words=submission.organisation_words,
            topics=tuple(sorted(submission.topics)),
            requirements=tuple(sorted(submission.requirements)),
            credit_line=submission.credit_line,
        )

    def columns(self) -> dict[str, Any]:
        """As columns of a submission."""
        return {
            "answers": dict(self.answers),
            "region_id": self.region_id,
            "organisation_id": self.organisation_id,
            "organisation_words": self.organisation_words,
            "topics": list(self.topics),
            "requirements": list(self.requirements),
            "credit_line": self.credit_line,
        }


def differing_answers(mine: DraftText, other: DraftText) -> list[str]:
    """Keys of the fields that say different things, in the definition's order."""
    return [key for key in FIELDS if mine.answers.get(key, "") != other.answers.get(key, "")]


def differing_choices(mine: DraftText, other: DraftText) -> list[str]:
    """Labels of what was chosen differently beside the answers."""
    pairs = {
        "region": (mine.region_id, other.region_id),
        "organisation": (mine.organisation_id, other.organisation_id),
        "organisation_words": (mine.organisation_words, other.organisation_words),
        "topics": (mine.topics, other.topics),
        "requirements": (mine.requirements, other.requirements),
        "credit_line": (mine.credit_line, other.credit_line),
    }
    return [CHOICE_LABELS[name] for name, (a, b) in pairs.items() if a != b]
