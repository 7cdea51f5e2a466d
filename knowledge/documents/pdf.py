"""Reads the text of a PDF page by page, with what people typed into its fields; words whole again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypdf import PageObject, PdfReader

from knowledge.documents.hyphens import whole_words
from knowledge.documents.pdf_fields import line_of, words_of_xfa


class EncryptedPdf(Exception):
    """The file asks for a password."""


def pages_of(path: Path) -> Iterator[tuple[int, str]]:
    """(number, text) of each page. A page that cannot be read costs no other its words.

    EncryptedPdf, or pypdf's own error where no page can be read.
    """
    reader = PdfReader(path)
    # Many files that forbid printing are encrypted with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedPdf
    broken: list[Exception] = []
    found: list[tuple[int, str]] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            lines = [page.extract_text() or "", *_typed(page)]
        except Exception as error:
            broken.append(error)
            continue
        found.append((number, "\n".join(filter(None, lines))))
    if found and (typed := _of_xfa(reader, "\n".join(text for _, text in found))):
        found[0] = (found[0][0], f"{found[0][1]}\n{typed}".strip())
    if broken and not found:
        raise broken[0]
    texts = whole_words([text for _, text in found])
    yield from zip([number for number, _ in found], texts, strict=True)


def _of_xfa(reader: PdfReader, shown: str) -> str:
    """What was typed into a form that only Adobe's programs draw: its pages say "Please wait"."""
    try:
        return words_of_xfa(reader.xfa, shown)
    except Exception:
        return ""


def _typed(page: PageObject) -> list[str]:
    """What stands in the fields of a page and in boxes of text that were laid over it."""
    lines = []
    annotations = page.get("/Annots")
    for reference in annotations.get_object() if annotations is not None else ():
        try:
            if line := line_of(reference.get_object()):
                lines.append(line)
        except Exception:  # noqa: S112 - one broken field costs no other its words
            continue
    return lines
