"""Takes captions apart as browsers do: WebVTT by its own rules, SubRip and YouTube's SBV as if they were. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TIME = r"(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"[ \t\f]*{_TIME}[ \t\f]*-->[ \t\f]*{_TIME}(?!\d)")
_SUBRIP_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[ \t]?[,.](\d{1,3})"
_SUBRIP = re.compile(rf"^[ \t]*{_SUBRIP_TIME}[ \t]*(?:-->|,)[ \t]*{_SUBRIP_TIME}", re.M)
_NO_TAG = re.compile(r"<(?![/a-zA-Z])")
_TAG = re.compile(r"<(?P<tag>[^>]*)(?:>|$)")
_STYLE_OF_SUBRIP = re.compile(r"\{\\[^}]*\}")
_SPACE_OF_SUBRIP = re.compile(r"\\[Nnh]|\[br\]")
"""Ends of lines and spaces as other programs write them into a line."""
INLINE_TIME = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")


@dataclass(frozen=True)
class RawCue:
    """A cue as it stands in the file: seconds, and its text with its tags."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Voiced:
    """A stretch of a cue's words, and who says them ("" where nobody is named)."""

    speaker: str
    text: str


def is_webvtt(text: str) -> bool:
    """Whether the text is WebVTT: its first line says so."""
    return re.match(r"WEBVTT(?:[ \t\r\n]|$)", text.removeprefix("\ufeff").lstrip()) is not None


def is_subrip(text: str) -> bool:
    """Whether the text is SubRip, as Zoom, Vimeo and many editors write: a number, then times with a comma.
    So is SBV, as YouTube writes: times alone, a comma between them."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()][:2]
    return bool(lines) and any(_SUBRIP.match(line) for line in lines) and not is_webvtt(text)


def raw_cues(text: str) -> Iterator[RawCue]:
    """The cues of WebVTT or SubRip in their order; notes, styles and what is broken is passed over."""
    text = text.removeprefix("\ufeff").lstrip() if is_webvtt(text) else _from_subrip(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    lines = text.split("\n")
    at = 1
    while at < len(lines) and lines[at] and "-->" not in lines[at]:
        at += 1
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        cue, at = _block(lines, at)
        if cue is not None:
            yield cue


def unread_times(text: str) -> list[str]:
    """Lines with an arrow whose times are written so that browsers leave them out."""
    text = text if is_webvtt(text) else _from_subrip(text)
    return [line.strip() for line in text.splitlines() if "-->" in line and not _TIMES.match(line)]


def as_webvtt(subrip: str) -> str:
    """SubRip as WebVTT."""
    cues = [
        f"{written_time(cue.start)} --> {written_time(cue.end)}\n{cue.text.strip()}"
        for cue in raw_cues(subrip)
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def written_time(seconds: float) -> str:
    """Seconds as WebVTT writes them: "00:01:15.500"."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def _block(lines: list[str], start: int) -> tuple[RawCue | None, int]:
    """(the cue of the block that begins at a line, where the next block begins).

    A block ends at an empty line, or before a further line with an arrow; a line that holds only a
    space is a part of it.
    """
    at = start
    times: re.Match[str] | None = None
    has_arrow = False
    said: list[str] = []
    while at < len(lines) and lines[at]:
        if "-->" in lines[at]:
            if has_arrow or at - start > 1:
                break
            has_arrow, times, said = True, _TIMES.match(lines[at]), []
        else:
            said.append(lines[at])
        at += 1
    if times is None:
        return None, at
    values = [int(part or 0) for part in times.groups()]
    return RawCue(_seconds(values[:4]), _seconds(values[4:]), "\n".join(said)), at


def _seconds(parts: list[int]) -> float:
    hours, minutes, seconds, milliseconds = parts
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def _from_subrip(text: str) -> str:
    """SubRip as WebVTT: times with a full stop, no numbers, no styles in braces. An arrow or a "<" that
    somebody said, and an empty line within a cue, end nothing."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    result = ["WEBVTT"]
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not line.strip() or (line.strip().isdecimal() and _SUBRIP.match(following)):
            continue
        if times := _SUBRIP.match(line):
            parts = [int(part or 0) for part in times.groups()]
            times_written = (
                _written(parts[first : first + 4], times[first + 4]) for first in (0, 4)
            )
            result += ["", " --> ".join(times_written)]
        else:
            said = _STYLE_OF_SUBRIP.sub("", line).strip().replace("-->", "--&gt;")
            said = _SPACE_OF_SUBRIP.sub(" ", said)
            result.append(_NO_TAG.sub("&lt;", said))
    return "\n".join(result)


def _written(parts: list[int], fraction: str) -> str:
    hours, minutes, seconds, _ = parts
    return f"{hours:02}:{minutes:02}:{seconds:02}.{fraction.ljust(3, '0')}"


def voices(text: str) -> list[Voiced]:
    """A cue's text without tags, its escapes resolved, in stretches of one speaker."""
    found: list[Voiced] = []
    speaker, position = "", 0
    pieces: list[str] = []

    def close() -> None:
        said = " ".join(unescape("".join(pieces)).split())
        pieces.clear()
        if said:
            found.append(Voiced(speaker, said))

    for tag in _TAG.finditer(text):
        pieces.append(text[position : tag.start()])
        position = tag.end()
        name, _, annotation = tag["tag"].partition(" ")
        if name.split(".")[0] == "v" and annotation.strip():
            close()
            speaker = " ".join(unescape(annotation).split())
        elif name == "/v":
            close()
            speaker = ""
    pieces.append(text[position:])
    close()
    return found
