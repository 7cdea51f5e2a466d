"""Tells which field or template a label stands for, in the words of old or reworded forms.

Pure, and the only matcher of labels: whatever reads a filled table (importer, Word reader) asks here.
A label is found exactly (`split_label`, which also says where the writer's own words begin) or, only
where a person will confirm it, by likeness (`likely_field`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from examples.template_fields import FIELDS, TEMPLATES, PracticeTemplate, TemplateField

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"[^\W_]+|&")

OLDER_PROMPTS: dict[str, tuple[str, ...]] = {
    "topic_description": (
        "etc",
        "involvement of service users in reviewing maternity information",
        "meetings with MVP chair to discuss",
        "MVP chair invited to key meetings",
        "and Non/DoW/consultant midwives",
        "complaints/Six/maternity dashboard",
        "regular conversations with MVP chair",
    ),
    "stakeholders": (
        "how identified?",
        "how involved?",
        "include equality, diversity and inclusion",
        "EDI",
        "best practice",
        "who?",
    ),
    "training": (
        "if applicable",
        "include name and details of training provider",
        "training provider",
    ),
    "learning_points": ("challenges and resolutions", "what went well?"),
    "future_plans": (
        "LMNS website",
        "learning and practice presented",
        "e.g. after 12 months",
        "FutureNHS platform",
        "new areas of work identified",
        "e.g. Trust",
        "where and to whom?",
        "maintaining relationships",
        "review",
    ),
}
"""Pieces of the prompts that older forms print in a label's own cell, by field."""

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
"""Questions and names that people put in a label's place; only `likely_field` considers them."""

_JOINING = ("e g", "eg", "for example", "please", "such as")
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


def plain_label(text: str) -> str:
    """Lower case words with single spaces: what two wordings of one label have in common."""
    return _NOT_WORD.sub(" ", text.lower().replace("&", " and ")).strip()


def _wordings() -> list[tuple[str, TemplateField]]:
    """Every known wording with its field, longest first, so that the most exact one wins."""
    found = [
        (plain_label(wording), field)
        for field in FIELDS.values()
        for wording in (field.label, *field.aliases)
    ]
    return sorted(found, key=lambda pair: -len(pair[0]))


_WORDINGS = _wordings()


def field_from_label(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field a cell names, or None. A cell may go on after the label with its prompts.

    With a template given, only that template's fields are considered.
    A cell that only begins with a short alias and goes on like a sentence is an answer, not a
    label: short aliases (one word) must be the whole cell or be followed by prompts.
    """
    split = split_label(text, template)
    if split and (not split.rest or " " in plain_label(split.label)):
        return split.field
    return None


@dataclass(frozen=True)
class SplitLabel:
    """A text that begins with a field's label."""

    field: TemplateField
    label: str
    """The label and the prompts printed with it, exactly as they stand."""
    rest: str
    """What the writer put after them, "" where nothing."""
    is_set_off: bool
    """Whether the rest stands on a new line or behind a colon or dash, so that it is no sentence
    that merely begins with the label's words."""


def split_label(text: str, template: PracticeTemplate | None = None) -> SplitLabel | None:
    """Parts a cell or line into label (with printed prompts) and the writer's own words.

    Nothing is lost: `label + rest` has all words of the text. None when it begins with no label.
    """
    tokens = _tokens(text)
    first = 1 if len(tokens) > 1 and tokens[0].word.isdigit() else 0
    for wording, field in _WORDINGS:
        if template is not None and field not in template.fields:
            continue
        end = _matched(tokens, first, wording)
        if end is None:
            continue
        end_of_label, end = end, _past_prompts(tokens, end, field)
        if end == len(tokens):
            return SplitLabel(field, text, "", True)
        start = _start_of_rest(text, tokens[end - 1].end, tokens[end].start)
        between = text[tokens[end - 1].end : start]
        is_set_off = bool(re.search(r"[\n:–—]|\s-", between))
        if " " in wording or is_set_off or end > end_of_label:
            return SplitLabel(field, text[:start].rstrip(), text[start:].strip(), is_set_off)
    return None


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    return [
        _Token("and" if match[0] == "&" else match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _matched(tokens: list[_Token], at: int, wording: str) -> int | None:
    """Where the tokens go on after this wording, or None when they do not say it here."""
    words = wording.split()
    if words and [token.word for token in tokens[at : at + len(words)]] == words:
        return at + len(words)
    return None


def _past_prompts(tokens: list[_Token], at: int, field: TemplateField) -> int:
    """Where the prompts that a form prints after this field's label end."""
    known = _PROMPTS[field.key]
    end = at
    while True:
        ends = (_matched(tokens, end, prompt) for prompt in known)
        further = next((found for found in ends if found is not None), None)
        if further is None:
            break
        end = further
    # "e.g." alone is the writer's: "Review e.g. in May".
    said = " ".join(token.word for token in tokens[at:end])
    return end if said not in _JOINING or end == len(tokens) else at


def _start_of_rest(text: str, end: int, start: int) -> int:
    """Where the writer's words begin: after the label's punctuation, with their own bullet or quote."""
    between = text[end:start]
    if "\n" in between:
        return end + between.rindex("\n") + 1
    return start - len(between.lstrip(" \t:;.,?!)]*•–—-"))


def _prompts() -> dict[str, tuple[str, ...]]:
    return {
        field.key: tuple(
            sorted(
                {
                    plain_label(prompt)
                    for prompt in (
                        field.help,
                        *field.prompts,
                        *OLDER_PROMPTS.get(field.key, ()),
                        *_JOINING,
                    )
                    if prompt
                },
                key=lambda prompt: -len(prompt),
            )
        )
        for field in FIELDS.values()
    }


_PROMPTS = _prompts()


def field_from_prompt(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field of which this whole text is one prompt: forms that give "What went well?" a row."""
    words = plain_label(text)
    if len(words.split()) < 2 or words in _JOINING:
        return None
    for field in template.fields if template else FIELDS.values():
        if words in _PROMPTS[field.key]:
            return field
    return None


def likely_field(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field that a reworded or misspelt label most likely means, or None when it is not plain.

    A guess: for a reader whose result a person confirms, never for one that publishes.
    """
    said = _telling(re.split(r"[(\n]|\be\.?g\b", text, maxsplit=1)[0])
    if not said or len(said) > 8:
        return None
    fields = template.fields if template else tuple(FIELDS.values())
    scores = sorted(
        ((max(_likeness(said, words) for words in _TELLING[f.key]), f.key) for f in fields),
        reverse=True,
    )
    (best, key), (second, _) = scores[0], scores[1]
    return FIELDS[key] if best >= 0.65 and best - second >= 0.1 else None


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


def template_from_labels(labels: Iterable[str]) -> PracticeTemplate | None:
    """The template whose fields these labels name best, or None when it is some other table.

    A field that only one template has decides; otherwise the larger number of known fields. Three
    known labels make a template, or two when one of them belongs to it alone: people delete the
    rows they have nothing to say in.
    """
    texts = list(labels)
    best: tuple[int, int, PracticeTemplate] | None = None
    for template in TEMPLATES.values():
        known = {field.key for text in texts if (field := field_from_label(text, template))}
        own = sum(
            1
            for key in known
            if not any(key in other.keys for other in TEMPLATES.values() if other is not template)
        )
        if best is None or (own, len(known)) > best[:2]:
            best = (own, len(known), template)
    if best and (best[1] >= 3 or (best[1] == 2 and best[0] >= 1)):
        return best[2]
    return None
