"""Moments of a video: as people and addresses write them, and as its chapters name them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 24 * 3600
"""Seconds; what is said to be later is no moment of a video."""
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", re.ASCII)
_UNITS = re.compile(r"(?=\d)(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?", re.ASCII)
_CHAPTER = re.compile(r"\s*((?:\d{1,2}:)?\d{1,3}:\d{2})\s*[-–—:]?\s+(\S.*?)\s*", re.ASCII)


@dataclass(frozen=True)
class Chapter:
    """A part of a video, and the second in which it begins."""

    second: int
    title: str


def clock(seconds: float) -> str:
    """Seconds as people write them: 75 → "1:15", 3675 → "1:01:15"."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def read_moment(written: str) -> int | None:
    """The second of "75", "75s", "1m15s" or "1:15"; None for anything else."""
    written = written.strip().lower()
    match = _CLOCK.fullmatch(written) or _UNITS.fullmatch(written)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    moment = hours * 3600 + minutes * 60 + seconds
    return moment if moment <= LONGEST else None


def moment_fault(written: str, length: float | None, example: str) -> str:
    """What is wrong with a moment that somebody typed, in words; "" for one within that length, if it is known."""
    moment = read_moment(written)
    if moment is None:
        return f"Write minutes and seconds, such as {example}"
    if length and moment >= length:
        return f"This video is {clock(length)} long: write an earlier moment"
    return ""


def read_chapters(written: str) -> list[Chapter]:
    """One a line, time and title: "1:15 The ladder". ValueError with a sentence about the first bad line."""
    chapters: list[Chapter] = []
    for line in filter(str.strip, written.splitlines()):
        match = _CHAPTER.fullmatch(line)
        second = read_moment(match[1]) if match else None
        if match is None or second is None:
            raise ValueError(
                f"“{line.strip()[:80]}” needs a time and a title, such as 1:15 The ladder."
            )
        if chapters and second <= chapters[-1].second:
            raise ValueError(
                f"“{line.strip()[:80]}” begins before the chapter above it, or with it."
            )
        chapters.append(Chapter(second, match[2]))
    return chapters
