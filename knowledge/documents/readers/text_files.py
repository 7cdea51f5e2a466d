"""Plain text, tables of text and captions."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
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


DELIMITERS = ",;\t"
_LOOKED_AT = 50
"""Rows by which it is told what stands between cells."""


def read_table(path: Path) -> Iterator[Said]:
    """A line for each row, a blank between its cells, as of a workbook."""
    text = decoded(path.read_bytes())
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        lines = [" ".join(" ".join(row).split()) for row in rows]
    except csv.Error:
        # A quotation mark that nothing closes.
        yield said(text)
    else:
        yield said("\n".join(line for line in lines if line))


def delimiter_of(text: str) -> str:
    """What stands between the cells: what divides most rows into equally many, else the first into most."""

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            counts = [len(row) for row in islice(rows, _LOOKED_AT) if row]
        except csv.Error:
            return 0, 0
        alike = Counter(count for count in counts if count > 1).most_common(1)
        return (alike[0][1] if alike else 0), max(counts[:1], default=0)

    return max(DELIMITERS, key=fit)


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
