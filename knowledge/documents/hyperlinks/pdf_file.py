"""Addresses behind the words of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader


def addresses_in_pdf(path: Path) -> Iterator[str]:
    """Those of the annotations of its pages."""
    reader = PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    for page in reader.pages:
        annotations = page.get("/Annots")
        for reference in annotations.get_object() if annotations is not None else ():
            action = reference.get_object().get("/A")
            address = action.get_object().get("/URI") if action is not None else None
            if address is not None:
                yield str(address.get_object()).strip()
