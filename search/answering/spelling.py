"""Which word was meant: from the one vocabulary table, and only words that everybody may find now.

The vocabulary (`SearchTerm`) says which words there are. Before one is offered, the database is asked
whether an item that is public at this moment holds it, so a private page's words never show, also
right after it was made private. How a word is written is read from such an item's text.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.caching.making import asked_once, known_rows
from search.index.fulltext.findable_words import findable_phrases, findable_words
from search.language.normalise import beginnings, clean, stem, tokens
from search.language.stop_words import STOP_WORDS
from search.models import SearchPassage, SearchRecord, SearchTerm

MOST_CANDIDATES = 5
"""Words of the vocabulary that are tried for one typed word."""
MOST_COMPLETIONS = 10
MORE_FREQUENT = 3
"""Items that hold a completion, for each that holds the very word: else it was meant as it is."""
SHORTEST_COMPLETED = 3
"""Letters of a cut-off word from which it is completed."""
SHORTEST_CORRECTED = 4
FURTHEST = ((5, 1), (8, 2), (99, 3))
"""(letters up to, slips of the finger allowed): a short word has too many neighbours."""
PER_FREQUENCY = 0.15
"""How much a slip is made up for by each doubling of the number of items that hold the word."""
SHORTEST_PARTED = 5
MOST_PARTED = 3
"""Ways of parting one word that are tried; only those count that stand side by side in an item."""
RARE = 2
"""Items that hold a word which may yet be a slip."""
MUCH_MORE_FREQUENT = 5
SHORTEST_LIKELIER = 5
OTHER_FIRST_LETTER = 0.6
"""People rarely miss the first letter."""
NEIGHBOURING_KEY = 0.3
"""How much less a slip to a neighbouring key counts."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT_KEYS = {
    key: frozenset(
        other
        for near, shift in ((row, 0), (row - 1, 1), (row + 1, -1))
        if 0 <= near < len(_ROWS)
        for place in (at - 1, at, at + 1, at + shift)
        if 0 <= place < len(_ROWS[near])
        for other in _ROWS[near][place]
    )
    - {key}
    for row, keys in enumerate(_ROWS)
    for at, key in enumerate(keys)
}


@dataclass(frozen=True)
class Vocabulary:
    """Every word of recorded items, with the number of items that hold it."""

    words: tuple[str, ...]
    """Sorted by their characters."""
    document_frequencies: dict[str, int]
    by_length: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, document_frequencies: dict[str, int]) -> Vocabulary:
        """The vocabulary of these words."""
        by_length: dict[int, list[str]] = {}
        for word in document_frequencies:
            by_length.setdefault(len(word), []).append(word)
        lengths = {length: tuple(words) for length, words in by_length.items()}
        return cls(tuple(sorted(document_frequencies)), document_frequencies, lengths)

    def nearest(self, word: str, most: int | None = None) -> list[str]:
        """The likeliest words for a misspelt one, best first; at most so many slips away."""
        if len(word) < SHORTEST_CORRECTED or any(char.isdigit() for char in word):
            return []
        most = most or next(slips for letters, slips in FURTHEST if len(word) <= letters)
        choices = [
            choice
            for length in range(len(word) - most, len(word) + most + 1)
            for choice in self.by_length.get(length, ())
        ]
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
        scored = [
            (slips_between(word, found, int(slips)) - self._frequency(found), found)
            for found, slips, _ in near
        ]
        return [found for _, found in sorted(scored)[:MOST_CANDIDATES]]

    def completions(self, beginning: str) -> list[str]:
        """The words that begin so, the most frequent first."""
        if len(beginning) < SHORTEST_COMPLETED:
            return []
        least = MORE_FREQUENT * self.document_frequencies.get(beginning, 0)
        own = stem(beginning)
        return [
            word
            for word in self.beginning_with(beginning, most=None)
            if self.document_frequencies[word] > least and stem(word) != own
        ][:MOST_COMPLETIONS]

    def parts(self, word: str) -> list[tuple[str, str]]:
        """Pairs of words that it is when the space between them was forgotten, likeliest first."""
        if len(word) < SHORTEST_PARTED:
            return []
        pairs = [(word[:at], word[at:]) for at in range(1, len(word))]
        known = [pair for pair in pairs if self.document_frequencies.keys() >= set(pair)]
        rarest = {pair: min(self.document_frequencies[part] for part in pair) for pair in known}
        return sorted(known, key=lambda pair: -rarest[pair])[:MOST_PARTED]

    def beginning_with(self, beginning: str, *, most: int | None) -> list[str]:
        """The words that begin so, the most frequent first, at most so many."""
        found: set[str] = set()
        for each in beginnings(beginning):
            first = bisect.bisect_left(self.words, each)
            last = bisect.bisect_left(self.words, each + "\U0010ffff")
            found.update(self.words[first:last])
        return sorted(found, key=lambda word: (-self.document_frequencies[word], word))[:most]

    def _frequency(self, word: str) -> float:
        return PER_FREQUENCY * math.log2(1 + self.document_frequencies[word])


def slips_between(typed: str, word: str, slips: int) -> float:
    """How unlikely it is that the word was meant: slips, a little more or less by their sort."""
    cost = float(slips)
    if typed[0] != word[0] and sorted(typed[:2]) != sorted(word[:2]):
        cost += OTHER_FIRST_LETTER
    if len(typed) == len(word):
        differing = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
        cost -= NEIGHBOURING_KEY * sum(b in _NEXT_KEYS.get(a, ()) for a, b in differing[:slips])
    return cost


