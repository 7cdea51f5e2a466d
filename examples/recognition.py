"""Tells which field or template a label stands for, in the words of old or reworded forms.

Pure, and the only matcher of labels: whatever reads a filled table (importer, Word reader) asks here.
A label is found exactly (`split_label`, which also says where the writer's own words begin); what a
person will confirm may also be found by likeness (`examples.rewordings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from examples.template_fields import FIELDS, TEMPLATES, PracticeTemplate, TemplateField

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"[^\W_]+|&")
_LONGEST_LABEL = 500
"""Words of a label with all its prompts, and more."""

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

_JOINING = ("e g", "eg", "for example", "please", "such as")


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
_WORDINGS_OF = {
    template.key: [pair for pair in _WORDINGS if pair[1] in template.fields]
    for template in TEMPLATES.values()
}


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

    @property
    def is_like_a_prompt(self) -> bool:
        """Whether the rest is a reworded prompt rather than an answer."""
        return not self.is_set_off or self.rest.startswith("(") or self.rest.endswith(("?", ")"))


def split_label(text: str, template: PracticeTemplate | None = None) -> SplitLabel | None:
    """Parts a cell or line into label (with printed prompts) and the writer's own words.

    Nothing is lost: `label + rest` has all words of the text. None when it begins with no label.
    """
    tokens = _tokens(text)
    first = _past_number(tokens)
    for wording, field in _WORDINGS_OF[template.key] if template else _WORDINGS:
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
    """The words that a label may be among: an answer's cell can hold a book."""
    return [
        _Token("and" if match[0] == "&" else match[0].lower(), match.start(), match.end())
        for match in islice(_TOKEN.finditer(text), _LONGEST_LABEL)
    ]


def _past_number(tokens: list[_Token]) -> int:
    """Where a label begins after its number: "1.", "1.2", "Q3"."""
    at = 0
    while at < min(2, len(tokens) - 1) and re.fullmatch(r"q|question|q?\d{1,2}", tokens[at].word):
        at += 1
    return at


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
