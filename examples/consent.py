"""What a contributor is asked about consent and safety: the questions, once, and what sending needs of them.

Pure. The form, the check before sending and the moderators' panel take their words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question. Without choices it is answered in the writer's own words."""

    key: str
    label: str
    short: str
    """What moderators read in front of the answer."""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    missing: str = ""
    """What to do when it is unanswered at sending."""
    limit: int = 300
    """Characters that an answer in words may have."""


AGREED_BY = Question(
    key="agreed_by",
    label="Who has agreed that this is shared?",
    short="Who agreed",
    help="Roles or groups, such as “our MVP’s committee and the lead midwife”. Only moderators read it.",
    missing="Say who has agreed that this is shared.",
)
IDENTIFIABLE = Question(
    key="identifiable",
    label="Could somebody be recognised from your text or pictures?",
    short="People who could be recognised",
    help="Think of families, staff and members of your group, also where no name is given.",
    choices=(
        ("no", "No"),
        ("agreed", "Yes, and each of them has agreed"),
        ("unsure", "I am not sure. Please look at it with me"),
    ),
    missing="Say whether somebody could be recognised.",
)
CHILDREN = Question(
    key="children",
    label="Could a baby or child be recognised?",
    short="Babies and children",
    choices=(
        ("no", "No"),
        ("agreed", "Yes, and a parent or guardian has agreed"),
        ("unsure", "I am not sure. Please look at it with me"),
    ),
    missing="Say whether a baby or child could be recognised.",
)
PHOTOS = Question(
    key="photos",
    label="Have the people in your pictures agreed?",
    short="Pictures",
    help="Also say here that you may share the pictures: you took them, or whoever did has agreed.",
    choices=(
        ("nobody", "Nobody can be recognised in them, and we may share them"),
        ("agreed", "Everybody who can be recognised has agreed, and we may share them"),
    ),
    missing="Say whether the people in your pictures have agreed.",
)
SENSITIVE = Question(
    key="sensitive",
    label="Does it tell of loss, harm or something else that may be hard to read?",
    short="Hard to read",
    help="Then readers are told before they begin, and where to get support.",
    choices=(("no", "No"), ("yes", "Yes")),
    missing="Say whether it may be hard to read.",
)
CONTENT_NOTE = Question(
    key="content_note",
    label="If yes: what should readers know before they begin?",
    short="Note to readers",
    help="One sentence, shown at the top, such as “This example speaks about the death of a baby”.",
    limit=200,
)
QUESTIONS = (AGREED_BY, IDENTIFIABLE, CHILDREN, PHOTOS, SENSITIVE, CONTENT_NOTE)

USUAL_NOTE = "This example speaks about experiences that may be hard to read."
"""What readers are told where the writer said yes and wrote no note."""


def missing_consent(consent: Mapping[str, str], *, has_pictures: bool) -> dict[str, str]:
    """Question key → what to do, of what must be answered before sending."""
    needed = [AGREED_BY, IDENTIFIABLE, CHILDREN, SENSITIVE, *([PHOTOS] if has_pictures else [])]
    return {each.key: each.missing for each in needed if not consent.get(each.key, "").strip()}


def is_sensitive(consent: Mapping[str, str]) -> bool:
    """Whether readers are told before they begin."""
    return consent.get(SENSITIVE.key) == "yes"


def content_note_of(consent: Mapping[str, str]) -> str:
    """The writer's own note above a published example; "" where there is none to show."""
    return consent.get(CONTENT_NOTE.key, "").strip() if is_sensitive(consent) else ""


def with_content_note(consent: Mapping[str, str], sensitive: bool, note: str) -> dict[str, str]:
    """The answers after a moderator decided whether it is hard to read, and wrote the note."""
    if sensitive == is_sensitive(consent) and note == content_note_of(consent):
        return dict(consent)
    return {**consent, SENSITIVE.key: "yes" if sensitive else "no", CONTENT_NOTE.key: note}


def consent_in_words(consent: Mapping[str, str]) -> list[tuple[str, str]]:
    """(short question, answer) of what was answered, in order."""
    said = []
    for question in QUESTIONS:
        answer = consent.get(question.key, "")
        if answer:
            said.append((question.short, dict(question.choices).get(answer, answer)))
    return said
