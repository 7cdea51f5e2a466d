"""Reads the text of files, each sort in stretches that a search hit can open at.

No Django here: it runs in a process of its own (`knowledge.documents.reading_process`), because a
file from anybody may be broken, hostile or endless. That process begins anew for each file, so it
loads the reader of that sort alone. Every reader yields passages in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

from knowledge.documents.passages import Said, said
from knowledge.documents.readers.faults import Encrypted, TooBig

__all__ = ["READERS", "Encrypted", "TooBig", "read", "stretches"]
MOST_CHARACTERS = 5_000_000
LONGEST_PASSAGE = 4_000
"""Characters after which a passage ends at its next line: a hit in it still shows the right place."""
READERS = {
    "pdf": "pdf_file.read_pdf",
    "docx": "office_files.read_docx",
    "pptx": "office_files.read_pptx",
    "xlsx": "sheet_files.read_xlsx",
    "odt": "office_files.read_odt",
    "txt": "text_files.read_plain",
    "csv": "text_files.read_table",
    "vtt": "text_files.read_plain",
    "srt": "text_files.read_plain",
    "sbv": "text_files.read_plain",
}
"""By extension: module of this package and function. A file of any other sort has no text for us."""


def read(path: Path, extension: str) -> list[Said]:
    """What the file says; empty if it holds no text. Encrypted, TooBig or the reader's own error."""
    name = READERS.get(extension.lower().lstrip("."))
    if name is None:
        return []
    passages: list[Said] = []
    characters = 0
    for passage in resolve_name(f"{__name__}.{name}")(path):
        characters += len(passage["text"])
        if characters > MOST_CHARACTERS:
            raise TooBig
        # PostgreSQL keeps no NUL in text.
        text = passage["text"].replace("\0", "")
        heading, anchor, place = (
            str(passage[name]).replace("\0", "") for name in ("heading", "anchor", "place")
        )
        parts = [
            said(part, heading=heading, anchor=anchor, place=place) for part in stretches(text)
        ]
        if len(parts) == 1 and "moments" in passage:
            parts[0]["moments"] = passage["moments"]
        passages += parts
    return passages


def stretches(text: str, longest: int = LONGEST_PASSAGE) -> Iterator[str]:
    """The text cut at ends of lines into parts of about `longest` characters, a long line at a blank."""
    part: list[str] = []
    length = 0
    for line in text.splitlines():
        while len(line) > 2 * longest:
            cut = line.rfind(" ", 0, longest)
            head, line = (line[:cut], line[cut:]) if cut > 0 else (line[:longest], line[longest:])
            part.append(head)
            yield "\n".join(part)
            part, length = [], 0
        part.append(line)
        length += len(line) + 1
        if length > longest:
            yield "\n".join(part)
            part, length = [], 0
    if "".join(part).strip():
        yield "\n".join(part)
