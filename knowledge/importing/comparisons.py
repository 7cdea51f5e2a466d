"""Finds lists of names with their meanings, and two wordings of one such list. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.items import Paragraph, Part, normalised, words_of

_NUMBER = re.compile(r"^\s*\d{1,2}[.)]?\s+")
_END = re.compile(r"[.:;,!?]['’”\")]*$")
LEAST = 3
"""Fewer names are no list."""


@dataclass(frozen=True)
class Explained:
    """A name and what it means."""

    name: Paragraph
    meaning: Paragraph

    @property
    def key(self) -> str:
        """The name as another wording would say it: without its number."""
        return normalised(_NUMBER.sub("", self.name.text))


@dataclass(frozen=True)
class ExplainedList:
    """Consecutive names with their meanings: parts[start:end] of a section."""

    start: int
    end: int
    pairs: tuple[Explained, ...]


def is_name(part: Part) -> bool:
    """Whether a part can be a name: a short line that is no sentence, no heading and no link."""
    return (
        isinstance(part, Paragraph)
        and not part.heading
        and not part.has_link
        and not part.is_formula
        and 1 <= len(words_of(part.text)) <= 8
        and not _END.search(part.text)
    )


def is_meaning(part: Part) -> bool:
    """Whether a part can say what a name means: a sentence or more."""
    return (
        isinstance(part, Paragraph)
        and not part.heading
        and len(words_of(part.text)) >= 8
        and bool(re.search(r"[.!]['’”\")]*$", part.text))
    )


def explained_lists(parts: Sequence[Part]) -> list[ExplainedList]:
    """Every stretch of at least three names, each followed at once by its meaning."""
    found: list[ExplainedList] = []
    start = 0
    while start < len(parts):
        pairs: list[Explained] = []
        position = start
        while position + 1 < len(parts):
            name, meaning = parts[position], parts[position + 1]
            if not (is_name(name) and is_meaning(meaning)):
                break
            if isinstance(name, Paragraph) and isinstance(meaning, Paragraph):
                pairs.append(Explained(name, meaning))
            position += 2
        if len(pairs) >= LEAST:
            found.append(ExplainedList(start, position, tuple(pairs)))
            start = position
        else:
            start += 1
    return found


def two_wordings(parts: Sequence[Part]) -> tuple[ExplainedList, ExplainedList] | None:
    """The first two lists of a section that are wordings of the same one, cut to what they share.

    They are the same when at least three names, and seven in ten of those between the first and the
    last shared one, stand in both.
    """
    lists = explained_lists(parts)
    for number, left in enumerate(lists):
        for right in lists[number + 1 :]:
            shared = {pair.key for pair in left.pairs} & {pair.key for pair in right.pairs}
            if len(shared) < LEAST:
                continue
            ours, theirs = _cut(left, shared), _cut(right, shared)
            names = {pair.key for pair in (*ours.pairs, *theirs.pairs)}
            if len(shared) >= 0.7 * len(names):
                return ours, theirs
    return None


def _cut(found: ExplainedList, shared: set[str]) -> ExplainedList:
    """The list from its first shared name to its last."""
    at = [index for index, pair in enumerate(found.pairs) if pair.key in shared]
    first, last = at[0], at[-1] + 1
    return ExplainedList(found.start + 2 * first, found.start + 2 * last, found.pairs[first:last])


def rows_of(left: ExplainedList, right: ExplainedList) -> list[tuple[str, str, str]]:
    """(name, first wording, second wording) in the first list's order, then what only the second has."""
    others = {pair.key: pair for pair in right.pairs}
    rows = []
    for pair in left.pairs:
        other = others.pop(pair.key, None)
        rows.append((pair.name.text, pair.meaning.text, other.meaning.text if other else ""))
    rows += [(pair.name.text, "", pair.meaning.text) for pair in others.values()]
    return rows
