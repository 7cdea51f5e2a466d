"""Reads transcripts, plain or with times, into cues and into passages that open at a second. Pure.

Lines that automatic captions repeat while they roll are said once, and a speaker is named where the
speaker changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from knowledge.contracts.findable import Passage
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


def read_cues(transcript: str) -> list[Cue]:
    """The cues of a text with times in their order, as a browser shows them."""
    raw = list(raw_cues(transcript))
    said = [_lines(cue) for cue in raw]
    if _rolls(raw, said):
        said = _once(raw, said)
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
    repeated = sum(before[-1] == after[0] for before, after in pairs)
    return len(pairs) > 2 and repeated >= ROLLING_SHARE * len(pairs)


def _once(raw: list[RawCue], said: list[list[_Line]]) -> list[list[_Line]]:
    """The lines of each cue without those at its beginning that stand on the screen already."""
    result: list[list[_Line]] = []
    shown: list[_Line] = []
    end = float("-inf")
    for cue, lines in zip(raw, said, strict=True):
        before = shown if cue.start - end <= LONGEST_GAP else []
        counts = range(min(len(before), len(lines)), 0, -1)
        known = next((count for count in counts if before[-count:] == lines[:count]), 0)
        result.append(lines[known:])
        shown, end = lines or shown, cue.end
    return result


def clock(seconds: float) -> str:
    """Seconds as people write them: 75 → "1:15", 3675 → "1:01:15"."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


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
            start = gathered[0].start
            passages.append(
                Passage(
                    text=" ".join(said.text for said in gathered),
                    heading="Transcript",
                    anchor=f"t={int(start)}",
                    place=clock(start),
                )
            )
            gathered = []
        if cue is not None:
            gathered.append(cue)
    return passages
