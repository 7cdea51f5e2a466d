"""Boxes to tick that a list shows as its bullets: what was chosen must not look like what was not. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from knowledge.documents.office.items import TICKED, UNTICKED, Run
from knowledge.documents.office.signs import sign, signs

_BOXES = {TICKED, "☑", "🗹", "🗵"}
"""Nobody has these for mere ornament."""
_YES = {*_BOXES, "✓", "✔"}
_NO = {UNTICKED, "✗", "✘"}


def tick_of(bullet: str, font: str) -> str:
    """The box or tick that a bullet is; "" for any other."""
    shown = signs(bullet, font)
    shown = "".join(
        sign(ord(each), "") if 0xF000 <= ord(each) <= 0xF0FF else each for each in shown
    )
    return shown if shown in _YES | _NO else ""


def is_told(tick: str, beside: Collection[str]) -> bool:
    """Whether a bullet says something: empty boxes and lone ticks are ornament, unless both kinds are there."""
    both = not _YES.isdisjoint(beside) and not _NO.isdisjoint(beside)
    return bool(tick) and (tick in _BOXES or both)


def with_tick(runs: tuple[Run, ...], tick: str) -> tuple[Run, ...]:
    """The runs of an item with its box before them."""
    if not tick or not any(run.text.strip() for run in runs):
        return runs
    return (replace(runs[0], text=f"{tick} ", href=None, note="", kind=""), *runs)
