"""Shows in a text what was asked for: the best stretch of it, with the found words marked. Pure.

The answer is pieces of plain text, never markup, so a template can only escape it.
"""

from __future__ import annotations

from collections.abc import Collection

from search.normalise import STOP_WORDS, Token, stem, tokens
from search.query import SearchRequest
from search.results import Piece, Pieces

SNIPPET_WORDS = 36
"""Words of a passage that are shown: two lines on a screen, five on a phone."""


def looked_for(request: SearchRequest) -> frozenset[str]:
    """The stems to mark: of words, phrases and what will do as well, but no filler words of names."""
    others = {
        part for phrases in request.alternatives.values() for each in phrases for part in each
    }
    quoted = {part for phrase in request.phrases for part in phrase}
    return frozenset(request.stems) | quoted | (others - STOP_WORDS)


def marked(text: str, stems: Collection[str]) -> Pieces:
    """The whole text, with the words of these stems marked."""
    return _pieces(text, list(tokens(text)), stems, 0, len(text))


def snippet(text: str, stems: Collection[str], most: int = SNIPPET_WORDS) -> Pieces:
    """The stretch of at most so many words with the most of these stems, marked."""
    text = " ".join(text.split())
    found = list(tokens(text))
    if len(found) <= most:
        return marked(text, stems)
    first = _best_start(found, stems, most)
    start = 0 if first == 0 else found[first].start
    last = first + most
    end = len(text) if last >= len(found) else found[last - 1].end
    pieces = _pieces(text, found[first:last], stems, start, end)
    before = (Piece("… "),) if start > 0 else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _best_start(found: list[Token], stems: Collection[str], most: int) -> int:
    """First token of the window with the most different stems, then the most of all; a little lead-in."""
    hits = [(place, stem(token.word)) for place, token in enumerate(found)]
    hits = [(place, part) for place, part in hits if part in stems]
    best, best_score = 0, (-1, -1)
    for index, (place, _) in enumerate(hits):
        inside = [part for other, part in hits[index : index + most] if other < place + most - 4]
        score = (len(set(inside)), len(inside))
        if score > best_score:
            best, best_score = place, score
    return max(0, min(best - 4, len(found) - most))


def _pieces(text: str, found: list[Token], stems: Collection[str], start: int, end: int) -> Pieces:
    pieces: list[Piece] = []
    at = start
    for token in found:
        if stem(token.word) not in stems:
            continue
        if token.start > at:
            pieces.append(Piece(text[at : token.start]))
        pieces.append(Piece(text[token.start : token.end], is_marked=True))
        at = token.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
