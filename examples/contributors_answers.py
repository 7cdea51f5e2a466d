"""Shows moderators, on the review's page and in the page editor, what the contributor said that is not for the public.

Read from the submission each time and never part of the page, so that no template, API or export of
pages can show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from examples.consent import consent_in_words
from examples.draft_text import DraftText
from examples.safety_check import public_words, spots_in
from examples.template_fields import FIELDS
from knowledge.moderation.models import Review


class ContributorsAnswersPanel(Panel):
    """Consent, contact, what looked like personal data and why it is right, and unplaced words."""

    def clean_name(self) -> str:
        return "contributors_answers"

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/contributors_answers.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self._submission() is not None

        def get_context_data(
            self, parent_context: Mapping[str, object] | None = None
        ) -> dict[str, object]:
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

    def get_context_data(self, parent_context: Mapping[str, object]) -> dict[str, object]:
        return what_they_told(self.submission)


def add_answers_section(
    request: HttpRequest, review: Review, page: Page, panels: list[Component]
) -> None:
    """Only what a contributor sent has answers."""
    if submission := getattr(page.specific, "submission", None):
        panels.append(AnswersSection(submission))


def what_they_told(submission: Any) -> dict[str, object]:
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
