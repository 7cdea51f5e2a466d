"""An example as plain text, for a mail or a copy of everything."""

from __future__ import annotations

from examples.models import Submission


def text_of(submission: Submission) -> str:
    """Every question with its answer."""
    parts = [submission.title, ""]
    for field in submission.definition.fields:
        parts += [field.label.upper(), submission.answers.get(field.key, "").strip() or "–", ""]
    return "\n".join(parts)
