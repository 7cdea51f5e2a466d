"""What a visitor asks, read from an address: any characters are safe and any number is sensible.

`SearchQuery.from_querydict` never raises and never touches a database. Words, "phrases in
quotes" and -exclusions come out as stems, ready to be compared with records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from knowledge.contracts.findable import FACETS, KINDS
from search.language.normalise import Token, clean, stem, tokens, without_stop_words, words
from search.language.ranking import FEWEST_SAID
from search.language.stop_words import STOP_WORDS
from search.language.units import Phrase, Unit

PAGE_SIZE = 10
FEWEST_ON_A_PAGE = 3
"""Results that are worth a page of their own: fewer at the end stand on the page before."""
REACH = 500
"""Results that paging reaches; beyond, a visitor is asked to narrow the search."""

LONGEST_QUERY = 2000
"""Characters read of a query: a whole paragraph. What engines are asked is bounded by words."""
MOST_WORDS = 32
"""Different telling words that an engine is asked for; of more, `search.answering.rewriting` takes those
that tell most."""
MOST_WORDS_READ = 200
"""Different telling words that are read of a query."""
MOST_TIMES = 3
"""Repetitions of a word that count: what a long question comes back to is what it is about."""
MOST_PHRASES = 5
MOST_EXCLUSIONS = 8
MOST_CHOICES = 25
"""Values taken of one facet."""

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS: dict[str, str] = {RELEVANCE: "Best match", NEWEST: "Newest first", OLDEST: "Oldest first"}

YEAR = "year"
"""The facet that labels itself: the year in which an item was published."""
FILTERS: tuple[str, ...] = ("kind", *FACETS, YEAR)
"""Every facet by its name in the address, kind first."""

_QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W_])(\S+)")
_ARTICLES = (["the"], ["a"], ["an"])
_STANDS_FOR = re.compile(r"\s*what\s+(?:does|do)\s+(.+?)\s+(?:stand\s+for|mean)\W*$", re.I)
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})


@dataclass(frozen=True)
class OtherName:
    """A further name that is searched as well, because a typed one means the same."""

    typed: str
    """The name that was asked for, as editors write it: "MNVP"."""
    name: str
    """The one that is searched too: "Maternity Voices Partnership"."""
    stems: Phrase
    """Its stems, as they stand in a text."""
    is_former: bool = False
    """Whether it is a name of the past."""


@dataclass(frozen=True)
class SearchQuery:
    """One search: what was typed, what that means, the filters, the order and the page.

    `from_querydict` reads it; `search.answering.rewriting` then corrects and widens it by what the site holds.
    """

    text: str = ""
    """As typed, cleaned and cut to `LONGEST_QUERY`; shown back to the visitor."""
    words: tuple[str, ...] = ()
    """Canonical words outside quotes, each once; the more an item has the better."""
    repeated: Mapping[str, int] = field(default_factory=dict)
    """Stem → how often it was typed, of those that were typed more than once."""
    phrases: tuple[Phrase, ...] = ()
    """An item must hold each of these."""
    exclusions: tuple[Phrase, ...] = ()
    """An item must hold none of these."""
    alternatives: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    """A run of `stems` → phrases that will do as well; see `units`. Runs do not overlap.

    Other names of what was asked for, and words that a cut-off last word may begin.
    """
    whole_names: Mapping[Phrase, Phrase] = field(default_factory=dict)
    """A run of `stems` that is a known name of several words → its stems as they stand in a text."""
    other_names: tuple[OtherName, ...] = ()
    """What is said to the visitor of those alternatives that are names."""
    corrected: str = ""
    """What is searched in place of `text`, as no public item holds a typed word; empty if as typed."""
    completed: str = ""
    """`sought_text` with its cut-off last word as it probably goes on; empty if nothing was cut off."""
    unmentioned: tuple[str, ...] = ()
    """Those of `words` that no public item holds, and that were not taken for another word."""
    rarity: Mapping[str, float] = field(default_factory=dict)
    """Stem → how much it tells (`ranking.inverse_document_frequency`), of those in other names; for an engine
    that cannot count them itself."""
    common: frozenset[str] = frozenset()
    """Stems that too many items hold to find one by them: they only say which items hold all."""
    is_found_together: bool = False
    """An item must hold every word that is not common. It is asked of single words alone."""
    is_by_meaning: bool = False
    """Asked for what is nearest in meaning, since no item has the words."""
    is_exact: bool = False
    """Asked for just as typed: nothing is to be corrected, completed or searched by another name."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """facet → chosen values; ids as decimal text. Any of a facet's, all of the facets."""
    sort: str = RELEVANCE
    page: int = 1
    """1 to `REACH / PAGE_SIZE`; `answer` brings it down to the last page there is."""

    @classmethod
    def from_querydict(cls, parameters: QueryDict) -> SearchQuery:
        """Read `q`, the facets' names, `sort` and `page`; what makes no sense is left out."""
        text = " ".join(clean(parameters.get("q") or "").split())[:LONGEST_QUERY].strip()
        query = cls.from_text(text)
        filters = {name: _choices(name, parameters.getlist(name)) for name in FILTERS}
        sort = parameters.get("sort") or ""
        return replace(
            query,
            filters={name: chosen for name, chosen in filters.items() if chosen},
            sort=sort if sort in SORTS else RELEVANCE,
            page=_page(parameters.get("page")),
            # The form of a page of results sends it with the text it is for, so that other words that
            # are typed there are searched as usual.
            is_exact=bool(text) and parameters.get("exact") in ("1", text),
        )

    @classmethod
    def from_text(cls, text: str) -> SearchQuery:
        """The query for some typed words, without filters."""
        text = clean(text)
        rest, phrases, exclusions = _parted(text)
        typed = without_stop_words(words(_without_frame(rest)))
        telling = tuple(dict.fromkeys(typed))[:MOST_WORDS_READ]
        times = Counter(map(stem, typed))
        return cls(
            text=text,
            words=telling,
            repeated={part: min(n, MOST_TIMES) for part, n in times.items() if n > 1},
            phrases=_distinct(phrases, MOST_PHRASES),
            exclusions=_distinct(exclusions, MOST_EXCLUSIONS),
        )

    def limited_to(self, stems: Collection[str]) -> SearchQuery:
        """The same search for those of its words that have one of these stems."""
        return replace(self, words=tuple(word for word in self.words if stem(word) in stems))

    def corrected_to(self, text: str) -> SearchQuery:
        """The same search for another text; what was typed is still shown."""
        other = SearchQuery.from_text(text)
        return replace(
            self,
            corrected=other.text,
            words=other.words,
            repeated=other.repeated,
            phrases=other.phrases,
            exclusions=other.exclusions,
        )

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of `words`, each once."""
        return tuple(dict.fromkeys(stem(word) for word in self.words))

    @cached_property
    def title_key(self) -> str:
        """What `Record.title_key` of an item with exactly this title is."""
        return title_key(self.searched)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a title may have in it to be meant: the query, unless it is one word that is no name; other names of
        it that have more than one word."""
        others = () if self.phrases else self.alternatives.get(self.stems, ())
        named = [title_key(name.name) for name in self.other_names if name.stems in others]
        is_telling = self.has_words and (named or " " in self.title_key)
        others_in_titles = (name for name in named if " " in name)
        return tuple(dict.fromkeys([self.title_key, *others_in_titles])) if is_telling else ()

    @cached_property
    def said(self) -> Phrase:
        """All its words in their order, fillers too, if they are enough for a sentence that stands somewhere.

        A known name and nothing else is no sentence: whatever speaks of it says it.
        """
        if self.has_operators or self.stems in self.whole_names:
            return ()
        found = _phrase(self.searched)
        return found if len(found) >= FEWEST_SAID else ()

    @property
    def searched(self) -> str:
        """The text that is searched: the corrected one, or as typed."""
        return self.corrected or self.text

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Everything that is looked for: phrases, then words and names in their order.

        An item "holds all" when each unit's own words, or one of its alternatives, are there.
        """
        found = [Unit(phrase, is_phrase=True) for phrase in self.phrases]
        runs = sorted({*self.alternatives, *self.whole_names}, key=len, reverse=True)
        at = 0
        while at < len(self.stems):
            run = next((run for run in runs if self.stems[at : at + len(run)] == run), None)
            own = run or (self.stems[at],)
            times = max(self.repeated.get(part, 1) for part in own)
            others = self.alternatives.get(own, ())
            finds = not self.common.issuperset(own)
            whole = self.whole_names.get(own, ())
            found.append(Unit(own, whole=whole, alternatives=others, times=times, finds=finds))
            at += len(own)
        return tuple(found)

    @cached_property
    def sought_text(self) -> str:
        """What is searched, corrected, without exclusions and quotation marks: a text to be understood."""
        kept = _QUOTED.sub(lambda m: " " if m[1] else f" {m[2]} ", self.searched.translate(_CURLY))
        return " ".join(_EXCLUDED.sub(" ", kept).split())

    @cached_property
    def has_operators(self) -> bool:
        """Whether quotation marks or a minus sign narrow the search."""
        return bool(self.phrases or self.exclusions)

    def without_operators(self) -> SearchQuery:
        """The same search for quoted words wherever they stand, and with nothing left out."""
        plain = SearchQuery.from_text(self.sought_text)
        return replace(
            plain, filters=self.filters, sort=self.sort, page=self.page, is_exact=self.is_exact
        )

    @property
    def has_words(self) -> bool:
        """Whether something is looked for; else everything (but exclusions) is listed."""
        return bool(self.words or self.phrases)

    @property
    def is_by_date(self) -> bool:
        """Whether the newest come first: asked for, or nothing to rank by."""
        return self.sort == NEWEST or (self.sort == RELEVANCE and not self.has_words)


def pages_of(total: int) -> int:
    """How many pages that many results have."""
    return max(1, -(-(min(total, REACH) - FEWEST_ON_A_PAGE + 1) // PAGE_SIZE))


def shown_on(page: int, total: int) -> slice:
    """Which of that many results stand on the page, or on the last one there is."""
    last = pages_of(total)
    begin = (min(page, last) - 1) * PAGE_SIZE
    return slice(begin, min(total, REACH) if page >= last else begin + PAGE_SIZE)


def promotion_key(text: str) -> str:
    """By what a query is the same as one that editors promote something for: its telling words."""
    return " ".join(sorted({stem(word) for word in without_stop_words(words(text))}))[:300]


def loose_words(text: str) -> list[Token]:
    """The telling words of a text outside of quotes and exclusions, with their places in it."""
    rest, _, _ = _parted(text)
    found = list(tokens(rest))
    return [token for token in found if token.word not in STOP_WORDS] or found


def typed_words(text: str, canonical: Collection[str]) -> tuple[str, ...]:
    """Canonical words as they stand in a text, each once."""
    found = {token.word: text[token.start : token.end] for token in loose_words(text)[::-1]}
    return tuple(found[word] for word in canonical if word in found)


def _without_frame(text: str) -> str:
    """Of "what does it stand for" the name alone: the other words say nothing of what is sought."""
    match = _STANDS_FOR.match(text)
    return match[1] if match else text


def _parted(text: str) -> tuple[str, list[Phrase], list[Phrase]]:
    """What is left of a text beside its phrases and exclusions, at the same places; and those."""
    phrases: list[Phrase] = []
    exclusions: list[Phrase] = []

    def take_quoted(match: re.Match[str]) -> str:
        (exclusions if match[1] else phrases).append(_phrase(match[2]))
        return " " * len(match[0])

    def take_excluded(match: re.Match[str]) -> str:
        exclusions.append(_phrase(match[1]))
        return " " * len(match[0])

    rest = _EXCLUDED.sub(take_excluded, _QUOTED.sub(take_quoted, text.translate(_CURLY)))
    return rest, phrases, exclusions


def title_key(title: str) -> str:
    """A title as compared with a whole query, so that an exact title comes first. "The" makes no difference."""
    found = words(title)
    named = found[1:] if found[:1] in _ARTICLES else found
    return " ".join(stem(word) for word in named or found)[:300]


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
