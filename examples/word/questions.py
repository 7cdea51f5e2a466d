"""Knows a question that none of our fields asks, so that its answer is not taken for more of the one before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from examples.word.blocks import FormCell, Paragraph

_NUMBERED = re.compile(r"^\W*(?:q(?:uestion)?\W*)?(?P<number>\d{1,2})(?:\s*[.):–-]|\s)\s*\S", re.I)
_OTHER_LABEL = re.compile(r"[^\W\d_][^\n:?!.]{0,60}:\s+\S")
_WORDS_OF_A_LABEL, _WORDS_OF_A_QUESTION = 8, 30
_SECTION = re.compile(r"(?:section|part)\s+(?:\d+|[a-h]|[ivx]+)\b", re.I)
_ANSWER = re.compile(r"\s*(?:a:|(?:your )?(?:answer|response)\s*[:–-])\s*", re.I)


@dataclass(frozen=True)
class Opened:
    """The label under which text without a label goes on."""

    text: str
    heading: int = 0
    """Level of the heading that it is, 0 where it is none."""
    is_inline: bool = False
    """Whether its answer began on its own line."""

    def is_ended_by(self, text: str, heading: int = 0) -> bool:
        """Whether a paragraph asks for something else: a heading of this level, the next number, a line
        of the same making, or a question to whoever fills in the form."""
        text = text.strip()
        words = len(text.split())
        if "\n" in text or words > _WORDS_OF_A_QUESTION:
            return False
        if 0 < heading <= self.heading:
            return True
        is_asking = text.endswith(("?", "?*", ":"))
        own, other = _number(self.text), _number(text)
        if own and other == own + 1:
            return is_asking or words <= _WORDS_OF_A_LABEL
        if self.is_inline and _OTHER_LABEL.match(text):
            return len(text.split(":")[0].split()) <= _WORDS_OF_A_LABEL
        return is_asking and re.search(r"\byou(?:r|rs)?\b", text, re.I) is not None


def is_section_title(cell: FormCell) -> bool:
    """Whether a cell across a whole table heads the rows below it, and is no more of the answer above."""
    paragraphs = [
        each for each in cell.blocks if not isinstance(each, Paragraph) or each.text.strip()
    ]
    if cell.span < 2 or len(paragraphs) != 1 or not isinstance(paragraphs[0], Paragraph):
        return False
    text = paragraphs[0].text.strip()
    if len(text.split()) > _WORDS_OF_A_LABEL or text.endswith((".", "!", ",", ";")):
        return False
    return paragraphs[0].is_bold or _SECTION.match(text) is not None


def without_answers_mark(text: str) -> tuple[str, str]:
    """("A:", the rest) of an answer that says that it is one; the mark is the form's."""
    match = _ANSWER.match(text)
    return (text[: match.end()].strip(), text[match.end() :]) if match else ("", text)


def _number(text: str) -> int:
    match = _NUMBERED.match(text)
    return int(match["number"]) if match else 0
