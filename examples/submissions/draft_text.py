"""What a contributor typed, as one value: from a form, from a submission, compared and stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from examples.template_fields import FIELDS, TEMPLATES

CHOICE_LABELS = {
    "region_id": "Your region",
    "organisation_id": "Your organisation",
    "organisation_words": "Name of your organisation",
    "audiences": "Who it could help",
    "topics": "Topics",
    "requirements": "What it could be evidence of",
    "rungs": "Rung of the ladder",
    "credit_line": "Credit line",
    "contact": "Contact",
    "contact_is_public": "Whether the contact is shown",
    "consent": "Consent and safety",
    "reasons": "Why something is right as it is",
    "file_words": "Words with pictures and files",
}
"""What was said beside the answers, by column, in the form's order."""
NO_REGION_FITS = "My region is not listed, or we work across England"
"""The choice for those whom no region's moderators look after: the national pool does."""


@dataclass(frozen=True)
class DraftText:
    """Answers by field key, and what was chosen beside them."""

    practice_template: str
    answers: dict[str, str] = field(default_factory=dict)
    region_id: int | None = None
    is_for_pool: bool = False
    """Whether they said that no region of the list fits."""
    organisation_id: int | None = None
    organisation_words: str = ""
    audiences: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    requirements: tuple[int, ...] = ()
    rungs: tuple[int, ...] = ()
    credit_line: str = ""
    contact: str = ""
    contact_is_public: bool = False
    consent: dict[str, str] = field(default_factory=dict)
    """Question key → answer; see `examples.consent`."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Identity of a finding → "this is right because …"; see `examples.safety_check`."""
    file_words: dict[str, dict[str, str]] = field(default_factory=dict)
    """Id of a picture or file → its description ("alt") and caption."""

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
            is_for_pool=submission.is_for_pool,
            organisation_id=submission.organisation_id,
            organisation_words=submission.organisation_words,
            audiences=tuple(sorted(submission.audiences)),
            topics=tuple(sorted(submission.topics)),
            requirements=tuple(sorted(submission.requirements)),
            rungs=tuple(sorted(submission.rungs)),
            credit_line=submission.credit_line,
            contact=submission.contact,
            contact_is_public=submission.contact_is_public,
            consent=_without_empty(submission.consent),
            reasons=dict(submission.reasons),
            file_words=dict(submission.file_words),
        )

    def columns(self) -> dict[str, Any]:
        """As columns of a submission."""
        return {
            "answers": dict(self.answers),
            "region_id": self.region_id,
            "is_for_pool": self.is_for_pool,
            "organisation_id": self.organisation_id,
            "organisation_words": self.organisation_words,
            "audiences": list(self.audiences),
            "topics": list(self.topics),
            "requirements": list(self.requirements),
            "rungs": list(self.rungs),
            "credit_line": self.credit_line,
            "contact": self.contact,
            "contact_is_public": self.contact_is_public,
            "consent": _without_empty(self.consent),
            "reasons": dict(self.reasons),
            "file_words": dict(self.file_words),
        }


def _without_empty(said: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in said.items() if text}


def differing_answers(mine: DraftText, other: DraftText) -> list[str]:
    """Keys of the fields that say different things, in the definition's order."""
    return [key for key in FIELDS if mine.answers.get(key, "") != other.answers.get(key, "")]
