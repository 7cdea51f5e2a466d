"""Reads the text of a PDF page by page, with what people typed into its fields; words whole again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from knowledge.documents.hyphens import whole_words
from knowledge.documents.office.items import TICKED, UNTICKED

_HIDDEN = 0b100010
"""Flags of an annotation that nobody sees: hidden, or not to be viewed."""
_SECRET = 1 << 13
"""Flag of a field that holds a password."""
_PUSH_BUTTON = 1 << 16


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
    if broken and not found:
        raise broken[0]
    texts = whole_words([text for _, text in found])
    yield from zip([number for number, _ in found], texts, strict=True)


def _typed(page: PageObject) -> list[str]:
    """What stands in the fields of a page and in boxes of text that were laid over it."""
    lines = []
    annotations = page.get("/Annots")
    for reference in annotations.get_object() if annotations is not None else ():
        try:
            if line := _line(reference.get_object()):
                lines.append(line)
        except Exception:  # noqa: S112 - one broken field costs no other its words
            continue
    return lines


def _line(annotation: DictionaryObject) -> str:
    if int(annotation.get("/F", 0)) & _HIDDEN:
        return ""
    if annotation.get("/Subtype") == "/FreeText":
        return str(annotation.get("/Contents", ""))
    if annotation.get("/Subtype") != "/Widget":
        return ""
    kind, flags = _inherited(annotation, "/FT"), int(_inherited(annotation, "/Ff") or 0)
    value = _inherited(annotation, "/V")
    name = str(_inherited(annotation, "/TU") or "")
    if kind == "/Btn":
        if flags & _PUSH_BUTTON:
            return ""
        state = annotation.get("/AS", value)
        return f"{UNTICKED if state in (None, '/Off') else TICKED} {name}".strip()
    if kind not in {"/Tx", "/Ch"} or value is None or flags & _SECRET:
        return ""
    values = value if isinstance(value, list) else [value]
    said = ", ".join(
        str(each.get_object() if hasattr(each, "get_object") else each) for each in values
    )
    return f"{name}: {said}" if name and said.strip() else said


def _inherited(field: Any, key: str) -> Any:
    """A property of a field, or of the field that it is a part of."""
    for _ in range(8):
        if key in field:
            return field[key].get_object() if hasattr(field[key], "get_object") else field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"].get_object()
    return None
