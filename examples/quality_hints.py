"""Says, kindly, what would make an example more useful to others. It never blocks anything. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from examples.dates import read_date
from examples.template_fields import PROJECTS, PracticeTemplate
from examples.titles import TITLE_LENGTH

_LONG_PARAGRAPH = 250
"""Words after which a paragraph without a break is hard to read on a phone."""
_PEOPLE = re.compile(
    r"\b(?:service[ -]users?|SUVs?|parents?|mums?|mothers?|dads?|fathers?|wom[ae]n|birthing|"
    r"famil(?:y|ies)|lived experience|partners?|service user voices?|MN?VPs?)\b",
    re.I,
)
_VOICE = re.compile(r"[“\"‘'][^“”\"‘’]*\s[^“”\"‘’]*\s[^“”\"]*[”\"’']|\b(?:told us|said)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Hint:
    """One suggestion, at the field where it would be followed."""

    field: str
    text: str


def quality_hints(answers: Mapping[str, str], template: PracticeTemplate = PROJECTS) -> list[Hint]:
    """Suggestions for these answers (field key → text), in the order of the template's fields."""
    said = {field.key: answers.get(field.key, "").strip() for field in template.fields}
    found = {
        hint.field: hint
        for hint in (
            _on_title(said, template),
            _on_dates(said),
            _on_people(said),
            _on_evaluation(said),
            _on_learning(said),
        )
        if hint
    }
    for key, text in said.items():
        if key not in found and any(
            len(part.split()) > _LONG_PARAGRAPH for part in text.split("\n")
        ):
            found[key] = Hint(
                key, "This is a long stretch without a break. Short paragraphs are easier to read."
            )
    return [found[key] for key in said if key in found]


def _on_title(said: Mapping[str, str], template: PracticeTemplate) -> Hint | None:
    key = template.title_field.key
    if len(said[key].split("\n")[0]) <= TITLE_LENGTH:
        return None
    return Hint(
        key,
        f"The first line becomes the title. A shorter one, up to {TITLE_LENGTH} characters, is "
        "easier to find.",
    )


def _on_dates(said: Mapping[str, str]) -> Hint | None:
    if "date_commenced" in said:
        dates = (read_date(said["date_commenced"]), read_date(said["date_completed"]))
        if any(date.month for date in dates):
            return None
        return Hint("date_commenced", "No month and year yet. When did it begin, roughly?")
    if any(_YEAR.search(text) for text in said.values()):
        return None
    return Hint("how_it_works", "No year is mentioned. Since when have you worked like this?")


def _on_people(said: Mapping[str, str]) -> Hint | None:
    if any(_PEOPLE.search(text) for text in said.values()):
        return None
    return Hint(
        "stakeholders",
        "Nothing says yet how people who use the service took part. What did they do or decide?",
    )


def _on_evaluation(said: Mapping[str, str]) -> Hint | None:
    text = said["evaluation"]
    if not text:
        return Hint(
            "evaluation",
            "Nothing here yet. What is different now, and how do you know? A first impression helps.",
        )
    if _VOICE.search(" ".join(said.values())):
        return None
    return Hint(
        "evaluation",
        "Could you add what somebody who uses the service said, in their own words and without "
        "their name?",
    )


def _on_learning(said: Mapping[str, str]) -> Hint | None:
    if said["learning_points"]:
        return None
    return Hint(
        "learning_points", "Nothing here yet. What would you tell another group before they start?"
    )
