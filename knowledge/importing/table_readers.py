"""Where an app says that it knows what a table of a certain shape is. The importer itself knows none.

An app registers its reader in its AppConfig's `ready()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wagtail.models import Page


@dataclass(frozen=True)
class TableMatch:
    """What a reader saw in a table."""

    reader: str
    key: str
    """The same in every format and wording of the same thing, such as "example:sussex peer support"."""
    title: str
    """Title of the draft: short enough for a page."""
    kind: str
    """What the report calls it: "practice example", "practice template"."""
    answers: tuple[tuple[str, str], ...]
    """(field's key, words) of every filled field, in the table's order."""
    known: int
    """How many of the table's rows the reader knows."""
    is_blank: bool
    """Whether it is the form itself, with nothing filled in."""
    variant: str = ""
    """Which form it is, in the reader's own words."""


class TableReader(Protocol):
    """Knows tables of one shape and makes pages of them."""

    name: str

    def recognise(self, rows: Sequence[tuple[str, str]]) -> TableMatch | None:
        """What these (label, value) rows are, or None when they are some other table. Pure."""

    def placed_words(self, match: TableMatch) -> str:
        """Every word of the table that the page keeps; its labels are reported anyway. Pure."""

    def keeps_intro(self, match: TableMatch) -> bool:
        """Whether the page has a place for the words that stood above the table. Pure."""

    def new_page(self, match: TableMatch) -> Page:
        """An unsaved page for the table, with its title; `write` fills it."""

    def write(self, page: Page, match: TableMatch, intro: str) -> None:
        """Writes the table into the page object. `intro` is rich text, "" for none. Saves nothing."""

    def same_on_hub(self, match: TableMatch) -> Page | None:
        """A page that makes a draft needless, whoever made it: the form itself, if it is there."""

    def index_page(self) -> Page | None:
        """The page below which the drafts go, or None when the site has none yet."""

    def new_index_page(self) -> Page:
        """An unsaved page for that, to be added below the home page."""


_readers: dict[str, TableReader] = {}


def register_table_reader(reader: TableReader) -> None:
    """Declare a reader; the same name again replaces it."""
    _readers[reader.name] = reader


def table_readers() -> tuple[TableReader, ...]:
    """Every declared reader, in the order of their names."""
    return tuple(_readers[name] for name in sorted(_readers))


def reader_named(name: str) -> TableReader:
    """The reader of that name. KeyError when the app that had it is gone."""
    return _readers[name]
