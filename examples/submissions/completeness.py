"""What an example needs before it can be sent. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from examples.consent import missing_consent
from examples.draft_text import DraftText
from examples.safety_check import unanswered
from examples.template_fields import TEMPLATES
from knowledge.blocks.alt_text import description


def what_is_missing(
    text: DraftText, *, has_agreed: bool, pictures: Iterable[int] = ()
) -> dict[str, list[str]]:
    """Form field → what to do; empty when it can be sent. `pictures` are the ids of its pictures.

    Only a title, a second answer, the region (or that none fits), the answers about consent and the licence are needed:
    an honest "not recorded" is better than an invented answer. What could tell who a private person
    is must be taken out or answered, and a picture described.
    """
    template = TEMPLATES[text.practice_template]
    title = template.title_field
    pictures = list(pictures)
    missing: dict[str, list[str]] = {}

    def needs(name: str, *sentences: str) -> None:
        missing.setdefault(name, []).extend(sentences)

    if not text.answers.get(title.key, "").strip():
        needs(title.key, f"Write something in “{title.label}”.")
    others = [key for key in template.keys if key != title.key]
    if not any(text.answers.get(key, "").strip() for key in others):
        needs(others[0], "Answer at least one more question, so that there is something to read.")
    for key in pictures:
        if not description(text.file_words.get(str(key), {}).get("alt", "")):
            needs(
                f"alt-{key}",
                "Describe this picture for people who cannot see it. A file’s name is not enough.",
            )
    if not text.has_region:
        needs("region", "Choose your region, so that the right moderators get it.")
    for name, sentence in missing_consent(text.consent, has_pictures=bool(pictures)).items():
        needs(name, sentence)
    for name, sentences in unanswered(text).items():
        needs(name, *sentences)
    if not has_agreed:
        needs("licence", "Tick the box to agree that others may use your text.")
    return missing
