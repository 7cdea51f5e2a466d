"""Which words are words: those are searched as typed, also where nothing holds them.

A list of English (pyspellchecker's, read when the first word is asked about, and kept: at most 44 MB) and the names of
organisations and terms that editors keep. What texts hold is not asked here.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from spellchecker import SpellChecker

from knowledge.models import Organisation, Term
from search.language.normalise import words


def real_words(typed: Collection[tuple[str, str]]) -> frozenset[str]:
    """Those of some words, each as it was typed and as it is compared, that are words. Two queries at most."""
    if not typed:
        return frozenset()
    english = _english()
    found = {word for raw, word in typed if raw.casefold() in english or word in english}
    if left := {word for _, word in typed} - found:
        found |= left & _names()
    return frozenset(found)


@cache
def _english() -> frozenset[str]:
    """Words in American spelling, which is how canonical words are spelt, and some in British."""
    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def _names() -> set[str]:
    """The words in all names of organisations and published terms."""
    names = [
        part
        for row in Organisation.objects.values_list("name", "short_name", "former_names")
        for part in row
    ]
    names += [name.text for term in Term.objects.published() for name in term.names]
    return {word for name in names for word in words(name)}
