"""Where two versions of a draft differ, in words that a person can compare side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from examples.consent import QUESTIONS
from examples.details import DETAILS, FOR_POOL, NO_REGION_FITS, REGION, Detail, Kind
from examples.draft_text import DraftText, differing_answers
from examples.models import Submission
from examples.template_fields import FIELDS
from examples.vocabularies import VOCABULARIES


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


def conflicts_of(typed: DraftText, saved: Submission, version: int) -> list[Difference]:
    """Where the form differs from what somebody else changed after the version that it rests on."""
    touched = touched_since(saved, version)
    found = differences(typed, DraftText.from_submission(saved))
    return [each for each in found if each.name in touched]


def differences(typed: DraftText, saved: DraftText) -> list[Difference]:
    """What differs, answers first, in the form's order."""
    found = [
        Difference(
            key, FIELDS[key].label, saved.answers.get(key, ""), typed.answers.get(key, ""), True
        )
        for key in differing_answers(typed, saved)
    ]
    for detail in DETAILS:
        theirs, ours = _in_words(detail, saved), _in_words(detail, typed)
        if theirs != ours:
            is_text = detail.kind is Kind.TEXT
            found.append(Difference(detail.key, detail.short, theirs, ours, is_text))
    return [
        *found,
        *_consent_differences(typed.consent, saved.consent),
        *_reason_differences(typed.reasons, saved.reasons),
        *_file_word_differences(typed.file_words, saved.file_words),
    ]


def touched_since(saved: Submission, version: int) -> set[str]:
    """Names of the fields that somebody changed after that version."""
    return {name for name, changed in saved.changed_in.items() if changed > version}


def raise_version(saved: Submission, before: DraftText) -> None:
    """The next version, with which fields it changed. `before` is what was stored until now."""
    saved.version += 1
    names = changed_names(before, DraftText.from_submission(saved))
    saved.changed_in = {**saved.changed_in, **dict.fromkeys(names, saved.version)}


def changed_names(one: DraftText, other: DraftText) -> set[str]:
    """Names of the form fields that say different things."""
    names = {*differing_answers(one, other)}
    for detail in DETAILS:
        columns = {detail.column, FOR_POOL} if detail is REGION else {detail.column}
        if any(one.details[column] != other.details[column] for column in columns):
            names.add(detail.key)
    names |= _keys_apart(one.consent, other.consent)
    names |= {f"reason-{key}" for key in _keys_apart(one.reasons, other.reasons)}
    for key in {*one.file_words, *other.file_words}:
        parts = _keys_apart(one.file_words.get(key, {}), other.file_words.get(key, {}))
        names |= {f"{part}-{key}" for part in parts}
    return names


def _keys_apart(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {key for key in {*one, *other} if one.get(key, "") != other.get(key, "")}


def _in_words(detail: Detail, text: DraftText) -> str:
    value = text.details[detail.column]
    if detail is REGION and text.details[FOR_POOL]:
        return NO_REGION_FITS
    if detail.kind is Kind.YES:
        return "Yes" if value else "No"
    if detail.kind is Kind.TEXT:
        return str(value)
    keys = value if detail.kind is Kind.ROWS else [value] if value is not None else []
    rows = VOCABULARIES[detail.rows].model._default_manager.filter(pk__in=keys) if keys else []
    return ", ".join(str(row) for row in rows)


def _consent_differences(
    typed: Mapping[str, str], saved: Mapping[str, str]
) -> Iterator[Difference]:
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


def _reason_differences(typed: Mapping[str, str], saved: Mapping[str, str]) -> Iterator[Difference]:
    for key in sorted({*saved, *typed}):
        theirs, ours = saved.get(key, ""), typed.get(key, "")
        if theirs != ours:
            label = "Why something is right as it is"
            yield Difference(f"reason-{key}", label, theirs, ours, True)


def _file_word_differences(
    typed: Mapping[str, dict[str, str]], saved: Mapping[str, dict[str, str]]
) -> Iterator[Difference]:
    for key in sorted({*saved, *typed}):
        for part, of_what in (("alt", "Description"), ("caption", "Caption")):
            theirs = saved.get(key, {}).get(part, "")
            ours = typed.get(key, {}).get(part, "")
            if theirs != ours:
                yield Difference(f"{part}-{key}", f"{of_what} of a file", theirs, ours, True)
