"""What is suggested while somebody types: pages, their sections, topics and terms. Each leads somewhere.

Only what everybody may find at this moment, asked of the database whichever engine answers searches;
a fixed number of queries, whatever is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import reverse
from django.utils.http import urlencode

from knowledge.caching.making import asked_once
from knowledge.contracts.findable import kind_label
from knowledge.models import Term
from knowledge.public_pages import visibility_snapshot
from knowledge.web.facets import facet_labels
from search.answering.answer import cards_of
from search.answering.real_words import real_words
from search.answering.spelling import Vocabulary, vocabulary
from search.index.fulltext.findable_words import findable_words, records_by_title, topics_held
from search.language.normalise import beginnings, clean, stem, tokens, without_stop_words, words
from search.language.query import LONGEST_QUERY
from search.language.results import EngineHit
from search.language.stop_words import STOP_WORDS
from search.models import SearchPassage

MOST = 8
MOST_RECORDS = 12
MOST_SECTIONS = 3
MOST_TOPICS = 2
MOST_TERMS = 2
MOST_OTHER_NAMES = 4
"""Other names of what was typed that are looked up in titles and headings; a query each."""
SHORTEST = 2
"""Letters from which something is suggested."""
MOST_ENDINGS = 12
"""Words that the last one may be the beginning of."""
MOST_WORDS = 8


@dataclass(frozen=True)
class Suggestion:
    """A line of the list."""

    label: str
    url: str
    kind: str
    """What it leads to, in words: "Resource", "Section of The ladder", "Topic"."""
    parts: tuple[tuple[str, bool], ...] = ()
    """The label in pieces, each with whether it is what was typed."""


@dataclass(frozen=True)
class Typed:
    """What was typed so far, or another name of it, as it is compared."""

    words: tuple[str, ...]
    """All but the last, canonical."""
    beginning: str
    """The last one, which may go on."""
    known: Vocabulary = field(compare=False, repr=False)
    """The words that public items hold."""
    is_whole: bool = False
    """Whether the last one is a word too."""

    @classmethod
    def of(cls, text: str, known: Vocabulary) -> Typed | None:
        """None where there is too little to go on."""
        text = " ".join(clean(text).split())[:LONGEST_QUERY]
        found = list(tokens(text))[:MOST_WORDS]
        if not found or len("".join(token.word for token in found)) < SHORTEST:
            return None
        typed = [(text[token.start : token.end], token.word) for token in found]
        meant = _without_slips(typed, known)
        return cls(tuple(word for word in meant[:-1] if word not in STOP_WORDS), meant[-1], known)

    def is_in(self, label: str) -> bool:
        """Whether a label has all the words, the last one as the beginning of a word."""
        there, stems = _said(label)
        return all(stem(word) in stems for word in self.words) and any(
            self._goes_on(word) for word in there
        )

    def marked_in(self, label: str) -> tuple[tuple[str, bool], ...]:
        """The label in pieces, each with whether it is one of the words."""
        sought = {stem(word) for word in self.words}
        pieces: list[tuple[str, bool]] = []
        at = 0
        for token in tokens(label):
            if stem(token.word) in sought or self._goes_on(token.word):
                pieces += [(label[at : token.start], False), (label[token.start : token.end], True)]
                at = token.end
        return tuple(piece for piece in [*pieces, (label[at:], False)] if piece[0])

    def groups(self) -> list[list[str]]:
        """For each word the stems of which a title must hold one."""
        endings = (
            [] if self.is_whole else self.known.beginning_with(self.beginning, most=MOST_ENDINGS)
        )
        last = dict.fromkeys(stem(word) for word in [self.beginning, *endings])
        return [*([stem(word)] for word in self.words), list(last)]

    def _goes_on(self, word: str) -> bool:
        if self.is_whole:
            return stem(word) == stem(self.beginning)
        return word.startswith(beginnings(self.beginning))

    def suggest(self, label: str, url: str, kind: str) -> Suggestion:
        """A line that shows where the words stand in it."""
        return Suggestion(label, url, kind, self.marked_in(label))


@lru_cache(maxsize=2048)
def _said(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a label and their stems; the same names are looked through for whatever is typed."""
    there = tuple(words(label))
    return there, frozenset(map(stem, there))


@visibility_snapshot()
def suggestions(text: str) -> list[Suggestion]:
    """The likeliest items that somebody who types this may want, at most `MOST`. One line an item."""
    typed = Typed.of(text, vocabulary())
    if typed is None:
        return []
    fitting = _fitting_terms(typed)
    titles, sections = _pages([typed, *_other_names(fitting, typed.known)])
    terms, topics = list(_terms(typed, fitting)), list(_topics(typed))
    room = MOST - len(terms) - len(topics) - min(len(sections), MOST_SECTIONS)
    found = [*titles[: max(room, 2)], *sections[:MOST_SECTIONS], *terms, *topics]
    return list({suggestion.url: suggestion for suggestion in found}.values())[:MOST]


