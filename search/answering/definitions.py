"""What a word means, where that is what was asked: an entry of the glossary, shown above the results.

Asked is "what is an MNVP", "what does CNST stand for", or nothing but an acronym.
"""

from __future__ import annotations

import re

from knowledge.caching.making import asked_once
from knowledge.contracts.findable import source_named
from knowledge.models import GlossaryPage, Term
from search.answering.cards import cards_from
from search.language.normalise import stem, without_stop_words, words
from search.language.query import SearchQuery
from search.language.results import Definition

_QUESTION = re.compile(
    r"""^\W*(?:what\W+(?:is|are|does|do)|what['’]?s|who\W+(?:is|are)|define|definition\W+of|meaning\W+of)
        \W+(?P<name>.+?)(?:\W+(?:stand\W+for|mean|means))?\W*$""",
    re.I | re.X,
)


def definition_for(query: SearchQuery) -> Definition | None:
    """The meaning that is asked for, if the glossary has it. No query where none is asked for, three at most."""
    if query.is_exact or query.has_operators or query.page > 1:
        return None
    asked = _QUESTION.match(query.searched)
    key = _key(asked["name"] if asked else query.searched)
    if not key or not (asked or len(key) == 1):
        return None
    term = next(
        (each for each in asked_once("explained terms", _explained) if _is_meant(each, key, asked)),
        None,
    )
    if term is None:
        return None
    return Definition(name=str(term), meaning=term.definition, url=_address(term))


def _explained() -> list[Term]:
    return list(Term.objects.explained().order_by("pk"))


def _is_meant(term: Term, key: frozenset[str], asked: re.Match[str] | None) -> bool:
    """By any of its names; where there is no question, only an acronym asks for its meaning."""
    names = [name.text for name in term.names]
    return any(_key(name) == key for name in names if asked or (" " not in name and name.isupper()))


def _key(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in without_stop_words(words(text)))


def _address(term: Term) -> str:
    """Where the glossary explains it; "" where there is no public glossary."""
    source = source_named("page")
    page = GlossaryPage.objects.order_by("path").values_list("pk", flat=True).first()
    card = cards_from(source, [page]).get(page) if source and page else None
    return f"{card.url}#{term.anchor}" if card else ""
