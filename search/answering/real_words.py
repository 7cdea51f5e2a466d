"""Which words are words: those are searched as typed, also where nothing holds them.

A list of English (pyspellchecker's) and the names of organisations and terms that editors keep. What texts hold is not
asked here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from gzip import decompress
from importlib.resources import files
from itertools import groupby

from knowledge.caching.making import asked_once
from knowledge.models import Organisation, Term
from search.language.normalise import words

LETTERS_KNOWN = 2
_LISTED = re.compile(rb'"([^"\\]+)":')
"""A key of the list, which is an object of JSON."""


def real_words(typed: Collection[tuple[str, str]]) -> frozenset[str]:
    """Those of some words, each as it was typed and as it is compared, that are words. Two queries at most."""
    if not typed:
        return frozenset()
    found = {word for raw, word in typed if is_english(raw.casefold()) or is_english(word)}
    if left := {word for _, word in typed} - found:
        found |= left & asked_once("words of names", _names)
    return frozenset(found)


def is_english(word: str) -> bool:
    """Whether the list has just this word."""
    english, begins = _english()
    encoded = word.encode()
    first, last = begins.get(encoded[:LETTERS_KNOWN], (0, 0))
    return english.find(b"\n%s\n" % encoded, first, last) >= 0


@cache
def _english() -> tuple[bytes, dict[bytes, tuple[int, int]]]:
    """Words in American spelling, which is how canonical words are spelt, and some in British; each in a line.

    And between which places those stand that begin with some letters. As a text they take 1.5 MB in each process,
    as a set of words 44.
    """
    listed = decompress((files("spellchecker") / "resources" / "en.json.gz").read_bytes())
    lines: list[bytes] = []
    begins: dict[bytes, tuple[int, int]] = {}
    at = 0
    for beginning, words_of_it in groupby(
        sorted(_LISTED.findall(listed)), key=lambda word: word[:LETTERS_KNOWN]
    ):
        line = b"\n".join(words_of_it)
        begins[beginning] = (at, at + len(line) + 2)
        lines.append(line)
        at += len(line) + 1
    return b"\n%s\n" % b"\n".join(lines), begins


def _names() -> frozenset[str]:
    """The words in all names of organisations and published terms."""
    names = [
        part
        for row in Organisation.objects.values_list("name", "short_name", "former_names")
        for part in row
    ]
    names += [name.text for term in Term.objects.published() for name in term.names]
    return frozenset(word for name in names for word in words(name))
