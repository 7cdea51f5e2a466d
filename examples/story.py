"""An example in the order in which a reader wants it: what was done and what came of it first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from examples.template_fields import TemplateField

Answer = tuple[TemplateField, str]

FIRST = ("topic_description", "description", "how_it_works", "evaluation", "learning_points")
FACTS = ("project_title", "date_commenced", "date_completed")
"""Answers of a line: they stand among the facts."""
WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Story:
    """The answers of an example, sorted for a reader."""

    told: Sequence[Answer]
    facts: Sequence[Answer]
    empty: Sequence[TemplateField]
    """What nobody filled in."""
    title_anchor: str = ""
    """Where the title opens that the page's head says already."""


def story_of(head: str, answers: Sequence[Answer]) -> Story:
    """The answers in that order, without a title that the page's head says already."""
    repeated = [field for field, text in answers if text and _repeats(head, field, text)]
    given = [answer for answer in answers if answer[1] and answer[0] not in repeated]
    told = [answer for answer in given if answer[0].key not in FACTS]
    told.sort(key=lambda answer: _place(answer[0].key))
    return Story(
        told=told,
        facts=[answer for answer in given if answer[0].key in FACTS],
        empty=[field for field, text in answers if not text],
        title_anchor=repeated[0].anchor if repeated else "",
    )


def _place(key: str) -> int:
    return FIRST.index(key) if key in FIRST else len(FIRST)


def _repeats(head: str, field: TemplateField, text: str) -> bool:
    """Whether it is a title without any longer word that the page's head does not have."""
    is_title = field.key in {"project_title", "topic_description"}
    return is_title and _words(text) <= _words(head)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}
