"""The addresses that a file's words lead to, which do not stand in its text: of PDF and Office files.

No Django: it runs in the limited process, on files that were read there already, and loads what that
sort of file needs alone, as `knowledge.documents.readers` does.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from pkgutil import resolve_name

MOST = 2_000
LONGEST = 2_000
FINDERS = {
    "pdf": "pdf_file.addresses_in_pdf",
    "docx": "office_files.addresses_in_office",
    "pptx": "office_files.addresses_in_office",
    "xlsx": "office_files.addresses_in_office",
    "odt": "office_files.addresses_in_open_document",
}
"""By extension: module of this package and function."""


def hyperlinks_of(path: Path, extension: str) -> list[str]:
    """Each once, in the file's order; those that came before a part that cannot be read."""
    found: dict[str, None] = {}
    if extension not in FINDERS:
        return []
    find = resolve_name(f"{__name__}.{FINDERS[extension]}")
    try:
        for address in islice(find(path), MOST):
            if len(address) <= LONGEST and address.lower().startswith(("http://", "https://")):
                found[address.replace("\0", "")] = None
    except Exception:
        # Its text was read; what it links to is worth no more than that.
        return list(found)
    return list(found)
