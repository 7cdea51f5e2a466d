"""How long and how often is measured, and of whom."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.measuring.beside import prepare
from tests.measuring.beside.sides import Side


@dataclass(frozen=True)
class Plan:
    """How long and how often."""

    workdir: Path
    commit: str
    runs: int
    seconds: float
    reader_seconds: float
    mixed: int

    @property
    def warm(self) -> float:
        """Seconds before the clock starts."""
        return min(1.0, self.seconds / 2)

    @cached_property
    def ours(self) -> Side:
        return prepare.ours(self.workdir)

    @cached_property
    def old(self) -> Side:
        return prepare.old(self.workdir, self.commit)

    @cached_property
    def stock(self) -> Side:
        return prepare.stock(self.workdir, self.ours)

    @property
    def hubs(self) -> tuple[Side, Side]:
        return self.ours, self.old

    @property
    def all(self) -> tuple[Side, Side, Side]:
        return self.ours, self.old, self.stock


Figures = dict[str, dict[str, float]]
"""What was measured → side → median."""


def alternating(
    plan: Plan, sides: Sequence[Side], measure: Callable[[Side], dict[str, float]]
) -> Figures:
    """Medians of runs of each side by turns, so that what else the machine does meets all of them."""
    seen: dict[str, dict[str, list[float]]] = {}
    for _ in range(plan.runs):
        for side in sides:
            for what, figure in measure(side).items():
                seen.setdefault(what, {}).setdefault(side.name, []).append(figure)
    return {
        what: {side: statistics.median(figures) for side, figures in by_side.items()}
        for what, by_side in seen.items()
    }
