"""Addresses behind the words of Office files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.office.package import Package

_XLINK = "{http://www.w3.org/1999/xlink}href"


def addresses_in_office(path: Path) -> Iterator[str]:
    """Those that any part of the file refers to as a hyperlink."""
    package = Package(path)
    for name in package.names:
        folder, is_there, file = name.rpartition("_rels/")
        if is_there and file.endswith(".rels"):
            for relation in package.relations(folder + file.removesuffix(".rels")).values():
                if relation.kind == "hyperlink" and relation.is_external:
                    yield relation.target


def addresses_in_open_document(path: Path) -> Iterator[str]:
    """Those of the links of its text."""
    root = Package(path).xml("content.xml")
    for element in root.iter("{*}a") if root is not None else ():
        yield str(element.get(_XLINK, "")).strip()
