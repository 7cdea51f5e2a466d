"""Reads transcripts, plain or WebVTT, into cues and into passages that open at a second. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.contracts.findable import Passage

_TIMES = re.compile(
    r"^(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})"
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_MARKUP = re.compile(r"</?[^>]+>")
PASSAGE_SECONDS = 30
"""A passage gathers cues for about this long, so that a hit has some words around it."""


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


def is_webvtt(transcript: str) -> bool:
    """Whether the text is WebVTT (its first line says so)."""
    return transcript.lstrip("\ufeff").lstrip().startswith("WEBVTT")


def read_cues(transcript: str) -> list[Cue]:
    """The cues of a WebVTT text in their order; what is not a cue (notes, styles) is passed over."""
    cues: list[Cue] = []
    for block in re.split(r"\n\s*\n", transcript.replace("\r\n", "\n").lstrip("\ufeff")):
        lines = block.strip().split("\n")
        for at, line in enumerate(lines[:2]):
            if match := _TIMES.match(line.strip()):
                times = [int(part or 0) for part in match.groups()]
                text = " ".join(lines[at + 1 :])
                text = _MARKUP.sub("", _VOICE.sub(r"\1: ", text)).strip()
                if text:
                    cues.append(Cue(_seconds(times[:4]), _seconds(times[4:]), text))
                break
    return cues


def _seconds(parts: list[int]) -> float:
    hours, minutes, seconds, milliseconds = parts
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def clock(seconds: float) -> str:
    """Seconds as people write them: 75 → "1:15", 3675 → "1:01:15"."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def passages_of_transcript(transcript: str) -> list[Passage]:
    """Stretches of about half a minute that open at their second; a plain text is one passage."""
    if not transcript.strip():
        return []
    if not is_webvtt(transcript):
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
