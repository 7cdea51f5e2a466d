"""The database answers searches itself, with full-text tables of its own; one module a vendor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from django.db import connection

from search.index.fulltext import postgresql, sqlite
from search.index.fulltext.sql import Sql
from search.language.query import SearchQuery
from search.language.units import Phrase


class FullTextTables(Protocol):
    """The few ways in which SQLite and PostgreSQL differ."""

    def write(self, rows: Mapping[int, Mapping[str, str]]) -> None:
        """Record key → stems of each column; replaces what was there."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these records' words."""

    def repair(self) -> Collection[int]:
        """Forget rows without a record; returns the records that have no row."""

    def containing(self, phrase: Phrase) -> Sql:
        """A query for the ids of records that hold the phrase."""

    def by_title(self, groups: Sequence[Sequence[str]]) -> Sql:
        """A query for (id, score) of records whose title and headings hold a stem of each group."""

    def matching(self, query: SearchQuery) -> Sql:
        """A query for (id, score, holds_all) of records that match its words; best score highest."""


def fulltext_tables(vendor: str | None = None) -> FullTextTables:
    """The module for the database in use."""
    return postgresql if (vendor or connection.vendor) == "postgresql" else sqlite