def _without_slips(typed: Sequence[tuple[str, str]], known: Vocabulary) -> list[str]:
    """The words with the likeliest one in the place of each that is none and begins none."""
    *whole, last = typed
    wrong = [pair for pair in whole if pair[1] not in known.document_frequencies]
    if not known.beginning_with(last[1], most=1):
        wrong.append(last)
    wrong = [pair for pair in wrong if pair[1] not in STOP_WORDS]
    real = real_words(wrong)
    likeliest = {word: known.nearest(word)[:1] for _, word in wrong if word not in real}
    return [found for _, word in typed for found in likeliest.get(word) or [word]]


def _pages(ways: Sequence[Typed]) -> tuple[list[Suggestion], list[Suggestion]]:
    """Items whose title fits what was typed or another name of it; else their sections whose heading does."""
    records: dict[int, tuple[str, int]] = {}
    for each in ways:
        for pk, source, item_id in records_by_title(each.groups(), most=MOST_RECORDS):
            records.setdefault(pk, (source, item_id))
    cards = cards_of([EngineHit(source, item_id) for source, item_id in records.values()])
    passages: dict[int, list[tuple[str, str]]] = {}
    rows = SearchPassage.objects.filter(record_id__in=list(records)).exclude(heading="")
    for record_id, heading, anchor in (
        rows.exclude(anchor="")
        .order_by("record_id", "position")
        .values_list("record_id", "heading", "anchor")[:400]
    ):
        passages.setdefault(record_id, []).append((heading, anchor))
    titles: list[Suggestion] = []
    sections: list[Suggestion] = []
    for pk, key in records.items():
        if (card := cards.get(key)) is None:
            continue
        if way := _first_in(card.title, ways):
            titles.append(way.suggest(card.title, card.url, kind_label(card.kind)))
            continue
        sections += [
            way.suggest(heading, f"{card.url}#{anchor}", f"Section of {card.title}")
            for heading, anchor in passages.get(pk, [])
            if (way := _first_in(heading, ways))
        ][:MOST_SECTIONS]
    return titles, sections


def _first_in(label: str, ways: Iterable[Typed]) -> Typed | None:
    return next((way for way in ways if way.is_in(label)), None)


def _fitting_terms(typed: Typed) -> list[tuple[str, Term]]:
    """Terms with the name of theirs that was typed. One query at most."""
    fitting: list[tuple[str, Term]] = []
    for term in asked_once(
        "published terms", lambda: list(Term.objects.published().order_by("name"))
    ):
        name = next((name.text for name in term.names if typed.is_in(name.text)), None)
        if name:
            fitting.append((name, term))
    return fitting[: MOST_TERMS * 2]


def _other_names(fitting: Iterable[tuple[str, Term]], known: Vocabulary) -> list[Typed]:
    """The other names of what was typed, which titles and headings may use in its place."""
    others = [name.text for typed, term in fitting for name in term.names if name.text != typed]
    found = [without_stop_words(words(name)) for name in others]
    return [Typed(tuple(name[:-1]), name[-1], known, is_whole=True) for name in found if name][
        :MOST_OTHER_NAMES
    ]


def _terms(typed: Typed, fitting: Iterable[tuple[str, Term]]) -> Iterator[Suggestion]:
    """Names that editors know, if search finds something by them."""
    telling = {
        word: stem(word)
        for _, term in fitting
        for other in term.names
        for word in words(other.text)
        if word not in STOP_WORDS
    }
    held = findable_words(dict(list(telling.items())[:40]))
    shown = 0
    for name, term in fitting:
        if shown < MOST_TERMS and _is_found(term, held):
            shown += 1
            label = name if name == term.name else f"{name} ({term.name})"
            yield typed.suggest(label, _results(q=name), "Search for this name")


def _is_found(term: Term, held: Iterable[str]) -> bool:
    """Whether something findable holds all the words of one of the term's names."""
    known = set(held)
    return any(
        set(telling) <= known
        for name in term.names
        if (telling := [word for word in words(name.text) if word not in STOP_WORDS])
    )


def _topics(typed: Typed) -> Iterator[Suggestion]:
    """Topics that some findable item is about."""
    fitting = {pk: label for pk, label in facet_labels("topic").items() if typed.is_in(label)}
    if not fitting:
        return
    for pk in topics_held(list(fitting)[:10], most=MOST_TOPICS):
        yield typed.suggest(fitting[pk], _results(topic=pk), "Topic")


def _results(**parameters: str | int) -> str:
    return f"{reverse('search:results')}?{urlencode(parameters)}"
