"""What was measured, as one table: figures of each side, their ratio, and whether the aim is reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OURS, OLD, STOCK = "ours", "old", "stock"
SIDES = (OURS, OLD, STOCK)
HEAD = ("what", *SIDES, "ratio", "aim", "")


@dataclass(frozen=True)
class Aim:
    """What our figure is to be, as a multiple of another side's, or as it is where `against` is empty."""

    sign: str
    limit: float
    against: str = ""

    def figure(self, figures: Mapping[str, float]) -> float | None:
        """What is compared with the limit; None where a side was not measured."""
        if OURS not in figures:
            return None
        if not self.against:
            return figures[OURS]
        other = figures.get(self.against)
        return figures[OURS] / other if other else None

    def is_reached(self, figures: Mapping[str, float]) -> bool | None:
        """None where it cannot be told."""
        figure = self.figure(figures)
        if figure is None:
            return None
        return figure >= self.limit if self.sign == "≥" else figure <= self.limit

    @property
    def words(self) -> str:
        """As the table says it."""
        return f"{self.sign} {number(self.limit)}" + (f" × {self.against}" if self.against else "")


def at_least(limit: float, against: str) -> Aim:
    """The more the better."""
    return Aim("≥", limit, against)


def at_most(limit: float, against: str = "") -> Aim:
    """The less the better."""
    return Aim("≤", limit, against)


@dataclass(frozen=True)
class Row:
    """One thing that was measured; without an aim it is told for what it is."""

    what: str
    figures: Mapping[str, float]
    aims: tuple[Aim, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of HEAD."""
        ratios = [
            f"{number(figure)} × {aim.against}"
            for aim in self.aims or (Aim("", 0, STOCK), Aim("", 0, OLD))
            if aim.against and (figure := aim.figure(self.figures)) is not None
        ]
        return (
            self.what,
            *(number(self.figures[side]) if side in self.figures else "" for side in SIDES),
            ", ".join(ratios),
            ", ".join(aim.words for aim in self.aims),
            self.verdict,
        )

    @property
    def verdict(self) -> str:
        """One word; nothing where there is no aim."""
        if not self.aims:
            return ""
        reached = {aim.is_reached(self.figures) for aim in self.aims}
        return "missed" if False in reached else "unknown" if None in reached else "reached"


def number(figure: float) -> str:
    """As many digits as anybody would believe."""
    if figure and abs(figure) < 10:
        return f"{figure:.2f}".rstrip("0").rstrip(".")
    return f"{figure:,.1f}".removesuffix(".0") if abs(figure) < 100 else f"{figure:,.0f}"


def as_text(rows: Sequence[Row]) -> str:
    """For a terminal."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 1 <= column <= len(SIDES) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_markdown(rows: Sequence[Row]) -> str:
    """For the docs."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
