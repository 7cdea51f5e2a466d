"""What two wordings of the same thing differ in, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|\s+|.", re.S)


@dataclass(frozen=True)
class Stretch:
    """A run of words that the other wording has too, or has not."""

    text: str
    is_different: bool


@dataclass(frozen=True)
class Differences:
    """Both wordings in stretches; joined, the stretches are the wording itself."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        """Whether only spaces, capitals or punctuation differ."""
        return not any(part.is_different for part in (*self.left, *self.right))


def compare_wordings(left: str, right: str) -> Differences:
    """Marks the words that one side has and the other has not; capitals and punctuation are ignored."""
    ours, theirs = _WORD.findall(left), _WORD.findall(right)
    ours_words = [at for at, part in enumerate(ours) if part[0].isalnum()]
    theirs_words = [at for at, part in enumerate(theirs) if part[0].isalnum()]
    matcher = SequenceMatcher(
        None,
        [_plain(ours[at]) for at in ours_words],
        [_plain(theirs[at]) for at in theirs_words],
        autojunk=False,
    )
    ours_different: set[int] = set()
    theirs_different: set[int] = set()
    for verb, i1, i2, j1, j2 in matcher.get_opcodes():
        if verb != "equal":
            ours_different |= _span(ours_words[i1:i2])
            theirs_different |= _span(theirs_words[j1:j2])
    return Differences(_stretches(ours, ours_different), _stretches(theirs, theirs_different))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _span(positions: list[int]) -> set[int]:
    """Everything from the first word to the last, the spaces between them too."""
    return set(range(positions[0], positions[-1] + 1)) if positions else set()


def _stretches(parts: list[str], different: set[int]) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    for at, part in enumerate(parts):
        is_different = at in different
        if stretches and stretches[-1].is_different == is_different:
            stretches[-1] = Stretch(stretches[-1].text + part, is_different)
        else:
            stretches.append(Stretch(part, is_different))
    return tuple(stretches)
