"""The questions of an assessment, as they were when a group began. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Statement:
    """A sentence to agree with; its id stays the same when an editor words it better."""

    id: str
    text: str
    prompt: str


@dataclass(frozen=True)
class Area:
    """Statements that belong together."""

    id: str
    name: str
    about: str
    statements: tuple[Statement, ...]
    helps: tuple[int, ...]
    """Pages that help where the area is weak."""


@dataclass(frozen=True)
class Questions:
    """All that a round asks."""

    title: str
    levels: tuple[str, ...]
    """Words of the scale from 0 up."""
    areas: tuple[Area, ...]

    @property
    def top(self) -> int:
        """The best score."""
        return len(self.levels) - 1

    def to_json(self) -> dict[str, object]:
        """As a round keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Questions:
        """What a round kept."""
        return cls(
            title=kept["title"],
            levels=tuple(kept["levels"]),
            areas=tuple(
                Area(
                    id=area["id"],
                    name=area["name"],
                    about=area["about"],
                    statements=tuple(Statement(**each) for each in area["statements"]),
                    helps=tuple(area["helps"]),
                )
                for area in kept["areas"]
            ),
        )
