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


BM25_K1 = 1.2
"""How fast further occurrences of a word stop counting: FTS5's own value, which cannot be set there."""
BM25_B = 0.75
"""How much a long text counts for less: as above."""

TITLE_FIRST = 8192.0
"""Added by Elasticsearch to a thing whose title is the query: more than any score, so it comes first."""
HOLDS_ALL_FIRST = 1024.0
"""Added to a thing that holds all of the words, so it comes before those that hold only some."""

COLUMNS: tuple[Column, ...] = (
    Column("title", 2.0, "A", "A title says what the whole thing is about."),
    Column("headings", 1.5, "B", "A heading says what a part is about."),
    Column("about", 1.2, "C", "The summary and the names of topics are chosen by an editor."),
    Column("body", 1.0, "D", "The measure of the others."),
)
