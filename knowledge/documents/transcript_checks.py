"""What an editor should look at in a transcript with times. Pure.

Captions are made of the same lines, so they have to be read in the time that they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.documents.transcripts import Cue, has_times, read_cues
from knowledge.videos.moments import clock
from knowledge.videos.webvtt import unread_times

FASTEST = 21
"""Characters a second that most adults can read; broadcasters ask for 17 to 20."""
TOLERANCE = 0.05
"""Seconds by which lines may overlap: programs round."""


@dataclass(frozen=True)
class Problem:
    """Something to look at, and where."""

    place: str
    words: str


def problems_of(transcript: str, duration: float | None = None) -> list[Problem]:
    """What is wrong, in the order of the text; nothing for a text without times."""
    if not has_times(transcript):
        return []
    found = [
        Problem("", f"The times in “{line[:80]}” cannot be read, so the line is left out.")
        for line in unread_times(transcript)
    ]
    before: Cue | None = None
    for cue in read_cues(transcript, as_written=True):
        found += [Problem(clock(cue.start), words) for words in _of(cue, before, duration)]
        before = cue
    return found


def _of(cue: Cue, before: Cue | None, duration: float | None) -> list[str]:
    words = []
    if before and cue.start < before.start:
        words.append("It begins before the line above: put the lines in order.")
    elif before and cue.start < before.end - TOLERANCE:
        words.append(f"It begins while the line above is shown, until {before.end:.1f} s.")
    if cue.end <= cue.start:
        words.append("It ends before it begins.")
    elif (speed := len(cue.text) / (cue.end - cue.start)) > FASTEST:
        words.append(
            f"{speed:.0f} characters a second; most people read {FASTEST}. Show it longer, or say it in fewer words."
        )
    if duration and cue.start > duration:
        words.append(f"The video ends before it, at {clock(duration)}.")
    return words
