"""Shows moderators, on the review's page and in the page editor, what the contributor said that is not for the public.

Read from the submission each time and never part of the page, so that no template, API or export of
pages can show it.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from examples.consent import consent_in_words
from examples.draft_text import DraftText
from examples.safety_check import public_words, spots_in
from examples.template_fields import FIELDS


class ContributorsAnswersPanel(Panel):
    """Consent, contact, what looked like personal data and why it is right, and unplaced words."""

    def clean_name(self) -> str:
        return "contributors_answers"

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/contributors_answers.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self._submission() is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                **what_they_told(self._submission()),
            }

        def _submission(self) -> Any:
            return getattr(self.instance, "submission", None)


class AnswersSection(Component):
    """The same on the page of a review, where it is decided."""

    template_name = "admin/contributors_answers_section.html"

    def __init__(self, submission: Any) -> None:
        self.submission = submission

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return what_they_told(self.submission)


def add_answers_section(request: Any, review: Any, page: Any, panels: list[Any]) -> None:
    """Only what a contributor sent has answers."""
    if submission := getattr(page.specific, "submission", None):
        panels.append(AnswersSection(submission))


def what_they_told(submission: Any) -> dict[str, Any]:
    """What the panel shows of a submission."""
    text = DraftText.from_submission(submission)
    return {
        "consent": consent_in_words(text.consent),
        "contact": text.details["contact"],
        "contact_is_public": text.details["contact_is_public"],
        "spots": [
            (FIELDS[spot.finding.field].label if spot.finding.field in FIELDS else "", spot)
            for spot in spots_in(public_words(text), text.reasons)
        ],
        "unplaced": list(submission.unplaced_texts.filter(dealt_with_at=None)),
    }
