"""Other names of what was asked for, from the terms that editors keep (`knowledge.models.Term`).

Applied to the question, never to records: a published change is live at once, without a new index.
Nothing here decides what a name is; it only expands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from knowledge.caching.making import asked_once
from knowledge.models import Term
from search.language.normalise import stem, stems, without_stop_words, words
from search.language.query import OtherName, SearchQuery, title_key
from search.language.units import Phrase

MOST_NAMES = 12
"""Other names searched for one that was typed."""
MOST_RUNS = 6
"""Names looked up of one query."""


@dataclass(frozen=True)
class _Name:
    """A name as it is compared."""

    text: str
    key: Phrase
    """Its telling stems, as in `SearchQuery.stems`."""
    stems: Phrase
    """All its stems, as they stand in a text."""
    is_former: bool


@dataclass(frozen=True)
class Thesaurus:
    """Every name of the terms it was made of."""

    _terms: tuple[tuple[_Name, ...], ...] = ()
    _by_key: Mapping[Phrase, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Thesaurus:
        """The thesaurus of these terms, whatever their state."""
        read: list[tuple[_Name, ...]] = []
        by_key: dict[Phrase, tuple[int, ...]] = {}
        for place, term in enumerate(terms):
            names = tuple(_names(term))
            read.append(names)
            for key in {name.key for name in names}:
                by_key[key] = (*by_key.get(key, ()), place)
        return cls(tuple(read), by_key)

    @property
    def stems(self) -> frozenset[str]:
        """Stems of all names: known words, whatever texts hold."""
        return frozenset(part for names in self._terms for name in names for part in name.key)

    def runs(self, stems: Phrase) -> Iterator[Phrase]:
        """The names in a query, longest first where they overlap."""
        longest = max(map(len, self._by_key), default=0)
        at = found = 0
        while at < len(stems) and found < MOST_RUNS:
            for size in range(min(longest, len(stems) - at), 0, -1):
                run = stems[at : at + size]
                if run in self._by_key:
                    yield run
                    found += 1
                    at += size
                    break
            else:
                at += 1

    def whole_names(self, run: Phrase) -> tuple[str, ...]:
        """Each name of whose telling stems this run is made, with its fillers, as titles are compared."""
        names = (name for place in self._by_key.get(run, ()) for name in self._terms[place])
        return tuple(dict.fromkeys(title_key(name.text) for name in names if name.key == run))

    def other_names(self, run: Phrase) -> tuple[OtherName, ...]:
        """The names that mean the same as this one; today's first."""
        found: dict[Phrase, OtherName] = {}
        for place in self._by_key.get(run, ()):
            names = self._terms[place]
            typed = next(name.text for name in names if name.key == run)
            for name in names:
                if name.key != run:
                    other = OtherName(typed, name.text, name.stems, name.is_former)
                    found.setdefault(name.key, other)
        return tuple(sorted(found.values(), key=lambda name: name.is_former))[:MOST_NAMES]


def expanded(query: SearchQuery, thesaurus: Thesaurus) -> SearchQuery:
    """The query with the other names of everything in it. Quoted words stay as they are.

    Of a name with a single telling word the fillers must be there: to "say" is not to "have a say".
    """
    typed = f" {' '.join(stems(query.searched))} "
    alternatives = dict(query.alternatives)
    whole: dict[Phrase, Phrase] = {}
    told: list[OtherName] = []
    for run in thesaurus.runs(query.stems):
        names = thesaurus.whole_names(run)
        if len(run) > 1:
            whole[run] = tuple(names[0].split())
        elif not any(f" {name} " in typed for name in names):
            continue
        if others := thesaurus.other_names(run):
            known = alternatives.get(run, ())
            alternatives[run] = tuple(dict.fromkeys([*known, *(name.stems for name in others)]))
            told += others
    return replace(query, alternatives=alternatives, whole_names=whole, other_names=tuple(told))


def published_thesaurus() -> Thesaurus:
    """The thesaurus of this moment. One query at most."""
    return asked_once("thesaurus", _published_thesaurus)


def _published_thesaurus() -> Thesaurus:
    return Thesaurus.of(Term.objects.published().order_by("pk"))


def _names(term: Term) -> Iterator[_Name]:
    for name in term.names:
        found = words(name.text)
        if found:
            key = tuple(dict.fromkeys(map(stem, without_stop_words(found))))
            yield _Name(name.text, key, tuple(map(stem, found)), name.is_former)
