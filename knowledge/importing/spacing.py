"""Puts in a space that went missing between two runs of a slide. Pure.

Decks lose the space where a link's words were pasted. A run may also end inside a word, so a space is
put in only where the two halves read as words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.importing.items import Paragraph, Run, words_of

_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+")


def word_counts(texts: Iterable[str]) -> dict[str, int]:
    """How often each word stands in the source, glued ones as they are."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(words_of(text))
    return counts


def mend_spaces(paragraph: Paragraph, counts: Mapping[str, int]) -> tuple[Paragraph, list[str]]:
    """The paragraph with missing spaces put in, and what was glued together."""
    runs: list[Run] = []
    glued: list[str] = []
    for run in paragraph.runs:
        if runs and (words := _glued(runs[-1].text, run.text, counts)):
            glued.append(words)
            run = replace(run, text=" " + run.text)
        runs.append(run)
    return (replace(paragraph, runs=tuple(runs)), glued) if glued else (paragraph, [])


def _glued(left: str, right: str, counts: Mapping[str, int]) -> str:
    """The words that stand glued at the seam, or "" where nothing is missing."""
    first = _FIRST.search(right)
    if first is None:
        return ""
    if left.endswith((")", ".", "!", "?", ";", ":", ",")) and len(words_of(left)) > 1:
        closing = left.split()[-1]
        # "(e.g.uk" inside an address is no seam: only a bracket or the end of a sentence is.
        is_seam = left.endswith(")") or (first[0][0].isupper() and left[-1] in ".!?")
        return f"{closing}{first[0]}" if is_seam else ""
    last = _LAST.search(left)
    if last is None:
        return ""
    word = (last[0] + first[0]).casefold()
    if last[0][-1].islower() and first[0][0].isupper():
        return last[0] + first[0]
    halves = (last[0].casefold(), first[0].casefold())
    reads_as_words = any(len(half) > 2 and counts.get(half, 0) > 0 for half in halves)
    return last[0] + first[0] if reads_as_words and counts.get(word, 0) <= 1 else ""
