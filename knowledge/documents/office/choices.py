"""A choice that was made by marking one of several words on a line: "Yes / No" with "No" highlighted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.documents.office.items import TICKED, Run
from knowledge.documents.office.package import XmlElement, attribute, child_of, is_on

_BETWEEN = re.compile(r"\s*[/|]\s*|\s+or\s+")
_MOST_CHOICES, _MOST_WORDS = 4, 4
BOLD = {"bold", "600", "700", "800", "900"}
"""As open documents write it."""
_NOTHING = {"", "none", "nil"}
_UNSHADED = {"", "auto", "ffffff"}


def is_stressed(run: XmlElement) -> bool:
    """Whether a run of Word stands out by itself: bold, underlined, highlighted, shaded or in a frame."""
    looks = child_of(run, "rPr")
    if looks is None:
        return False
    named = (attribute(child_of(looks, name), "val").lower() for name in ("u", "highlight", "bdr"))
    shade = attribute(child_of(looks, "shd"), "fill").lower()
    return (
        bool(is_on(looks, "b"))
        or shade not in _UNSHADED
        or any(each not in _NOTHING for each in named)
    )


def is_stressed_on_slide(run: XmlElement) -> bool:
    """The same of a run on a slide."""
    looks = child_of(run, "rPr")
    highlight = child_of(looks, "highlight")
    shade = attribute(next(iter(highlight), None), "val").lower() if highlight is not None else ""
    is_bold = attribute(looks, "b") in {"1", "true"}
    return is_bold or attribute(looks, "u").lower() not in _NOTHING or shade not in _UNSHADED


def is_stressed_by(looks: Callable[[str], str]) -> bool:
    """The same of a span of an open document. `looks`: what its style says of a property, "" for nothing."""
    named = (looks(name).lower() for name in ("text-underline-style", "border"))
    return (
        looks("font-weight") in BOLD
        or looks("background-color").lower().lstrip("#") not in {*_UNSHADED, "transparent"}
        or any(each not in _NOTHING for each in named)
    )


def is_underlined(run: XmlElement) -> bool:
    """Whether a run of Word is underlined by itself."""
    return attribute(child_of(run, "rPr", "u"), "val").lower() not in _NOTHING


def with_choice(runs: tuple[Run, ...], stressed: Sequence[tuple[str, bool]]) -> tuple[Run, ...]:
    """The runs with a tick before what was chosen, where a line is nothing but a few choices and one of
    them alone stands out. `stressed`: pieces of the line, and whether they stand out."""
    chosen = "".join(text if is_out else "\n" for text, is_out in stressed).strip(" \t\n/|")
    text = "".join(run.text for run in runs)
    if not chosen or "\n" in chosen or len(text) > 200:
        return runs
    start, places = 0, list[tuple[int, str]]()
    for between in [*_BETWEEN.finditer(text), None]:
        end = between.start() if between else len(text)
        said = text[start:end].strip()
        if said:
            places.append((start + text[start:end].index(said), said))
        start = between.end() if between else start
    found = [at for at, said in places if said == chosen]
    is_choice = all(len(said.split()) <= _MOST_WORDS and said[0].isalpha() for _, said in places)
    if len(found) != 1 or not 1 < len(places) <= _MOST_CHOICES or not is_choice:
        return runs
    return tuple(_ticked_at(runs, found[0]))


def _ticked_at(runs: tuple[Run, ...], at: int) -> list[Run]:
    result: list[Run] = []
    start = 0
    for run in runs:
        inside = at - start
        if 0 <= inside < len(run.text):
            run = replace(run, text=f"{run.text[:inside]}{TICKED} {run.text[inside:]}")
        start += len(run.text) if inside >= len(run.text) or inside < 0 else 10**9
        result.append(run)
    return result
