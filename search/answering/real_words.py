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

from knowledge.models import Organisation, Term
from search.language.normalise import words

_LISTED = re.compile(rb'"([^"\\]+)":')
"""A key of the list, which is an object of JSON."""


def real_words(typed: Collection[tuple[str, str]]) -> frozenset[str]:
    """Those of some words, each as it was typed and as it is compared, that are words. Two queries at most."""
    if not typed:
        return frozenset()
    english = _english()
    found = {
        word
        for raw, word in typed
        if any(f"\n{form}\n".encode() in english for form in (raw.casefold(), word))
    }
    if left := {word for _, word in typed} - found:
        found |= left & _names()
    return frozenset(found)


@cache
def _english() -> bytes:
    """Words in American spelling, which is how canonical words are spelt, and some in British; each in a line.

    As a text they take 1.5 MB in each process, as a set of words 44.
    """
    listed = decompress((files("spellchecker") / "resources" / "en.json.gz").read_bytes())
    return b"\n%s\n" % b"\n".join(_LISTED.findall(listed))


def _names() -> set[str]:
    """The words in all names of organisations and published terms."""
    names = [
        part
        for row in Organisation.objects.values_list("name", "short_name", "former_names")
        for part in row
    ]
    names += [name.text for term in Term.objects.published() for name in term.names]
    return {word for name in names for word in words(name)}
