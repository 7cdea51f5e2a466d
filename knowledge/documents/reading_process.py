"""What the limited process does with a document: reads it, and says what came of it."""

from __future__ import annotations

from pathlib import Path

from knowledge.documents.hyperlinks import hyperlinks_of
from knowledge.documents.readers import Encrypted, TooBig, read


def work(request: dict[str, str]) -> dict[str, object]:
    """Status, passages, addresses and error of the file at `path`, read as what its `extension` says."""
    return outcome(Path(request["path"]), request["extension"])


def outcome(path: Path, extension: str) -> dict[str, object]:
    """Status (a value of `DocumentText.Status`), passages, addresses and error of reading one file."""
    try:
        passages = read(path, extension)
    except Encrypted:
        return {"status": "encrypted", "passages": [], "error": ""}
    except (TooBig, MemoryError):
        return {"status": "too-big", "passages": [], "error": ""}
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return {"status": "broken", "passages": [], "error": said[:1000]}
    return {
        "status": "read" if passages else "no-text",
        "passages": passages,
        "hyperlinks": hyperlinks_of(path, extension.lower().lstrip(".")),
        "error": "",
    }
