"""Shows in a text what was asked for: the best stretch of it, with the found words marked. Pure.

The answer is pieces of plain text, never markup, so a template can only escape it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.language.normalise import placed_words, run_places, stem
from search.language.query import SearchQuery
from search.language.results import Fragment, Fragments
from search.language.units import Phrase

SNIPPET_WORDS = 36
"""Words of a passage that are shown: two lines on a screen, five on a phone."""


def highlighted_phrases(query: SearchQuery) -> frozenset[Phrase]:
    """What to mark: typed words wherever they stand; quoted phrases and other names only as a whole."""
    words = ((part,) for part in query.stems)
    others = (each for phrases in query.alternatives.values() for each in phrases)
    return frozenset([*words, *query.phrases, *others])


def highlighted(text: str, sought: Collection[Phrase]) -> Fragments:
    """The whole text, with every one of these runs of stems marked."""
    places, stems = _placed_stems(text)
    return _fragments(text, places, _runs(stems, sought), 0, len(text))


def snippet(
    text: str,
    sought: Collection[Phrase],
    most: int = SNIPPET_WORDS,
    *,
    stems: Sequence[str] | None = None,
) -> Fragments:
    """The stretch of at most so many words with the most of what was sought, marked.

    Where its stems are known, as a passage's are, they need not be made again.
    """
    text = " ".join(text.split())
    places, stems = _placed_stems(text, stems)
    runs = _runs(stems, sought)
    if len(stems) <= most:
        return _fragments(text, places, runs, 0, len(text))
    first = _best_start(stems, runs, most)
    start = 0 if first == 0 else places[first][0]
    last = first + most
    end = len(text) if last >= len(stems) else places[last - 1][1]
    fragments = _fragments(text, places, runs, start, end)
    before = (Fragment("… "),) if start > 0 else ()
    after = (Fragment(" …"),) if end < len(text) else ()
    return (*before, *fragments, *after)


def _placed_stems(
    text: str, known: Sequence[str] | None = None
) -> tuple[list[tuple[int, int]], Sequence[str]]:
    """Where the words of a text stand, and their stems."""
    # As many as there are runs of letters: then no word is of two of them.
    if known is not None and len(runs := run_places(text)) == len(known):
        return runs, known
    places, found = placed_words(text)
    return places, list(map(stem, found))


def _runs(stems: Sequence[str], sought: Collection[Phrase]) -> list[tuple[int, int]]:
    """(first word, word after the last) of what is to be marked; runs that overlap are one."""
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sought:
        by_first.setdefault(phrase[0], []).append(phrase)
    runs: list[tuple[int, int]] = []
    for at, part in enumerate(stems):
        if part not in by_first:
            continue
        sizes = [
            len(phrase)
            for phrase in by_first[part]
            if tuple(stems[at : at + len(phrase)]) == phrase
        ]
        if not sizes:
            continue
        end = at + max(sizes)
        if runs and at < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((at, end))
    return runs


def _best_start(stems: Sequence[str], runs: Sequence[tuple[int, int]], most: int) -> int:
    """First word of the window with the most different stems, then the most of all; a little lead-in."""
    hits = [(place, stems[place]) for at, end in runs for place in range(at, end)]
    best, best_score = 0, (-1, -1)
    for index, (place, _) in enumerate(hits):
        inside = [part for other, part in hits[index : index + most] if other < place + most - 4]
        score = (len(set(inside)), len(inside))
        if score > best_score:
            best, best_score = place, score
    return max(0, min(best - 4, len(stems) - most))


def _fragments(
    text: str,
    places: Sequence[tuple[int, int]],
    runs: Sequence[tuple[int, int]],
    start: int,
    end: int,
) -> Fragments:
    """The text from `start` to `end`; a run that begins before or ends after is cut there."""
    fragments: list[Fragment] = []
    at = start
    for first, after_last in runs:
        run_start = max(places[first][0], start)
        run_end = min(places[after_last - 1][1], end)
        if run_start >= run_end:
            continue
        if run_start > at:
            fragments.append(Fragment(text[at:run_start]))
        fragments.append(Fragment(text[run_start:run_end], is_highlighted=True))
        at = run_end
    if at < end:
        fragments.append(Fragment(text[at:end]))
    return tuple(fragments)
