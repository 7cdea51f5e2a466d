"""Explains an acronym where it first stands in a page's text, from the terms that editors keep.

The acronym becomes a button that opens its meaning. It is plain HTML (the popover attribute), so it
works without scripts, by touch and by keyboard, and Escape or a click elsewhere closes it again;
nothing opens by hovering (WCAG 1.4.13 asks what may happen then). A browser that does not know
popovers shows the acronym as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from knowledge.caching.making import asked_once
from knowledge.models import Term

_TAG = re.compile(r"(<[^>]*>)")
_LEFT_ALONE = frozenset(["a", "abbr", "button", "code", "h2", "h3", "h4", "h5", "h6", "script"])
"""Elements in whose text nothing is explained."""


def _acronyms() -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for term in Term.objects.explained().order_by("pk"):
        for name in term.names:
            if is_acronym(name.text):
                terms.setdefault(name.text, term)
    return terms


@dataclass
class Explanations:
    """What can still be explained on a page. Each term is explained once."""

    terms: dict[str, Term]
    """acronym → its term"""
    glossary_url: str = ""
    _explained: set[int] = field(default_factory=set)

    @classmethod
    def for_page(cls, glossary_url: str = "") -> Explanations:
        """All published terms that have a meaning and an acronym. One query."""
        return cls(asked_once("acronyms", _acronyms), glossary_url)

    def explain(self, html: str) -> SafeString:
        """Rich text, which is safe already, with the first use of each acronym explained."""
        if not self.terms:
            return mark_safe(html)  # noqa: S308 - the text as it came, which is safe
        pattern = _any_of(self.terms)
        closed_by: list[str] = []
        parts: list[str] = []
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                _follow(piece, closed_by)
            elif not closed_by:
                piece = pattern.sub(self._explained_match, piece)
            parts.append(piece)
        return mark_safe("".join(parts))  # noqa: S308 - safe text and what is escaped here

    def _explained_match(self, match: re.Match[str]) -> str:
        term = self.terms[match[1]]
        if term.pk in self._explained:
            return match[0]
        self._explained.add(term.pk)
        name = f"{term.name} ({term.acronym})" if term.acronym else term.name
        link = (
            format_html(' <a href="{}#{}">All terms</a>', self.glossary_url, term.anchor)
            if self.glossary_url
            else ""
        )
        return format_html(
            '<button class="hub-term" type="button" popovertarget="meaning-{}">'
            '{}<span class="nhsuk-u-visually-hidden"> (what it means)</span></button>'
            '<span class="hub-term__meaning" id="meaning-{}" popover>'
            "<strong>{}</strong> {}{}</span>",
            term.pk,
            match[0],
            term.pk,
            name,
            term.definition,
            link,
        )


def is_acronym(name: str) -> bool:
    """Whether a name is a short form: MVP, C4CC, EKHUFT; not "voices partnership"."""
    return (
        2 <= len(name) <= 12
        and " " not in name
        and name[0].isupper()
        and sum(char.isupper() or char.isdigit() for char in name) > len(name) / 2
    )


def _any_of(terms: Mapping[str, Term]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})s?(?![\w-])")


def _follow(tag: str, closed_by: list[str]) -> None:
    """Keep account of the elements in whose text nothing is explained."""
    name = re.match(r"</?\s*([a-zA-Z0-9]+)", tag)
    if name is None or tag.endswith("/>"):
        return
    element = name[1].lower()
    if tag.startswith("</"):
        if closed_by and closed_by[-1] == element:
            closed_by.pop()
    elif element in _LEFT_ALONE:
        closed_by.append(element)
