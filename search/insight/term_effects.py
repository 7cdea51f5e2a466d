"""What a change of a term would do to searches, before it is published: the term's editors see it.

Both sides are real searches by the engine in use, with the published terms and with the draft in
place of its published version. Nothing is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knowledge.models import Term
from search.answering.answer import cards_of
from search.answering.rewriting import rewrite_query
from search.answering.thesaurus import Thesaurus
from search.engines.registry import engine
from search.insight.known_queries import known_queries
from search.language.query import SearchQuery
from search.language.results import EngineResults

COMPARED = 5
"""Results compared of each query."""


@dataclass(frozen=True)
class Row:
    """A result after the change."""

    title: str
    before: int | None
    """Its place before the change; None where it was not among the first."""
    place: int

    @property
    def is_new(self) -> bool:
        """Whether it comes up only now."""
        return self.before is None


@dataclass(frozen=True)
class Effect:
    """What becomes of one query."""

    query: str
    total_before: int
    total_after: int
    rows: tuple[Row, ...]
    gone: tuple[str, ...]
    """Titles that are no longer among the first."""
    other_names: tuple[str, ...]
    """What is searched as well after the change."""

    @property
    def is_changed(self) -> bool:
        """Whether anybody would notice."""
        moved = any(row.before != row.place for row in self.rows)
        return moved or bool(self.gone) or self.total_before != self.total_after


def effects_of(draft: Term) -> list[Effect]:
    """The effects on every known query that has to do with the term, the changed ones first."""
    published = list(Term.objects.published().order_by("pk"))
    old = next((term for term in published if term.pk == draft.pk), None)
    others = [term for term in published if term.pk != draft.pk]
    before, after = Thesaurus.of(published), Thesaurus.of([*others, draft])
    names = [name.text for term in (draft, old) if term for name in term.names]
    effects = [_effect(query, before, after) for query in known_queries(dict.fromkeys(names))]
    return sorted(effects, key=lambda effect: not effect.is_changed)


def show_effects(term: Term, request: HttpRequest) -> HttpResponse:
    """The preview for the term's editor."""
    effects = effects_of(term)
    return render(
        request,
        "pages/term_effects.html",
        {
            "term": term,
            "changed": [effect for effect in effects if effect.is_changed],
            "same": [effect.query for effect in effects if not effect.is_changed],
            "noindex": True,
        },
    )


def _effect(query: str, before: Thesaurus, after: Thesaurus) -> Effect:
    typed = SearchQuery.from_text(query)
    new = rewrite_query(typed, after)
    was, now = engine().search(rewrite_query(typed, before)), engine().search(new)
    cards = cards_of([*was.hits, *now.hits])
    first, second = _keys(was), _keys(now)
    return Effect(
        query=query,
        total_before=was.total,
        total_after=now.total,
        rows=tuple(
            Row(cards[key].title, first.index(key) + 1 if key in first else None, place)
            for place, key in enumerate(second, 1)
            if key in cards
        ),
        gone=tuple(cards[key].title for key in first if key not in second and key in cards),
        other_names=tuple(name.name for name in new.other_names),
    )


def _keys(found: EngineResults) -> Sequence[tuple[str, int]]:
    return [(item.source, item.item_id) for item in found.hits[:COMPARED]]
