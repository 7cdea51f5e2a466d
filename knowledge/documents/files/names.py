"""Names of files as people may be shown them."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

_LONGEST_NAME = 120


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that nobody sees."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    path = PurePath(shown or "file")
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix[:10]}"


def sort_of(name: str) -> str:
    """The extension, without the two spellings of one."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    return {"jpeg": "jpg", "htm": "html"}.get(extension, extension)
