"""Every number by which results are ordered, each with its reason. Mirrored in docs/relevancy.md."""

from __future__ import annotations

import math
from dataclasses import dataclass

from knowledge.contracts.findable import Prominence


@dataclass(frozen=True)
class Column:
    """A part of a record's words with its weight."""

    name: str
    weight: float
    letter: str
    """PostgreSQL's name of the weight."""
    in_elastic: float
    """The weight in Elasticsearch, where repetitions count for longer (`BM25_K1`)."""
    reason: str


BM25_K1 = 1.7
"""How fast further occurrences of a word stop counting, in Elasticsearch: the higher the later. FTS5 has 1.2,
which cannot be set there."""
BM25_B = 0.75
"""How much a long text counts for less: FTS5's own value too."""

TITLE_FIRST = 16384.0
"""Added by Elasticsearch to an item whose title is the query: more than any score, so it comes first. Half of it
where the item only names something whose address is not known yet; so with the next one."""
IN_TITLE_FIRST = 4096.0
"""Added to an item whose title has the words of the query, more than one, side by side, or another name of all of
it that has more than one word, or that says the query as it was typed: the item that is called so comes before those
that only speak of it."""
HOLDS_ALL_FIRST = 1024.0
"""Added to an item that holds all of the words, so it comes before those that hold only some."""
AT_ONE_PLACE = 1.4
"""What the score counts of an item that holds all of the words in one passage and its own title: words that stand
near each other belong together, and a passage speaks of what the title names."""
FEWEST_SAID = 4
"""Typed words, fillers too, that are a sentence: what holds them in this order is where somebody heard or
read it. Fewer stand in too many texts, and so does a known name, however long."""

PROMINENCE: dict[Prominence, float] = {Prominence.NOT_YET_OPEN: 0.8, Prominence.ABOUT_SITE: 0.6}
"""What the score of such an item counts. A page that says something itself comes before one that names a thing
without its address; what is about the site, or explains every word, comes late, and after all that holds all of the words, unless
a word of its title was asked for."""

COLUMNS: tuple[Column, ...] = (
    Column("title", 2.0, "A", 3.0, "A title says what the whole item is about."),
    Column("headings", 1.5, "B", 1.5, "A heading says what a part is about."),
    Column("about", 1.2, "C", 1.2, "The summary and the names of topics are chosen by an editor."),
    Column("body", 1.0, "D", 1.0, "The measure of the others."),
)

ALTERNATIVE = 0.8
"""What another name, or a completed word, counts of the typed one: an item that uses the visitor's own
word comes first. All ways of saying it weigh as one word that as many items hold as the commonest."""


def inverse_document_frequency(document_frequency: int, documents: int) -> float:
    """How much a word tells that so many of all documents hold, as in BM25; never below zero."""
    return math.log(1 + (documents - document_frequency + 0.5) / (document_frequency + 0.5))
