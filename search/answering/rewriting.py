"""Makes a typed query ready for an engine: corrected, completed, with other names. For every engine.

- A word that no public item holds, and that is no English word or known name, is replaced by the nearest one
  that one does; the visitor is told.
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

from search.answering.real_words import real_words
from search.answering.spelling import (
    Correction,
    corrections_for,
    likelier,
    swapped_filler,
    vocabulary,
)
from search.answering.thesaurus import Thesaurus, expanded, published_thesaurus
from search.index.fulltext.findable_words import findable_stems
from search.language.normalise import Token, stem
from search.language.query import MOST_WORDS, SearchQuery, loose_words
from search.language.ranking import inverse_document_frequency
from search.language.units import Phrase
from search.models import SearchRecord, SearchTerm

MOST_UNKNOWN = 8
"""Words of a query that are looked up for what was meant."""


def rewrite_query(query: SearchQuery, thesaurus: Thesaurus | None = None) -> SearchQuery:
    """The query as engines are to answer it; a fixed number of queries.

    With another thesaurus than the published one, it shows what a change would do.
    """
    if not query.words:
        return query
    if query.is_exact:
        return limit_terms(query)
    if thesaurus is None:
        thesaurus = published_thesaurus()
    query = limit_terms(query, {part for run in thesaurus.runs(query.stems) for part in run})
    # Correcting reads the whole text again.
    query = join_compounds(expanded(correct_spelling(query, thesaurus), thesaurus))
    found_otherwise = {part for run in query.alternatives for part in run}
    unmentioned = tuple(word for word in query.unmentioned if stem(word) not in found_otherwise)
    return limit_terms(replace(query, unmentioned=unmentioned), found_otherwise)


def correct_spelling(query: SearchQuery, thesaurus: Thesaurus) -> SearchQuery:
    """With words that public items hold in place of those that none does; the last one may be cut off.

    A real word is never exchanged: what holds it may yet be written. It is named instead.
    """
    typed = loose_words(query.text)
    named = {part for run in thesaurus.runs(query.stems) for part in run}
    held = findable_stems([part for part in query.stems if part not in named]) | named
    unknown = [word for word in query.words if stem(word) not in held][:MOST_UNKNOWN]
    real = _real_words(query.text, [token for token in typed if token.word in unknown])
    last = _last_word(query, typed)
    unreal = [word for word in unknown if word not in real]
    found = {word: Correction(filler) for word in unreal if (filler := swapped_filler(word))}
    found |= corrections_for([word for word in unreal if word not in found], beginning=last)
    unmentioned = tuple(word for word in unknown if word not in found)
    query = replace(_corrected(query, typed, found), unmentioned=unmentioned)
    ends = found.get(last, Correction()).completions
    if not ends:
        return query
    alternatives = tuple(dict.fromkeys((stem(word),) for word in ends))
    query = replace(query, alternatives={(stem(last),): alternatives})
    return _completed(query, typed[-1], ends[0]) if last in unknown else query


def _real_words(text: str, tokens: Sequence[Token]) -> frozenset[str]:
    return real_words([(text[token.start : token.end], token.word) for token in tokens])


def has_real_words_only(query: SearchQuery) -> bool:
    """Whether all that is searched are words, and not letters that happen to lie near something."""
    tokens = [token for token in loose_words(query.searched) if token.word in query.words]
    return _real_words(query.searched, tokens).issuperset(query.words)


def join_compounds(query: SearchQuery) -> SearchQuery:
    """With words that were typed as two and that texts write as one: "health watch"."""
    taken = {part for run in query.alternatives for part in run}
    compounds: dict[Phrase, tuple[Phrase, ...]] = {}
    known = vocabulary().document_frequencies
    for first, second in pairwise(query.words):
        run = (stem(first), stem(second))
        if first + second in known and not taken & set(run):
            compounds[run] = ((stem(first + second),),)
            taken |= set(run)
    return replace(query, alternatives={**query.alternatives, **compounds}) if compounds else query


def limit_terms(query: SearchQuery, named: Collection[str] = ()) -> SearchQuery:
    """With its most telling words only, where it has more than an engine is asked for.

    A word tells more the fewer items hold it and the oftener it was typed. Parts of names stay, and
    some words that nothing holds: they may be misspelt.
    """
    if len(query.stems) <= MOST_WORDS:
        return query
    frequencies = SearchTerm.document_frequencies(query.stems)
    documents = SearchRecord.number()

    def says(part: str) -> float:
        rarity = inverse_document_frequency(min(frequencies[part], documents), documents)
        return rarity * query.repeated.get(part, 1)

    unknown = [part for part in query.stems if part not in frequencies][:MOST_UNKNOWN]
    known = sorted((part for part in frequencies if part not in named), key=says, reverse=True)
    kept = [*(part for part in query.stems if part in named), *unknown, *known]
    return query.limited_to(frozenset(kept[:MOST_WORDS]))


def likelier_text(query: SearchQuery) -> str:
    """The text with likelier words in place of rare ones that look like slips, and of real ones that nothing
    holds; "" if there are none. A question to the visitor, never an answer.

    For a query that was rewritten and not corrected.
    """
    if query.is_exact or query.corrected or not query.words:
        return ""
    named = {part for run in query.alternatives for part in run}
    typed = loose_words(query.text)
    unmentioned = [word for word in query.words if word in query.unmentioned]
    found = likelier([word for word in query.words if stem(word) not in named])
    near = corrections_for(unmentioned)
    found |= {word: correction.word for word, correction in near.items() if correction.word}
    text = _replaced(query.text, typed, found)
    return text if text != query.text else ""


def _last_word(query: SearchQuery, typed: Sequence[Token]) -> str:
    """The word at the very end of what was typed, if it is one of those looked for."""
    if typed and not query.text[typed[-1].end :].strip() and typed[-1].word in query.words:
        return typed[-1].word
    return ""


def _completed(query: SearchQuery, last: Token, word: str) -> SearchQuery:
    """To be understood with this word in place of the last one, of which nothing holds more than a beginning."""
    text, cut_off = query.sought_text, query.text[last.start : last.end]
    if not text.endswith(cut_off):
        return query
    return replace(query, completed=text.removesuffix(cut_off) + word)


def _corrected(
    query: SearchQuery, typed: Sequence[Token], found: Mapping[str, Correction]
) -> SearchQuery:
    text = _replaced(
        query.text, typed, {word: correction.word for word, correction in found.items()}
    )
    return query.corrected_to(text) if text != query.text else query


def _replaced(text: str, typed: Sequence[Token], words: Mapping[str, str]) -> str:
    """The text with these words in place of typed ones."""
    for token in reversed(typed):
        if word := words.get(token.word):
            text = text[: token.start] + _cased_like(text[token.start], word) + text[token.end :]
    return text


def _cased_like(first: str, word: str) -> str:
    return word[0].upper() + word[1:] if first.isupper() else word
