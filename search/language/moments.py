"""The second from which a spoken hit plays: where its sentence begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.language.results import Fragments

LONGEST_LEAD = 15
"""Seconds before the found words; captions without full stops have no nearer beginning of a sentence."""
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'’”)]*\s+")


def second_of(text: str, fragments: Fragments, moments: Sequence[tuple[int, int]]) -> int | None:
    """The second in which the line begins with the sentence of the first marked word; None if none is marked."""
    text = " ".join(text.split())
    place = _first_marked(text, fragments)
    if place is None or not moments:
        return None
    here = _spoken_at(text, place, moments)
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(text, 0, place)]
    sentence = _spoken_at(text, ends[-1] if ends else 0, moments)
    return sentence if here - sentence <= LONGEST_LEAD else here


def _first_marked(text: str, fragments: Fragments) -> int | None:
    """Where in the text the first marked fragment of its snippet stands."""
    marked = next((at for at, each in enumerate(fragments) if each.is_highlighted), None)
    if marked is None:
        return None
    shown = [each.text for each in fragments]
    begin = 1 if shown[0] == "… " and not fragments[0].is_highlighted else 0
    whole = "".join(shown[begin:]).removesuffix(" …")
    found = text.find(whole)
    return None if found < 0 else found + len("".join(shown[begin:marked]))


def _spoken_at(text: str, place: int, moments: Sequence[tuple[int, int]]) -> int:
    words = len(text[:place].split())
    if place > 0 and not text[place - 1].isspace():
        words -= 1
    return max((second for at, second in moments if at <= words), default=moments[0][1])
