"""Which field a label most likely means that somebody worded in their own way.

Pure. A guess: only for a reader whose result a person confirms, never for one that publishes. First by
names and questions that people put in a label's place, then by likeness.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from examples.recognition import SplitLabel, plain_label
from examples.template_fields import FIELDS, PracticeTemplate, TemplateField

CALLED: dict[str, tuple[str, ...]] = {
    "project_title": (
        "Project name",
        "Name of project",
        "Name of programme",
        "Programme name",
        "Programme title",
        "Name of initiative",
        "Initiative",
        "Initiative name",
        "Initiative title",
        "Title of initiative",
        "Name of service",
        "Title of example",
        "Example title",
        "Title of practice",
        "Title of work",
        "Project",
    ),
    "topic_description": ("Topic of co-production", "Subject", "Area of work"),
    "aims": (
        "Aim",
        "Main aims",
        "Project aims",
        "Aims and goals",
        "Goals and objectives",
        "Rationale",
    ),
    "scope": ("Audience", "Intended audience", "Scope and audience", "Who benefits", "Setting"),
    "date_commenced": ("Project start date", "Date of start", "Commencement date", "Date begun"),
    "date_completed": ("Project end date", "Finish date", "Date finished", "Date of end"),
    "stakeholders": (
        "Partners and stakeholders",
        "Partners involved",
        "Partner organisations",
        "Team",
        "Project team",
    ),
    "description": (
        "Overview",
        "Summary",
        "Background",
        "Approach",
        "Method",
        "Methods",
        "Activity",
        "Activities",
        "Project description",
        "Description of project",
        "What we did",
    ),
    "how_it_works": ("Way of working", "How we do it", "How it is done"),
    "training": (
        "Support",
        "Support provided",
        "Training and support",
        "Training and support provided",
        "Training provided",
    ),
    "evaluation": (
        "Benefits",
        "Impact and benefits",
        "Impact benefits",
        "Benefits and impact",
        "Outcomes and impact",
        "Outcomes and benefits",
        "Impact and evaluation",
        "Evaluation and impact",
        "Evidence of impact",
        "Evidence",
        "What difference has it made",
        "What has changed",
    ),
    "learning_points": (
        "Key learning",
        "Key learning points",
        "Main learning",
        "Key lessons",
        "Lessons learnt",
        "Challenges",
        "Challenges and learning",
        "Learning and reflections",
        "Reflections",
        "Top tips",
        "Advice to others",
        "What would you do differently",
        "What could be better",
    ),
    "future_plans": (
        "Sustainability",
        "Future",
        "Future work",
        "Future plans and next steps",
        "Next steps and future plans",
        "Follow up",
    ),
}
"""Names that people give a field; the whole label must say one of them."""

ASKED: dict[str, tuple[str, ...]] = {
    "project_title": ("What is it called", "Called"),
    "topic_description": ("What is the topic", "What do you do together"),
    "aims": ("What did you want to achieve", "What did you want to change", "Goals", "Purpose"),
    "scope": ("Who was it for", "Audience", "Who did you want to reach", "Target group"),
    "date_commenced": ("When did it start", "When did you begin", "Started", "Date it began"),
    "date_completed": ("When did it end", "When did you finish", "Finished", "Ended"),
    "stakeholders": ("Who was involved", "Who took part", "People involved", "Partners"),
    "description": ("What did you do", "Further information", "Other information"),
    "how_it_works": ("How does it work", "How do you work", "How the work is done"),
    "training": ("What support was given", "Training offered"),
    "evaluation": ("What difference did it make", "What changed", "Results", "Impact"),
    "learning_points": ("What did you learn", "What we learned", "Lessons"),
    "future_plans": ("What happens next", "What next", "Plans"),
}
"""Questions and names that people put in a label's place; likeness counts for them too."""


_UNSAID = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "please",
        "project",
        "programme",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "with",
        "work",
        "you",
        "your",
    ]
)


_NUMBER = re.compile(r"^\W*(?:q(?:uestion)?\W*)?\d{1,2}(?:\.\d{1,2})?\s*[.):–-]?\s+", re.I)
_ASKING = re.compile(r"(?:[^\n:?()–—]*(?:\?|\([^()\n]*\)))+|(?:(?!\s-\s)[^\n:–—])*")
_ARTICLES = frozenset(["the", "your", "our", "of", "a", "an", "this", "please"])


def field_called(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field whose label, or another name or question for it, is all that a text says."""
    said = _without_articles(_NUMBER.sub("", text))
    fields = template.fields if template else tuple(FIELDS.values())
    return next((field for field in fields if said in _CALLED[field.key]), None) if said else None


def _without_articles(text: str) -> str:
    return " ".join(word for word in plain_label(text).split() if word not in _ARTICLES)


_CALLED = {
    field.key: frozenset(
        _without_articles(wording)
        for wording in (
            field.label,
            *field.aliases,
            *CALLED.get(field.key, ()),
            *ASKED.get(field.key, ()),
        )
    )
    for field in FIELDS.values()
}


def likely_field(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field that a reworded or misspelt label most likely means, or None when it is not plain.

    What the label says as a whole decides before what it only resembles.
    """
    first = re.split(r"[(\n]|\be\.?g\b", text, maxsplit=1)[0]
    if (called := field_called(first, template)) is not None:
        return called
    said = _telling(_NUMBER.sub("", first))
    if not said or len(said) > 8:
        return None
    fields = template.fields if template else tuple(FIELDS.values())
    scores = sorted(
        ((max(_likeness(said, words) for words in _TELLING[f.key]), f.key) for f in fields),
        reverse=True,
    )
    (best, key), (second, _) = scores[0], scores[1]
    return FIELDS[key] if best >= 0.65 and best - second >= 0.1 else None


def split_reworded(text: str, field: TemplateField) -> SplitLabel:
    """Parts a label in other words, with the questions and brackets on its line, from what follows
    on a new line, or behind a colon, dash, bracket or question mark."""
    number = _NUMBER.match(text)
    asking = _ASKING.match(text, number.end() if number else 0)
    end = asking.end() if asking else len(text)
    return SplitLabel(field, text[:end].rstrip(), text[end:].lstrip(" \t:–—-").strip(), True)


def _telling(text: str) -> tuple[str, ...]:
    """The words that tell one label from another, without endings; all words where none does."""
    words = plain_label(text).split()
    telling = [word for word in words if word not in _UNSAID]
    return tuple(_stem(word) for word in telling or words)


def _stem(word: str) -> str:
    for ending in ("ments", "ment", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _likeness(said: tuple[str, ...], known: tuple[str, ...]) -> float:
    """0 to 1: how much of each is in the other, a misspelt word counting for what is right of it.

    0 where more than a third of what was said has nothing to do with the known wording.
    """
    closest = sum(max(_same(word, other) for other in known) for word in said) / len(said)
    covered = sum(max(_same(word, other) for word in said) for other in known) / len(known)
    return (closest + covered) / 2 if closest >= 0.6 else 0.0


def _same(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if min(len(word), len(other)) < 4:
        return 0.0
    if word.startswith(other) or other.startswith(word):
        return 0.9
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= 0.87 else 0.0


_TELLING = {
    field.key: tuple(
        words
        for wording in (field.label, *field.aliases, *ASKED.get(field.key, ()))
        if (words := _telling(wording))
    )
    for field in FIELDS.values()
}
