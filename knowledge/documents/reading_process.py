"""The process in which one file is read: `python -m knowledge.documents.reading_process FILE EXT`.

It limits its own memory and processor time, then prints one line of JSON: status, passages, error.
Whatever happens in it, the process that asked goes on.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

from knowledge.documents.readers import Encrypted, TooBig, read

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 60


def limit_resources() -> None:
    """Take what the operating system can enforce; the caller's own time limit stands besides."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    for kind, most in (
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def outcome(path: Path, extension: str) -> dict[str, object]:
    """Status (a value of `DocumentText.Status`), passages and error of reading one file."""
    try:
        passages = read(path, extension)
    except Encrypted:
        return {"status": "encrypted", "passages": [], "error": ""}
    except (TooBig, MemoryError):
        return {"status": "too-big", "passages": [], "error": ""}
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return {"status": "broken", "passages": [], "error": said[:1000]}
    return {"status": "read" if passages else "no-text", "passages": passages, "error": ""}


if __name__ == "__main__":
    limit_resources()
    # Libraries print warnings to stdout too; only our line may stand there.
    with contextlib.redirect_stdout(sys.stderr):
        result = outcome(Path(sys.argv[1]), sys.argv[2])
    print(json.dumps(result))
