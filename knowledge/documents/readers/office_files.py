"""Word, OpenDocument and slides: a passage for each heading or slide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.word import read_word_document
from knowledge.documents.passages import Said, passages_of_deck, passages_of_document
from knowledge.documents.readers.archives import allowed


def read_docx(path: Path) -> Iterator[Said]:
    """A passage for each heading, in the order of the document; then notes, headers and footers."""
    return passages_of_document(read_word_document(allowed(path)))


def read_odt(path: Path) -> Iterator[Said]:
    """As a .docx is read."""
    return passages_of_document(read_open_text(allowed(path)))


def read_pptx(path: Path) -> Iterator[Said]:
    """A passage for each slide, with tables, grouped shapes, diagrams and the speaker's notes."""
    return passages_of_deck(read_deck_file(allowed(path)))
