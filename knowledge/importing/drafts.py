"""What an import asks for: pages and files to be made, before anything that exists is looked at. Pure."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any

from knowledge.blocks.plain_text import text_of_html
from knowledge.importing.items import (
    Embedded,
    ImportWarning,
    Note,
    Source,
    squeezed,
)
from knowledge.importing.linking import LinkFinding
from knowledge.importing.sections import Block
from knowledge.importing.table_readers import TableMatch, reader_named


@dataclass
class Draft:
    """Something to be made: a page, or a file of the library."""

    key: str
    kind: str
    """"pack", "section", "video", "document", "image" or "table"."""
    title: str
    place: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    file: Embedded | None = None
    match: TableMatch | None = None
    intro: str = ""
    version: str = ""
    version_date: datetime.date | None = None
    feedback_email: str = ""
    film_titles: list[str] = field(default_factory=list)
    """Titles of the films in its body: lines of text in a format that holds no films."""

    @property
    def text(self) -> str:
        """Every word that the draft holds of the source."""
        parts = [self.title, *(block.text for block in self.blocks)]
        if self.match is not None:
            reader = reader_named(self.match.reader)
            parts += [reader.placed_words(self.match), text_of_html(self.intro)]
        return "\n".join(part for part in parts if part)

    @property
    def references(self) -> list[str]:
        """Keys of the drafts that stand in its body."""
        return [block.value for block in self.blocks if block.is_reference]

    @property
    def links(self) -> list[str]:
        """Addresses in its body."""
        return [address for block in self.blocks for address in block.links]

    @property
    def fingerprint(self) -> str:
        """Changes with anything it says or holds."""
        said: list[Any] = [self.title, self.intro, self.version, str(self.version_date)]
        said += [(block.kind, block.value) for block in self.blocks]
        if self.match is not None:
            said += [self.match.answers, self.match.variant, self.match.title]
        if self.file is not None:
            said += [self.file.digest]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def token_counts(self) -> str:
        """The same for two formats that say the same: its letters and links, in any order of lines."""
        words = self.text if self.match is None else self._answers()
        letters = "".join(sorted(squeezed(words + "".join(self.film_titles))))
        said = [letters, sorted(set(self.links))]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def _answers(self) -> str:
        return " ".join(words for _, words in self.match.answers) if self.match else ""


@dataclass
class DraftSet:
    """All that a source asks for, and what it says that no draft can hold."""

    source: Source
    drafts: list[Draft]
    warnings: list[ImportWarning]
    links: list[LinkFinding]

    def of_kind(self, kind: str) -> list[Draft]:
        """The drafts of a kind, in order."""
        return [draft for draft in self.drafts if draft.kind == kind]
