"""The glossary: every published term with its names and what it means."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby

from knowledge.contracts.findable import Prominence
from knowledge.contracts.passage import Passage
from knowledge.models.base import BodyPage
from knowledge.models.vocabulary import Term


@dataclass(frozen=True)
class Letter:
    """The terms that begin with a letter."""

    letter: str
    terms: tuple[Term, ...]


class GlossaryPage(BodyPage):
    """Words and acronyms explained. Its entries are the terms that editors keep, so it is never behind."""

    page_description = "Words and acronyms explained. It fills itself from the terms."
    template = "pages/glossary.html"
    parent_page_types = ["knowledge.HomePage"]
    subpage_types: list[str] = []
    navigation_label = "Glossary"

    class Meta:
        verbose_name = "glossary"

    @property
    def search_prominence(self) -> Prominence:
        """It has a word of nearly every question. What it says of one stands above the results."""
        return Prominence.ABOUT_SITE

    def passages(self) -> list[Passage]:
        """Its text, and each term where its entry stands."""
        entries = [
            Passage(
                text=" ".join([_others(term), term.definition]).strip(),
                heading=str(term),
                anchor=term.anchor,
            )
            for term in Term.objects.explained()
        ]
        return [*super().passages(), *entries]

    @classmethod
    def search_shared_state(cls) -> str:
        """Changes with every explained term."""
        rows = Term.objects.explained().values_list(
            "pk", "name", "acronym", "other_names", "former_names", "definition"
        )
        return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]

    def get_context(self, request, *args, **kwargs):
        """Adds the terms by their first letter."""
        terms = sorted(Term.objects.explained(), key=lambda term: term.name.casefold())
        letters = [
            Letter(letter, tuple(group))
            for letter, group in groupby(terms, key=lambda term: term.name[:1].upper())
        ]
        return {**super().get_context(request, *args, **kwargs), "letters": letters}


def _others(term: Term) -> str:
    return ", ".join(name.text for name in term.names if name.text not in (term.name, term.acronym))
