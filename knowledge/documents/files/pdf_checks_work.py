"""What the limited process says of a PDF: "protected", "broken", or "" where it can be opened."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

END = b"%%EOF"
WITHIN_LAST_BYTES = 2048
"""Some programs write a little behind the end."""


def work(request: dict[str, str]) -> dict[str, str]:
    """What is found in the file at `path`."""
    return {"found": found(Path(request["path"]))}


def found(path: Path) -> str:
    """A file that lost its end may still open, without its last pages: it is broken all the same."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - WITHIN_LAST_BYTES))
        if END not in file.read():
            return "broken"
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return "protected"
        return "" if len(reader.pages) else "broken"
    except MemoryError:
        return ""
    except Exception:  # Whatever a reader says of bytes that anybody sent.
        return "broken"
