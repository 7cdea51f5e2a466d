"""Plain text, tables of text and captions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.passages import Said, said, said_in_time
from knowledge.documents.transcripts import has_times, passages_of_transcript


def read_plain(path: Path) -> Iterator[Said]:
    """Text as it is; captions by time."""
    text = decoded(path.read_bytes())
    if not has_times(text):
        yield said(text)
        return
    for passage in passages_of_transcript(text):
        yield said_in_time(passage)


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
