"""An example as the same Word file that it could have been written in: what goes out comes in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples.details import word_lines
from examples.template_fields import PracticeTemplate
from examples.titles import short_title
from examples.word import wording
from examples.word.blank import form_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from examples.models import PracticeExamplePage, Submission


def filled_word(
    template: PracticeTemplate,
    answers: Mapping[str, str],
    *,
    beside: Mapping[str, str] | None = None,
    author: str = "Co-production Hub",
) -> bytes:
    """A .docx with these answers (field key → text); `beside` (label → text) stands below."""
    title = short_title(answers.get(template.title_field.key, ""))
    return form_with(
        template,
        {key: text for key, text in answers.items() if text.strip()},
        title=title or wording.form_title(template),
        author=author,
        about=dict(beside or {}),
    )


def word_of_page(page: PracticeExamplePage, address: str = "") -> bytes:
    """A published example, with whom it credits and where it stands (its full address)."""
    answers = {field.key: text for field, text in page.answers()}
    beside = word_lines(vars(page)) | ({wording.ADDRESS_LABEL: address} if address else {})
    return filled_word(page.definition, answers, beside=beside)


def word_of_submission(submission: Submission) -> bytes:
    """A contributor's own text, as last saved: "send my text to myself"."""
    return filled_word(
        submission.definition, submission.answers, beside=word_lines(vars(submission))
    )
