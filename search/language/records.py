"""What is said of an item to a search engine, made from what its source says of it. Pure.

The text stays as visitors read it; beside it stand its stems, which engines index as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone

from knowledge.contracts.findable import FindableText
from knowledge.contracts.passage import Passage
from search.language.normalise import RULES_VERSION, clean, stem, words
from search.language.query import YEAR, title_key

BREAK = "\ue000"
"""Stands between passages, so that no phrase runs across. `clean` keeps it out of texts."""

MOST_PASSAGES = 3000
LONGEST_PASSAGE = 50_000
"""Characters kept of one passage; a page of a book has about 3,000."""


@dataclass(frozen=True)
class RecordPassage:
    """A stretch of an item, ready to be kept."""

    heading: str
    text: str
    anchor: str
    place: str
    stems: str
    moments: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Record:
    """Everything that is kept of one item."""

    kind: str
    title: str
    title_key: str
    lead: str
    extra_terms: str
    published_at: datetime | None
    prominence: int
    passages: tuple[RecordPassage, ...]
    facets: tuple[tuple[str, int], ...]
    columns: Mapping[str, str]
    """`search.language.ranking.COLUMNS` by name: stems parted by spaces."""
    vocabulary: tuple[str, ...]
    """Its distinct words, sorted."""
    content_hash: str
    """Changes with anything above, and with the rules by which words are compared."""


def from_findable_text(said: FindableText) -> Record:
    """The record of an item. Each text is read into words once, which is what takes the time."""
    title, lead, extra_terms = clean(said.title), clean(said.lead), clean(said.extra_terms)
    passages = [_Read.of(passage) for passage in said.passages[:MOST_PASSAGES]]
    title_words, about = words(title), [words(lead), words(extra_terms)]
    headings = [passage.heading_words for passage in passages]
    bodies = [passage.text_words for passage in passages]
    return Record(
        kind=said.kind,
        title=title,
        title_key=title_key(title),
        lead=lead,
        extra_terms=extra_terms,
        published_at=said.published_at,
        prominence=said.prominence,
        passages=tuple(passage.kept for passage in passages),
        facets=tuple(sorted({*said.facets, *_year(said.published_at)})),
        columns={
            "title": _joined([title_words]),
            "headings": _joined(headings),
            "about": _joined(about),
            "body": _joined(bodies),
        },
        vocabulary=tuple(sorted(set().union(title_words, *about, *headings, *bodies))),
        content_hash=_content_hash(said),
    )


def _year(published_at: datetime | None) -> tuple[tuple[str, int], ...]:
    """The year as people here count it; nothing where it is not known."""
    return ((YEAR, timezone.localtime(published_at).year),) if published_at else ()


@dataclass(frozen=True)
class _Read:
    """A passage with the words that were read from it."""

    kept: RecordPassage
    heading_words: list[str]
    text_words: list[str]

    @classmethod
    def of(cls, passage: Passage) -> _Read:
        heading, text = clean(passage.heading), clean(passage.text)[:LONGEST_PASSAGE]
        heading_words, text_words = words(heading), words(text)
        kept = RecordPassage(
            heading=heading,
            text=text,
            anchor=clean(passage.anchor)[:100],
            place=clean(passage.place)[:100],
            stems=f" {_stems(heading_words)} {BREAK} {_stems(text_words)} ",
            moments=passage.moments,
        )
        return cls(kept, heading_words, text_words)


def _stems(these: Iterable[str]) -> str:
    return " ".join(map(stem, these))


def _joined(texts: Iterable[list[str]]) -> str:
    return f" {BREAK} ".join(_stems(text) for text in texts if text)


def _content_hash(said: FindableText) -> str:
    content = json.dumps([RULES_VERSION, asdict(said)], default=str, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()
