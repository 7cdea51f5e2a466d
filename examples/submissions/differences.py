"""Where two versions of a draft differ, in words that a person can compare side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examples.consent import QUESTIONS
from examples.submissions.draft_text import (
    CHOICE_LABELS,
    NO_REGION_FITS,
    DraftText,
    differing_answers,
)
from examples.template_fields import FIELDS
from knowledge.models import Audience, EvidenceRequirement, Organisation, Rung, Topic

_ROWS: dict[str, type[Any]] = {
    "region_id": Organisation,
    "organisation_id": Organisation,
    "audiences": Audience,
    "topics": Topic,
    "requirements": EvidenceRequirement,
    "rungs": Rung,
}


@dataclass(frozen=True)
class Difference:
    """One thing that the two versions say differently."""

    name: str
    """Of its form field."""
    label: str
    saved: str
    typed: str
    is_text: bool = False
    """Whether it was typed freely, so that both can be put together."""


def differences(typed: DraftText, saved: DraftText) -> list[Difference]:
    """What differs, answers first, in the form's order."""
    found = [
        Difference(
            key, FIELDS[key].label, saved.answers.get(key, ""), typed.answers.get(key, ""), True
        )
        for key in differing_answers(typed, saved)
    ]
    theirs, ours = _choices(saved), _choices(typed)
    for column, label in CHOICE_LABELS.items():
        if theirs[column] != ours[column]:
            found += _in_words(column, label, theirs[column], ours[column])
    return found


def _choices(text: DraftText) -> dict[str, Any]:
    """The columns; where no region fits, that stands in the region's place."""
    return {**text.columns(), **({"region_id": NO_REGION_FITS} if text.is_for_pool else {})}


def _in_words(column: str, label: str, saved: Any, typed: Any) -> Iterator[Difference]:
    name = column.removesuffix("_id")
    if column in _ROWS:
        yield Difference(name, label, _names(column, saved), _names(column, typed))
    elif column == "contact_is_public":
        yield Difference(name, label, "Yes" if saved else "No", "Yes" if typed else "No")
    elif column == "consent":
        for question in QUESTIONS:
            theirs, ours = saved.get(question.key, ""), typed.get(question.key, "")
            if theirs != ours:
                said = dict(question.choices)
                yield Difference(
                    question.key,
                    question.label,
                    said.get(theirs, theirs),
                    said.get(ours, ours),
                    not said,
                )
    elif column == "file_words":
        for key in sorted({*saved, *typed}):
            for part, of_what in (("alt", "Description"), ("caption", "Caption")):
                theirs = saved.get(key, {}).get(part, "")
                ours = typed.get(key, {}).get(part, "")
                if theirs != ours:
                    yield Difference(f"{part}-{key}", f"{of_what} of a file", theirs, ours, True)
    elif column == "reasons":
        for key in sorted({*saved, *typed}):
            if saved.get(key, "") != typed.get(key, ""):
                yield Difference(
                    f"reason-{key}", label, saved.get(key, ""), typed.get(key, ""), True
                )
    else:
        yield Difference(name, label, saved, typed, True)


def _names(column: str, ids: Any) -> str:
    if isinstance(ids, str):
        return ids
    keys = ids if isinstance(ids, list) else [ids]
    rows = _ROWS[column].objects.filter(pk__in=[key for key in keys if key is not None])
    return ", ".join(str(row) for row in rows)
