"""PDF files: a passage for each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.passages import Said, said
from knowledge.documents.pdf import EncryptedPdf, pages_of
from knowledge.documents.readers.faults import Encrypted


def read_pdf(path: Path) -> Iterator[Said]:
    """A passage for each page; it opens there. A page that cannot be read costs no other its words."""
    try:
        for number, text in pages_of(path):
            yield said(text, anchor=f"page={number}", place=f"page {number}")
    except EncryptedPdf as error:
        raise Encrypted from error
