"""Reads the text of a PDF page by page, with what people typed into its fields; words whole again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

from knowledge.documents.hyphens import whole_words
from knowledge.documents.office.signs import signs_without_font
from knowledge.documents.pdf_fields import Printed, lines_of
from knowledge.documents.pdf_furniture import without_furniture
from knowledge.documents.pdf_xfa import words_of_xfa

_WAITING = "If this message is not eventually replaced"
"""What Adobe's programs put on the pages of a form that no other program draws."""


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
    pages: list[tuple[int, str, list[str]]] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            # Signs of a picture font, as boxes to tick, keep its numbers.
            text = signs_without_font(page.extract_text() or "")
            pages.append((number, text, _typed(page)))
        except Exception as error:
            broken.append(error)
    printed = without_furniture([text for _, text, _ in pages])
    found = [
        (number, "\n".join(filter(None, [text, *typed])))
        for (number, _, typed), text in zip(pages, printed, strict=True)
    ]
    if broken and not found:
        raise broken[0]
    found = _with_xfa(reader, found)
    texts = whole_words([text for _, text in found])
    yield from zip([number for number, _ in found], texts, strict=True)


def _with_xfa(reader: PdfReader, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The pages with what was typed into an XFA form. Where it is all there is, they say "Please wait"."""
    shown = "\n".join(text for _, text in found)
    try:
        parts = list(_xfa_parts(reader))
        is_drawn_by_adobe = bool(reader.root_object.get("/NeedsRendering")) or _WAITING in shown
        typed = words_of_xfa(parts, None if is_drawn_by_adobe else shown) if parts else ""
    except Exception:
        return found
    if parts and is_drawn_by_adobe:
        return [(1, typed)] if typed else []
    if not typed or not found:
        return found
    return [(found[0][0], f"{found[0][1]}\n{typed}".strip()), *found[1:]]


def _xfa_parts(reader: PdfReader) -> Iterator[bytes]:
    """The form's XML: in parts, or whole in one stream, which pypdf does not give."""
    form = reader.root_object.get("/AcroForm")
    held = form.get_object().get("/XFA") if form is not None else None
    held = held.get_object() if held is not None else None
    if isinstance(held, StreamObject):
        yield held.get_data()
    elif held is not None:
        yield from (reader.xfa or {}).values()


def _typed(page: PageObject) -> list[str]:
    """What stands in the fields of a page and in boxes of text that were laid over it."""
    annotations = page.get("/Annots")
    held = annotations.get_object() if annotations is not None else ()
    fields = [each for each in map(_object, held) if isinstance(each, DictionaryObject)]
    return list(lines_of(fields, cache(lambda: _printed(page))))


def _printed(page: PageObject) -> list[Printed]:
    """The words of a page with their places."""
    found: list[Printed] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if any(map(str.isalnum, text)):
            left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            baseline = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Printed(left, baseline, text))

    page.extract_text(visitor_text=visit)
    return found


def _object(reference: PdfObject) -> PdfObject | None:
    """What a reference leads to; None for one that leads nowhere."""
    try:
        return reference.get_object()
    except Exception:
        return None
