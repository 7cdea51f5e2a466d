"""Puts words together again that a line's end broke, and leaves compounds their hyphen. Pure.

A PDF does not say which hyphen belongs to a word. The document's other words do, mostly: what stands
somewhere else without a hyphen is one word. Where nothing tells, both spellings are given, so that
search finds either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BREAK = r"([-‐\u00ad])[^\S\n]*\n[^\S\n]*"
_BROKEN = re.compile(
    rf"([^\W\d_]+){_BREAK}([^\W\d_]+(?:{_BREAK.replace('(', '(?:', 1)}[^\W\d_]+)*)"
)
_FURTHER = re.compile(_BREAK)
_SOFT = re.compile(r"(?<=\w)\u00ad(?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_PREFIXES = frozenset(
    ["co", "self", "well", "follow", "face", "day", "long", "short", "half", "cross"]
)
"""What keeps its hyphen. Not "pro", "ex" or "inter": "pro-vide", "ex-ample" and "inter-vention" are words."""
_ENDINGS = frozenset(
    [
        "tion",
        "tions",
        "sion",
        "sions",
        "ing",
        "ings",
        "ment",
        "ments",
        "ness",
        "ly",
        "ity",
        "ities",
        "nity",
        "able",
        "ible",
        "ance",
        "ence",
        "ances",
        "ences",
        "ed",
        "er",
        "ers",
        "est",
        "al",
        "ally",
        "ous",
        "ive",
        "ively",
        "ful",
        "less",
        "ise",
        "ised",
        "ises",
        "ising",
        "ize",
        "ized",
        "ation",
        "ations",
        "ship",
        "ships",
        "ward",
        "wards",
        "wife",
        "wives",
        "ery",
        "ary",
        "ory",
        "ics",
        "ical",
        "cal",
        "tal",
        "tic",
        "cian",
        "cians",
        "sive",
        "tive",
        "tively",
        "tional",
    ]
)


def whole_words(texts: Sequence[str]) -> list[str]:
    """The texts of one document with the words at their lines' ends whole."""
    texts = [_SOFT.sub("", text) for text in texts]
    known = _words(texts)
    return [_BROKEN.sub(lambda match: _joined(match, known), text) for text in texts]


def _words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand somewhere in one piece, compounds as such and in parts."""
    found: set[str] = set()
    for text in texts:
        for word in _WORD.findall(_BROKEN.sub(" ", text)):
            lower = word.lower().replace("‐", "-")
            found.add(lower)
    return frozenset(found)


def _joined(match: re.Match[str], known: frozenset[str]) -> str:
    left, hyphen, right = match[1], match[2], match[3]
    # A further break in one word is a narrow column's: "multi-", "disci-", "plinary".
    right = _FURTHER.sub("", right)
    whole, compound = f"{left}{right}", f"{left}-{right}"
    if hyphen == "\u00ad":
        return whole
    if compound.lower() in known:
        return compound
    if whole.lower() in known or right.lower() in _ENDINGS:
        return whole
    if hyphen == "‐" and right[0].islower():
        return whole
    is_compound = (
        left.lower() in _PREFIXES or right[0].isupper() or {left.lower(), right.lower()} <= known
    )
    return compound if is_compound else f"{compound} {whole}"
