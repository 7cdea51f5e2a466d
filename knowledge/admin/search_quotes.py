"""A quotation mark in what staff search for on SQLite is a sign like others.

The search of Wagtail's lists puts words between quotation marks and doubles apostrophes instead of them,
so one that somebody types ends the word, and what follows is an error of syntax.
"""

from __future__ import annotations

from modelsearch.backends.database.sqlite.query import Lexeme


def _as_sql(word: Lexeme, compiler: object, connection: object) -> tuple[str, list[str]]:
    return ('"%s"*' if word.prefix else '"%s"'), [word.value.replace('"', '""')]


def keep_in_words() -> None:
    """In place of the library's."""
    Lexeme.as_sql = _as_sql
