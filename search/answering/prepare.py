"""Makes a typed request ready for an engine: corrected, completed, with other names. For every engine.

- A word that no public thing holds is replaced by the nearest one that one does; the visitor is told.
- A space that was forgotten, or put where none belongs, makes no difference where texts say so.
- If it is the last word it may be cut off: then the words that begin so will do.
- Names that editors know other names of are searched by all of them (`search.answering.thesaurus`).
- Of a very long question the most telling words are searched: the others say little, and cost much.

What is asked for "exactly as typed" is not changed otherwise, nor are quoted and -excluded words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from search.answering.spelling import Meant, likelier, meant, vocabulary
from search.answering.thesaurus import Thesaurus, expanded, published_thesaurus
from search.index.fulltext.words import held_stems
from search.language.normalise import Token, stem
from search.language.query import MOST_WORDS, Phrase, SearchRequest, loose_words
from search.language.ranking import inverse_frequency
from search.models import SearchRecord, SearchTerm

MOST_UNKNOWN = 8
"""Words of a query that are looked up for what was meant."""


def prepare(request: SearchRequest, thesaurus: Thesaurus | None = None) -> SearchRequest:
    """The request as engines are to answer it; a fixed number of queries.

    With another thesaurus than the published one, it shows what a change would do.
    """
    if not request.words:
        return request
    if request.is_exact:
        return _narrowed(request)
    if thesaurus is None:
        thesaurus = published_thesaurus()
    request = _narrowed(request, {part for run in thesaurus.runs(request.stems) for part in run})
    # Correcting reads the whole text again.
    request = _joined(expanded(_spelt(request, thesaurus), thesaurus))
    return _narrowed(request, {part for run in request.alternatives for part in run})


def _spelt(request: SearchRequest, thesaurus: Thesaurus) -> SearchRequest:
    typed = loose_words(request.text)
    named = {part for run in thesaurus.runs(request.stems) for part in run}
    held = held_stems([part for part in request.stems if part not in named]) | named
    unknown = [word for word in request.words if stem(word) not in held][:MOST_UNKNOWN]
    last = _last_word(request, typed)
    found = meant(unknown, beginning=last)
    if not found:
        return request
    request = _corrected(request, typed, found)
    ends = found.get(last, Meant()).completions
    if not ends:
        return request
    alternatives = tuple(dict.fromkeys((stem(word),) for word in ends))
    return replace(request, alternatives={(stem(last),): alternatives})


def _joined(request: SearchRequest) -> SearchRequest:
    """With words that were typed as two and that texts write as one: "health watch"."""
    taken = {part for run in request.alternatives for part in run}
    joined: dict[Phrase, tuple[Phrase, ...]] = {}
    things = vocabulary().things
    for first, second in pairwise(request.words):
        run = (stem(first), stem(second))
        if first + second in things and not taken & set(run):
            joined[run] = ((stem(first + second),),)
            taken |= set(run)
    return replace(request, alternatives={**request.alternatives, **joined}) if joined else request


def _narrowed(request: SearchRequest, named: Collection[str] = ()) -> SearchRequest:
    """With its most telling words only, where it has more than an engine is asked for.

    A word tells more the fewer things hold it and the oftener it was typed. Parts of names stay, and
    some words that nothing holds: they may be misspelt.
    """
    if len(request.stems) <= MOST_WORDS:
        return request
    holding = SearchTerm.holding(request.stems)
    things = SearchRecord.objects.count()

    def says(part: str) -> float:
        rarity = inverse_frequency(min(holding[part], things), things)
        return rarity * request.repeated.get(part, 1)

    unknown = [part for part in request.stems if part not in holding][:MOST_UNKNOWN]
    known = sorted((part for part in holding if part not in named), key=says, reverse=True)
    kept = [*(part for part in request.stems if part in named), *unknown, *known]
    return request.narrowed_to(frozenset(kept[:MOST_WORDS]))


def likelier_text(request: SearchRequest) -> str:
    """The text with likelier words in place of rare ones that look like slips; "" if there are none.

    For a request that was prepared and not corrected: every word of it is held by something.
    """
    if request.is_exact or request.corrected or not request.words:
        return ""
    named = {part for run in request.alternatives for part in run}
    found = likelier([word for word in request.words if stem(word) not in named])
    typed = loose_words(request.text)
    text = _replaced(request.text, typed, found)
    return text if text != request.text else ""


def _last_word(request: SearchRequest, typed: Sequence[Token]) -> str:
    """The word at the very end of what was typed, if it is one of those looked for."""
    if typed and not request.text[typed[-1].end :].strip() and typed[-1].word in request.words:
        return typed[-1].word
    return ""


def _corrected(
    request: SearchRequest, typed: Sequence[Token], found: Mapping[str, Meant]
) -> SearchRequest:
    text = _replaced(request.text, typed, {word: meant.word for word, meant in found.items()})
    return request.corrected_to(text) if text != request.text else request


def _replaced(text: str, typed: Sequence[Token], words: Mapping[str, str]) -> str:
    """The text with these words in place of typed ones."""
    for token in reversed(typed):
        if word := words.get(token.word):
            text = text[: token.start] + _cased_like(text[token.start], word) + text[token.end :]
    return text


def _cased_like(first: str, word: str) -> str:
    return word[0].upper() + word[1:] if first.isupper() else word
