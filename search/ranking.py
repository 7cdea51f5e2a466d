"""Every number by which results are ordered, each with its reason. Mirrored in docs/relevancy.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A part of a record's words with its weight."""

    name: str
    weight: float
    letter: str
    """PostgreSQL's name of the weight."""
    reason: str


COLUMNS: tuple[Column, ...] = (
    Column("title", 2.0, "A", "A title says what the whole thing is about."),
    Column("headings", 1.5, "B", "A heading says what a part is about."),
    Column("about", 1.2, "C", "The summary and the names of topics are chosen by an editor."),
    Column("body", 1.0, "D", "The measure of the others."),
)