def vocabulary() -> Vocabulary:
    """The vocabulary as of the last record that was written; read again when another one is."""
    newest = asked_once(
        "newest record", lambda: SearchRecord.objects.aggregate(Max("version"))["version__max"]
    )
    return _vocabulary_at(newest)


@lru_cache(maxsize=1)
def _vocabulary_at(version: int | None) -> Vocabulary:
    return Vocabulary.of(dict(SearchTerm.objects.values_list("word", "document_frequency")))


@dataclass(frozen=True)
class Correction:
    """What one typed word may have meant. At most one of both says something."""

    word: str = ""
    """The word as a public item writes it; two words where a space was forgotten."""
    completions: tuple[str, ...] = ()
    """Words that it may be the beginning of, most frequent first."""


def corrections_for(unknown: Sequence[str], beginning: str = "") -> dict[str, Correction]:
    """typed canonical word → what was meant, for words that no public item holds.

    `beginning` is the one of them that may be cut off. A fixed number of queries.
    """
    if not unknown and not beginning:
        return {}
    known = vocabulary()
    completions = known.completions(beginning) if beginning else []
    candidates = {word: known.nearest(word) for word in unknown}
    parted = {word: known.parts(word) for word in unknown}
    asked = [*completions, *(found for near in candidates.values() for found in near)]
    asked += [part for pairs in parted.values() for pair in pairs for part in pair]
    held = findable_words({word: stem(word) for word in asked})
    together = findable_phrases(
        {(stem(first), stem(second)) for pairs in parted.values() for first, second in pairs}
    )
    written = _as_written(held)
    found: dict[str, Correction] = {}
    if ends := [word for word in completions if word in held]:
        found[beginning] = Correction(completions=tuple(ends))
    for word in unknown:
        if word in found:
            continue
        side_by_side = [
            f"{written[first]} {written[second]}"
            for first, second in parted[word]
            if (stem(first), stem(second)) in together and {first, second} <= written.keys()
        ]
        if side_by_side:
            found[word] = Correction(word=side_by_side[0])
            continue
        if near := [each for each in candidates[word] if each in held and written.get(each)]:
            found[word] = Correction(word=written[near[0]])
    return found


def swapped_filler(word: str) -> str:
    """The filler word of which two neighbouring letters were swapped: "teh"; "" if there is none."""
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return next((found for found in swapped if found in STOP_WORDS), "")


def likelier(words: Sequence[str]) -> dict[str, str]:
    """word → a much more frequent one a single slip away, as a public item writes it.

    For words that are known; a fixed number of queries.
    """
    known = vocabulary()
    candidates: dict[str, str] = {}
    for word in words:
        frequency = known.document_frequencies.get(word, 0)
        if 0 < frequency <= RARE and len(word) >= SHORTEST_LIKELIER:
            near = [
                found
                for found in known.nearest(word, most=1)
                if known.document_frequencies[found] >= MUCH_MORE_FREQUENT * frequency
                and stem(found) != stem(word)
            ]
            if near:
                candidates[word] = near[0]
    if not candidates:
        return {}
    held = findable_words({found: stem(found) for found in candidates.values()})
    written = _as_written(held)
    return {word: written[found] for word, found in candidates.items() if found in written}


def _as_written(holders: Mapping[str, int]) -> dict[str, str]:
    """canonical word → how the record that holds it writes it, most often. Two queries."""
    found = known_rows("as written", holders.items(), _read_as_written)
    return {word: written for (word, _), written in found.items() if written}


def _read_as_written(wanted_words: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    holders = dict(wanted_words)
    forms: dict[str, Counter[str]] = {word: Counter() for word in holders}
    wanted: dict[int, set[str]] = {}
    for word, record_id in holders.items():
        wanted.setdefault(record_id, set()).add(word)

    def read(record_id: int, text: str) -> None:
        for token in tokens(clean(text)):
            if token.word in wanted[record_id]:
                forms[token.word][_in_running_text(text[token.start : token.end])] += 1

    rows = SearchRecord.objects.filter(pk__in=wanted)
    for pk, *texts in rows.values_list("pk", "title", "lead", "extra_terms"):
        for text in texts:
            read(pk, text)
    missing = [word for word, found in forms.items() if not found]
    if missing:
        for pk, heading, text in _passages_with(missing, holders):
            read(pk, f"{heading}\n{text}")
    return {
        (word, holders[word]): found.most_common(1)[0][0] if found else ""
        for word, found in forms.items()
    }


def _passages_with(words: Iterable[str], holders: Mapping[str, int]) -> list[tuple[int, str, str]]:
    wanted = Q()
    for word in words:
        wanted |= Q(record_id=holders[word], stems__contains=f" {stem(word)} ")
    rows = SearchPassage.objects.filter(wanted).order_by("record_id", "position")
    return list(rows.values_list("record_id", "heading", "text")[:100])


def _in_running_text(form: str) -> str:
    """A word as within a sentence: small letters, unless it is an acronym."""
    form = " ".join(form.split())
    return form if sum(char.isupper() for char in form) > 1 else form.lower()
