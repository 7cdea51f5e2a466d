"""Which field a label most likely means that somebody worded in their own way.

Pure. A guess: only for a reader whose result a person confirms, never for one that publishes. First by
names and questions that people put in a label's place, then by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from examples.label_names import ASKED, CALLED
from examples.recognition import SplitLabel, plain_label
from examples.template_fields import FIELDS, PracticeTemplate, TemplateField

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


_NUMBER = re.compile(
    r"^\W*(?:(?:(?:q|question|section|part|box|item)\W*)?\d{1,2}(?:\.\d{1,2})*\s*[.):–-]?"
    r"|\(?(?:[a-z]|[ivx]{1,4})[.)]|q(?:uestion)?\s*[:.)])\s+",
    re.I,
)
_OTHERWISE = re.compile(r"\s*(?:[/&,;]|\band\b|\bor\b)\s*", re.I)
_YES_OR_NO = re.compile(r"\s*(?:do|does|did|is|are|was|were|has|have|had|will|can|may)\b", re.I)
"""Begins a question that no date answers."""
_WORDS_OF_A_NAME = 4
_LETTERS_OF_A_LABEL = 300
"""What is longer names no field; an answer can be a book."""
_SET_OFF = re.compile(r"(?P<label>[^\n:–—]{2,100}?)\s*(?::|\s[–—-]\s|\n|\t)\s*(?P<rest>.*)", re.S)
_ASKING = re.compile(r"(?:[^\n:?()–—]*(?:\?|\([^()\n]*\)))+|(?:(?!\s-\s)[^\n:–—])*")
_ARTICLES = frozenset(["the", "your", "our", "of", "a", "an", "this", "please"])


def field_called(text: str, template: PracticeTemplate | None = None) -> TemplateField | None:
    """The field whose label, or another name or question for it, is all that a text says.

    Of two names, as in "Background / context", one is enough where no other field has the other.
    """
    if len(text) > _LETTERS_OF_A_LABEL:
        return None
    text = _NUMBER.sub("", text)
    fields = template.fields if template else tuple(FIELDS.values())
    if (whole := _named(text, fields)) is not None:
        return whole
    parts = _OTHERWISE.split(text)
    found = {field.key: field for part in parts if (field := _named(part, fields)) is not None}
    is_short = all(len(part.split()) <= _WORDS_OF_A_NAME for part in parts)
    return next(iter(found.values())) if len(parts) > 1 and len(found) == 1 and is_short else None


def _named(text: str, fields: Sequence[TemplateField]) -> TemplateField | None:
    said = _without_articles(text)
    return next((field for field in fields if said in _CALLED[field.key]), None) if said else None


def inline_label(text: str, template: PracticeTemplate | None = None) -> SplitLabel | None:
    """A line or cell that begins with a name for a field, set off by a colon, a dash or a new line."""
    match = _SET_OFF.match(text)
    field = field_called(match["label"], template) if match else None
    if match is None or field is None or not match["rest"].strip():
        return None
    return SplitLabel(field, match["label"].rstrip(), match["rest"].strip(), True)


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
    first = re.split(r"[(\[\n]|\be\.?g\b", _NUMBER.sub("", text), maxsplit=1)[0]
    if (called := field_called(first, template)) is not None:
        return called
    said = _telling(first) if len(first) <= _LETTERS_OF_A_LABEL else ()
    if not said or len(said) > 8:
        return None
    fields = template.fields if template else tuple(FIELDS.values())
    scores = sorted(
        ((max(_likeness(said, words) for words in _TELLING[f.key]), f.key) for f in fields),
        reverse=True,
    )
    (best, key), (second, _) = scores[0], scores[1]
    is_yes_or_no = FIELDS[key].is_date and _YES_OR_NO.match(_NUMBER.sub("", text))
    return FIELDS[key] if best >= 0.65 and best - second >= 0.1 and not is_yes_or_no else None


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


@lru_cache(maxsize=50_000)
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
