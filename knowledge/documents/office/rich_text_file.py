"""The words of a file in the RTF format, a line for each paragraph or cell. Pure.

No layout is read: what is hidden, deleted, or says how the text looks is left out.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]+)(-?\d+)? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_UNSEEN = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer",
    b"headerl", b"headerr", b"headerf", b"footerl", b"footerr", b"footerf", b"fldinst", b"annotation",
    b"atnid", b"atnauthor", b"bkmkstart", b"bkmkend", b"listtext", b"pntext", b"listtable",
    b"listoverridetable", b"revtbl", b"rsidtbl", b"generator", b"xmlnstbl", b"themedata",
    b"colorschememapping", b"datastore", b"latentstyles", b"filetbl", b"template", b"mmathPr",
}  # fmt: skip
_BREAKS = {b"par", b"line", b"row", b"cell", b"nestcell", b"nestrow", b"sect", b"page"}
_SIGNS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"~": " ", b"_": "-",
}  # fmt: skip
_DEEPEST = 1000


@dataclass(frozen=True)
class _Group:
    """What holds inside braces."""

    is_hidden: bool = False
    skipped_after_unicode: int = 1


def lines_of_rtf(data: bytes) -> list[str]:
    """The lines that say something."""
    reader = _Reader()
    for match in _TOKEN.finditer(data):
        reader.take(match)
    return [line for line in (" ".join(line.split()) for line in reader.text().split("\n")) if line]


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.group = _Group()
        self.outer: list[_Group] = []
        self.encoding = "cp1252"
        self.pending = b""
        self.to_skip = 0

    def text(self) -> str:
        self._flush()
        return "".join(self.pieces)

    def take(self, match: re.Match[bytes]) -> None:
        word, number, code, sign, brace, plain = match.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif code:
            self._bytes(bytes([int(code, 16)]))
        elif sign == b"*":
            self.group = replace(self.group, is_hidden=True)
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])
        elif sign is not None and sign in b"\\{}":
            self._bytes(sign)
        elif sign in {b"\n", b"\r"}:
            self._say("\n")
        elif plain:
            self._bytes(plain)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{" and len(self.outer) < _DEEPEST:
            self.outer.append(self.group)
        elif brace == b"}" and self.outer:
            self.group = self.outer.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word in _UNSEEN or (word in {b"v", b"deleted"} and number != 0):
            self._flush()
            self.group = replace(self.group, is_hidden=True)
        elif word in {b"v", b"deleted", b"plain"}:
            # Looks end here; a destination's group does not.
            self._flush()
            hidden = bool(self.outer) and self.outer[-1].is_hidden
            self.group = replace(self.group, is_hidden=hidden)
        elif word == b"uc":
            self.group = replace(self.group, skipped_after_unicode=max(number or 0, 0))
        elif word == b"u" and number is not None:
            self._say(chr(number % 0x10000))
            self.to_skip = self.group.skipped_after_unicode
        elif word == b"ansicpg" and number:
            self.encoding = _known(f"cp{number}")
        elif word in _BREAKS:
            self._say("\n")
        elif word in _SIGNS:
            self._say(_SIGNS[word])

    def _bytes(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if not self.group.is_hidden:
            self.pending += data[skipped:]

    def _say(self, text: str) -> None:
        self._flush()
        self.to_skip = 0
        if not self.group.is_hidden:
            self.pieces.append(text)

    def _flush(self) -> None:
        """Bytes of one letter may come apart: they are text together."""
        if self.pending:
            self.pieces.append(self.pending.decode(self.encoding, "replace"))
            self.pending = b""


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
