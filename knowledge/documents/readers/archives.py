"""The guard of archives, with the faults that readers tell of."""

from __future__ import annotations

from pathlib import Path

from knowledge.documents.office.guard import UnsafeArchive, office_kind
from knowledge.documents.readers.faults import Encrypted, TooBig


def allowed(path: Path) -> Path:
    """The path, when the guard of archives lets it through. Encrypted, TooBig, or what is wrong."""
    try:
        with path.open("rb") as file:
            office_kind(file)
    except UnsafeArchive as error:
        if error.fault == "password" or (error.fault == "old format"):
            raise Encrypted from error
        if error.fault == "too much":
            raise TooBig from error
        raise
    return path
