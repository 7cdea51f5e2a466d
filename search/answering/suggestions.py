"""What is suggested while somebody types: pages, their sections, topics and terms. Each leads somewhere.

Only what everybody may find at this moment, asked of the database whichever engine answers searches;
a fixed number of queries, whatever is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from knowledge.contracts.findable import kind_label
from knowledge.models import Term
from knowledge.public_pages import visibility_snapshot
from knowledge.web.facets import facet_labels
from search.answering.answer import cards_of
from search.answering.spelling import vocabulary
from search.index.eligibility import findable
from search.index.fulltext.findable_words import findable_words, records_by_title
from search.language.normalise import beginnings, clean, stem, tokens, words
from search.language.query import LONGEST_QUERY
from search.language.results import EngineHit
from search.language.stop_words import STOP_WORDS
from search.models import SearchFacet, SearchPassage

MOST = 8
MOST_RECORDS = 12
MOST_SECTIONS = 3
MOST_TOPICS = 2
MOST_TERMS = 2
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


@dataclass(frozen=True)
class Typed:
    """What was typed so far, as it is compared."""

    words: tuple[str, ...]
    """All but the last, canonical."""
    beginning: str
    """The last one, which may go on."""

    @classmethod
    def of(cls, text: str) -> Typed | None:
        """None where there is too little to go on."""
        text = " ".join(clean(text).split())[:LONGEST_QUERY]
        found = [token.word for token in tokens(text)][:MOST_WORDS]
        if not found or len("".join(found)) < SHORTEST:
            return None
        whole = [word for word in found[:-1] if word not in STOP_WORDS]
        return cls(tuple(whole), found[-1])

    def is_in(self, label: str) -> bool:
        """Whether a label has all the words, the last one as the beginning of a word."""
        there = words(label)
        stems = {stem(word) for word in there}
        return all(stem(word) in stems for word in self.words) and any(
            word.startswith(beginnings(self.beginning)) for word in there
        )


@visibility_snapshot()
def suggestions(text: str) -> list[Suggestion]:
    """The likeliest items that somebody who types this may want, at most `MOST`."""
    typed = Typed.of(text)
    if typed is None:
        return []
    titles, sections = _pages(typed)
    terms, topics = list(_terms(typed)), list(_topics(typed))
    room = MOST - len(terms) - len(topics) - min(len(sections), MOST_SECTIONS)
    found = [*terms, *titles[: max(room, 2)], *sections[:MOST_SECTIONS], *topics]
    return list({suggestion.url: suggestion for suggestion in found}.values())[:MOST]


def _pages(typed: Typed) -> tuple[list[Suggestion], list[Suggestion]]:
    """Items whose title fits, and sections whose heading does."""
    endings = [
        typed.beginning,
        *vocabulary().beginning_with(typed.beginning, most=MOST_ENDINGS),
    ]
    groups = [[stem(word)] for word in typed.words]
    groups.append(list(dict.fromkeys(stem(word) for word in endings)))
    records = records_by_title(groups, most=MOST_RECORDS)
    cards = cards_of([EngineHit(source, item_id) for _, source, item_id in records])
    passages: dict[int, list[tuple[str, str]]] = {}
    rows = SearchPassage.objects.filter(record_id__in=[pk for pk, _, _ in records])
    for record_id, heading, anchor in (
        rows.exclude(heading="")
        .exclude(anchor="")
        .order_by("record_id", "position")
        .values_list("record_id", "heading", "anchor")[:400]
    ):
        passages.setdefault(record_id, []).append((heading, anchor))
    titles: list[Suggestion] = []
    sections: list[Suggestion] = []
    for pk, source, item_id in records:
        card = cards.get((source, item_id))
        if card is None:
            continue
        if typed.is_in(card.title):
            titles.append(Suggestion(card.title, card.url, kind_label(card.kind)))
        sections += [
            Suggestion(heading, f"{card.url}#{anchor}", f"Section of {card.title}")
            for heading, anchor in passages.get(pk, [])
            if typed.is_in(heading)
        ][:1]
    return titles, sections


def _terms(typed: Typed) -> Iterator[Suggestion]:
    """Names that editors know, if search finds something by them."""
    fitting: list[tuple[str, Term]] = []
    for term in Term.objects.published().order_by("name"):
        name = next((name.text for name in term.names if typed.is_in(name.text)), None)
        if name:
            fitting.append((name, term))
    fitting = fitting[: MOST_TERMS * 2]
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
            yield Suggestion(label, _results(q=name), "Search for this name")


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
    rows = SearchFacet.objects.filter(facet="topic", value__in=list(fitting)[:10])
    used = rows.filter(Exists(findable().filter(pk=OuterRef("record_id")))).values_list("value")
    for (pk,) in used.order_by("value").distinct()[:MOST_TOPICS]:
        yield Suggestion(fitting[pk], _results(topic=pk), "Topic")


def _results(**parameters: str | int) -> str:
    return f"{reverse('search:results')}?{urlencode(parameters)}"
