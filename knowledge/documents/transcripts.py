"""Reads transcripts, plain or with times, into cues and into passages that open at a second. Pure.

Lines that automatic captions repeat while they roll are said once, and a speaker is named where the
speaker changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from knowledge.contracts.passage import Passage
from knowledge.videos.moments import clock
from knowledge.videos.webvtt import (
    INLINE_TIME,
    RawCue,
    Voiced,
    is_subrip,
    is_webvtt,
    raw_cues,
    voices,
)

__all__ = [
    "Cue",
    "clock",
    "cues_of_passages",
    "has_times",
    "is_subrip",
    "is_webvtt",
    "passages_of_transcript",
    "read_cues",
]
PASSAGE_SECONDS = 30
"""A passage gathers cues for about this long, so that a hit has some words around it."""
ROLLING_SHARE = 0.4
"""Share of cues that begin with the last line before them, above which all of them roll."""
GROWING_SHARE = 0.6
"""Share of cues that repeat the one before whole and go on, above which they are written word by word."""
LONGEST_GAP = 0.5
"""Seconds after which a repeated line is said anew."""


@dataclass(frozen=True)
class Cue:
    """What is said from one second to another."""

    start: float
    end: float
    text: str

    @property
    def second(self) -> int:
        """The whole second it begins in; links and search hits open there."""
        return int(self.start)


def has_times(transcript: str) -> bool:
    """Whether the text says when things are said: WebVTT, or SubRip as Zoom and Vimeo write it."""
    return is_webvtt(transcript) or is_subrip(transcript)


def read_cues(transcript: str, *, as_written: bool = False) -> list[Cue]:
    """The cues of a text with times as a browser shows them: by their beginnings, unless `as_written`."""
    raw = list(raw_cues(transcript))
    if not as_written:
        raw.sort(key=lambda cue: (cue.start, -cue.end))
    said = [_lines(cue) for cue in raw]
    if _rolls(raw, said):
        said = _once(raw, said)
    elif _grows(said):
        said = _at_its_end(raw, said)
    cues: list[Cue] = []
    speaker = ""
    for cue, lines in zip(raw, said, strict=True):
        words = []
        for voiced in (voiced for line in lines for voiced in line):
            is_new = voiced.speaker and voiced.speaker != speaker
            words.append(f"{voiced.speaker}: {voiced.text}" if is_new else voiced.text)
            speaker = voiced.speaker
        if words:
            cues.append(Cue(cue.start, cue.end, " ".join(words)))
    return cues


_Line = list[Voiced]


def _lines(cue: RawCue) -> list[_Line]:
    """The lines of a cue that say something; a voice goes on over their ends."""
    if "<v" in cue.text:
        return [found] if (found := voices(cue.text)) else []
    return [found for line in cue.text.split("\n") if (found := voices(line))]


def _rolls(raw: list[RawCue], said: list[list[_Line]]) -> bool:
    if any(INLINE_TIME.search(cue.text) for cue in raw):
        return True
    pairs = [(before, after) for before, after in pairwise(said) if before and after]
    repeated = sum(_known(before, after) > 0 for before, after in pairs)
    return len(pairs) > 2 and repeated >= ROLLING_SHARE * len(pairs)


def _once(raw: list[RawCue], said: list[list[_Line]]) -> list[list[_Line]]:
    """The lines of each cue without those at its beginning that stand on the screen already."""
    result: list[list[_Line]] = []
    shown: list[_Line] = []
    end = float("-inf")
    for cue, lines in zip(raw, said, strict=True):
        before = shown if cue.start - end <= LONGEST_GAP else []
        result.append(lines[_known(before, lines) :])
        shown, end = lines or shown, cue.end
    return result


def _known(before: list[_Line], lines: list[_Line]) -> int:
    """How many of the first lines are the last of those before."""
    counts = range(min(len(before), len(lines)), 0, -1)
    return next((count for count in counts if before[-count:] == lines[:count]), 0)


def _grows(said: list[list[_Line]]) -> bool:
    """Whether captions are written word by word: most cues say what the one before said, and go on."""
    pairs = [pair for pair in pairwise(said) if all(pair)]
    grown = sum(_goes_on(before, after) for before, after in pairs)
    return len(pairs) > 2 and grown >= GROWING_SHARE * len(pairs)


def _goes_on(before: list[_Line], after: list[_Line]) -> bool:
    first, second = (
        " ".join(each.text for line in lines for each in line) for lines in (before, after)
    )
    return 0 < len(first) < len(second) and second.startswith(first)


def _at_its_end(raw: list[RawCue], said: list[list[_Line]]) -> list[list[_Line]]:
    """Each sentence that grew once, whole, where it began to be said."""
    result: list[list[_Line]] = []
    start = 0
    for at, lines in enumerate(said):
        is_same = at > 0 and raw[at].start - raw[at - 1].end <= LONGEST_GAP
        if not (is_same and _goes_on(said[at - 1], lines)):
            start = at
        result.append([])
        result[start] = lines
    return result


def passages_of_transcript(transcript: str) -> list[Passage]:
    """Stretches of about half a minute that open at their second; a plain text is one passage."""
    if not transcript.strip():
        return []
    if not has_times(transcript):
        return [Passage(text=transcript.strip(), heading="Transcript", anchor="transcript")]
    passages: list[Passage] = []
    gathered: list[Cue] = []
    for cue in [*read_cues(transcript), None]:
        if gathered and (cue is None or cue.end - gathered[0].start > PASSAGE_SECONDS):
            passages.append(_passage(gathered))
            gathered = []
        if cue is not None:
            gathered.append(cue)
    return passages


def _passage(gathered: list[Cue]) -> Passage:
    words, moments = 0, list[tuple[int, int]]()
    for cue in gathered:
        moments.append((words, cue.second))
        words += len(cue.text.split())
    return Passage(
        text=" ".join(cue.text for cue in gathered),
        heading="Transcript",
        anchor=f"t={gathered[0].second}",
        place=clock(gathered[0].start),
        moments=tuple(moments),
    )


def cues_of_passages(passages: Iterable[Passage]) -> list[Cue]:
    """What was said when, from passages that were kept of a transcript with times."""
    cues: list[Cue] = []
    for passage in passages:
        words = passage.text.split()
        begin = passage.anchor.removeprefix("t=")
        moments = passage.moments or (((0, int(begin)),) if begin.isdecimal() else ())
        ends = [at for at, _ in moments[1:]] + [len(words)]
        for (at, second), end in zip(moments, ends[: len(moments)], strict=True):
            cues.append(Cue(float(second), float(second), " ".join(words[at:end])))
    return cues
