"""What an example needs before it can be sent. Pure."""

from __future__ import annotations

from examples.submissions.draft_text import DraftText
from examples.template_fields import TEMPLATES


def what_is_missing(text: DraftText, *, has_agreed: bool) -> dict[str, str]:
    """Form field → what to do; empty when it can be sent.

    Only a title, a second answer, the region and the licence are needed: an honest "not recorded"
    is better than an invented answer.
    """
    template = TEMPLATES[text.practice_template]
    title = template.title_field
    missing = {}
    if not text.answers.get(title.key, "").strip():
        missing[title.key] = f"Write something in “{title.label}”."
    others = [key for key in template.keys if key != title.key]
    if not any(text.answers.get(key, "").strip() for key in others):
        missing[others[0]] = (
            "Answer at least one more question, so that there is something to read."
        )
    if text.region_id is None:
        missing["region"] = "Choose your region, so that the right moderators get it."
    if not has_agreed:
        missing["licence"] = "Tick the box to agree that others may use your text."
    return missing
