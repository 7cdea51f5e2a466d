"""What a visitor asks, read from an address: any characters are safe and any number is sensible.

`SearchRequest.from_querydict` never raises and never touches a database. Words, "phrases in
quotes" and -exclusions come out as stems, ready to be compared with records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from knowledge.findable import FACETS, KINDS
from search.normalise import clean, stem, without_stop_words, words

PAGE_SIZE = 10
REACH = 500
"""Results that paging reaches; beyond, a visitor is asked to narrow the search."""

LONGEST_QUERY = 300
MOST_WORDS = 32
MOST_PHRASES = 5
MOST_EXCLUSIONS = 8
MOST_CHOICES = 25
"""Values taken of one facet."""

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS: dict[str, str] = {RELEVANCE: "Best match", NEWEST: "Newest first", OLDEST: "Oldest first"}

YEAR = "year"
"""The facet that labels itself: the year in which a thing was published."""
FILTERS: tuple[str, ...] = ("kind", *FACETS, YEAR)
"""Every facet by its name in the address, kind first."""

Phrase = tuple[str, ...]
"""Stems that stand in this order."""

_QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W_])(\S+)")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})


@dataclass(frozen=True)
class SearchRequest:
    """One search: what was typed, what that means, the filters, the order and the page."""

    text: str = ""
    """As typed, cleaned and cut to `LONGEST_QUERY`; shown back to the visitor."""
    words: tuple[str, ...] = ()
    """Canonical words outside quotes, each once; the more a thing has the better."""
    phrases: tuple[Phrase, ...] = ()
    """A thing must hold each of these."""
    exclusions: tuple[Phrase, ...] = ()
    """A thing must hold none of these."""
    alternatives: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    """A run of stems of `stems` or of `phrases` → other runs that mean the same; set by the thesaurus.

    Wherever an engine asks for the run, any of its alternatives will do as well.
    """
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """facet → chosen values; ids as decimal text. Any of a facet's, all of the facets."""
    sort: str = RELEVANCE
    page: int = 1
    """1 to `REACH / PAGE_SIZE`; `answer` brings it down to the last page there is."""

    @classmethod
    def from_querydict(cls, query: QueryDict) -> SearchRequest:
        """Read `q`, the facets' names, `sort` and `page`; what makes no sense is left out."""
        text = " ".join(clean(query.get("q") or "").split())[:LONGEST_QUERY].strip()
        request = cls.from_text(text)
        filters = {name: _choices(name, query.getlist(name)) for name in FILTERS}
        sort = query.get("sort") or ""
        return replace(
            request,
            filters={name: chosen for name, chosen in filters.items() if chosen},
            sort=sort if sort in SORTS else RELEVANCE,
            page=_page(query.get("page")),
        )

    @classmethod
    def from_text(cls, text: str) -> SearchRequest:
        """The request for some typed words, without filters."""
        phrases: list[Phrase] = []
        exclusions: list[Phrase] = []

        def take_quoted(match: re.Match[str]) -> str:
            (exclusions if match[1] else phrases).append(_phrase(match[2]))
            return " "

        def take_excluded(match: re.Match[str]) -> str:
            exclusions.append(_phrase(match[1]))
            return " "

        rest = _EXCLUDED.sub(take_excluded, _QUOTED.sub(take_quoted, text.translate(_CURLY)))
        telling = without_stop_words(dict.fromkeys(words(rest)))
        return cls(
            text=text,
            words=tuple(telling[:MOST_WORDS]),
            phrases=_distinct(phrases, MOST_PHRASES),
            exclusions=_distinct(exclusions, MOST_EXCLUSIONS),
        )

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of `words`, each once."""
        return tuple(dict.fromkeys(stem(word) for word in self.words))

    @cached_property
    def title_key(self) -> str:
        """What `Record.title_key` of a thing with exactly this title is."""
        return title_key(self.text)

    @property
    def has_words(self) -> bool:
        """Whether something is looked for; else everything (but exclusions) is listed."""
        return bool(self.words or self.phrases)

    @property
    def is_by_date(self) -> bool:
        """Whether the newest come first: asked for, or nothing to rank by."""
        return self.sort == NEWEST or (self.sort == RELEVANCE and not self.has_words)


def title_key(title: str) -> str:
    """A title as compared with a whole query, so that an exact title comes first."""
    return " ".join(stem(word) for word in words(title))[:300]


def _phrase(text: str) -> Phrase:
    return tuple(stem(word) for word in words(text)[:MOST_WORDS])


def _distinct(phrases: list[Phrase], most: int) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))[:most]


def _choices(name: str, values: list[str]) -> tuple[str, ...]:
    if name == "kind":
        known = [value for value in values if value in KINDS]
    else:
        known = [
            str(int(value))
            for value in values
            if value.isascii() and value.isdigit() and len(value) <= 9
        ]
    return tuple(dict.fromkeys(known))[:MOST_CHOICES]


def _page(value: str | None) -> int:
    """The nearest sensible page number."""
    last = REACH // PAGE_SIZE
    text = (value or "").strip()
    if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit():
        return 1
    if text.startswith("-"):
        return 1
    return min(max(int(text[:9]), 1), last) if len(text) <= 9 else last
