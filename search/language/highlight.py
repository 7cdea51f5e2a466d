"""Shows in a text what was asked for: the best stretch of it, with the found words marked. Pure.

The answer is pieces of plain text, never markup, so a template can only escape it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.language.normalise import Token, stem, tokens
from search.language.query import Phrase, SearchRequest
from search.language.results import Piece, Pieces

SNIPPET_WORDS = 36
"""Words of a passage that are shown: two lines on a screen, five on a phone."""


def looked_for(request: SearchRequest) -> frozenset[Phrase]:
    """What to mark: typed words wherever they stand; quoted phrases and other names only as a whole."""
    words = ((part,) for part in request.stems)
    others = (each for phrases in request.alternatives.values() for each in phrases)
    return frozenset([*words, *request.phrases, *others])


def marked(text: str, sought: Collection[Phrase]) -> Pieces:
    """The whole text, with every one of these runs of stems marked."""
    found = list(tokens(text))
    return _pieces(text, found, _runs(found, sought), 0, len(text))


def snippet(text: str, sought: Collection[Phrase], most: int = SNIPPET_WORDS) -> Pieces:
    """The stretch of at most so many words with the most of what was sought, marked."""
    text = " ".join(text.split())
    found = list(tokens(text))
    if len(found) <= most:
        return marked(text, sought)
    runs = _runs(found, sought)
    first = _best_start(found, runs, most)
    start = 0 if first == 0 else found[first].start
    last = first + most
    end = len(text) if last >= len(found) else found[last - 1].end
    pieces = _pieces(text, found, runs, start, end)
    before = (Piece("… "),) if start > 0 else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _runs(found: Sequence[Token], sought: Collection[Phrase]) -> list[tuple[int, int]]:
    """(first token, token behind the last) of what is to be marked; runs that overlap are one."""
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sought:
        by_first.setdefault(phrase[0], []).append(phrase)
    there = [stem(token.word) for token in found]
    runs: list[tuple[int, int]] = []
    for at, part in enumerate(there):
        sizes = [
            len(phrase)
            for phrase in by_first.get(part, ())
            if tuple(there[at : at + len(phrase)]) == phrase
        ]
        if not sizes:
            continue
        behind = at + max(sizes)
        if runs and at < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], behind))
        else:
            runs.append((at, behind))
    return runs


def _best_start(found: Sequence[Token], runs: Sequence[tuple[int, int]], most: int) -> int:
    """First token of the window with the most different stems, then the most of all; a little lead-in."""
    hits = [(place, stem(found[place].word)) for at, behind in runs for place in range(at, behind)]
    best, best_score = 0, (-1, -1)
    for index, (place, _) in enumerate(hits):
        inside = [part for other, part in hits[index : index + most] if other < place + most - 4]
        score = (len(set(inside)), len(inside))
        if score > best_score:
            best, best_score = place, score
    return max(0, min(best - 4, len(found) - most))


def _pieces(
    text: str, found: Sequence[Token], runs: Sequence[tuple[int, int]], start: int, end: int
) -> Pieces:
    """The text from `start` to `end`; a run that begins before or goes on behind is cut there."""
    pieces: list[Piece] = []
    at = start
    for first, behind in runs:
        run_start, run_end = max(found[first].start, start), min(found[behind - 1].end, end)
        if run_start >= run_end:
            continue
        if run_start > at:
            pieces.append(Piece(text[at:run_start]))
        pieces.append(Piece(text[run_start:run_end], is_marked=True))
        at = run_end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
