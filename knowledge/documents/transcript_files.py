"""Takes a transcript from a file that somebody sends: WebVTT, SubRip, YouTube's .sbv, Word or plain text.

Word files come from meeting programs and from people: times stand in a line above what is said
("00:05 --> 00:07", "Ada  0:05") or before it ("[1:15] Welcome").
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path, PurePath
from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile

from knowledge.documents.extract import run_reading_process
from knowledge.documents.files.content_checks import ContentError, check_content
from knowledge.documents.readers.text_files import decoded
from knowledge.videos.webvtt import as_webvtt, is_subrip, is_webvtt, raw_cues, written_time

SORTS = ("vtt", "srt", "sbv", "docx", "txt")
MOST_BYTES = 20 * 1024 * 1024
READING_SPEED = 15
"""Characters a second, for a line of which only the beginning is known and nothing follows."""
_TIME = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_ARROW = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}.*", re.ASCII)
_BEFORE = re.compile(rf"\s*[\[(]?{_TIME}[\])]?[\s:–-]+(\S.*)", re.ASCII)
_AFTER = re.compile(rf"\s*(\S.{{0,80}}?)\s+[\[(]?{_TIME}[\])]?\s*", re.ASCII)
_NAME = re.compile(r"[^\W\d_][^\s<>.?!:;]*(?: [^\s<>.?!:;]+){0,4}")
_ALONE = re.compile(rf"\s*[\[(]?{_TIME}[\])]?\s*", re.ASCII)


def transcript_in(upload: UploadedFile) -> str:
    """The transcript in a file, as WebVTT where it has times. ContentError says what is wrong."""
    extension = PurePath(upload.name or "").suffix.lower().lstrip(".")
    if extension not in SORTS:
        raise ContentError("Send the transcript as .vtt, .srt, .sbv, .docx or .txt.")
    if (upload.size or 0) > MOST_BYTES:
        raise ContentError("The file is more than 20 MB: that is no transcript.")
    text = _word_text(upload) if extension == "docx" else decoded(upload.read())
    text = text.replace("\0", "")
    if is_webvtt(text):
        return text.strip() + "\n"
    if is_subrip(text):
        return _with_speakers(text) if extension == "docx" else as_webvtt(text)
    text = from_lines(text.splitlines())
    if not text.strip():
        raise ContentError("There is no text in the file.")
    return text


def _word_text(upload: UploadedFile) -> str:
    check_content(
        cast(IO[bytes], upload.file), upload.name or "", most_bytes=MOST_BYTES, allowed={"docx"}
    )
    with tempfile.TemporaryDirectory(prefix="hub-transcript-") as folder:
        copy = Path(folder) / "file.docx"
        copy.write_bytes(upload.read())
        result = run_reading_process(copy, "docx")
    if result["status"] != "read":
        raise ContentError(
            "The Word file cannot be read, or holds no text. Save it again as .docx."
        )
    return "\n".join(passage["text"] for passage in result["passages"])


def _with_speakers(text: str) -> str:
    """WebVTT of times with what is said below. Teams writes the speaker's name on the line between."""
    cues = list(raw_cues(as_webvtt(text)))
    names = [cue.text.split("\n")[0].strip() for cue in cues]
    are_names = all("\n" in cue.text for cue in cues) and all(map(_NAME.fullmatch, names))
    if not are_names or len(set(names)) == len(names):
        return as_webvtt(text)
    blocks = ["WEBVTT"]
    for cue, name in zip(cues, names, strict=True):
        said = cue.text.split("\n", 1)[1]
        times = f"{written_time(cue.start)} --> {written_time(cue.end)}"
        blocks.append(f"{times}\n<v {name}>{said}")
    return "\n\n".join(blocks) + "\n"


class _Line:
    """What is said from a second on, while it is gathered."""

    def __init__(self, start: float, end: float | None = None, *words: str) -> None:
        self.start, self.end, self.words = start, end, [word for word in words if word]


def from_lines(lines: list[str]) -> str:
    """WebVTT of lines that say their times, else the lines as they are."""
    gathered: list[_Line] = []
    for line in lines:
        if begun := _begun(line):
            gathered.append(begun)
        elif gathered and line.strip():
            gathered[-1].words.append(line.strip())
    said = [each for each in gathered if each.words]
    if len(said) < 2:
        return "\n".join(lines).strip()
    ends = [*(each.start for each in said[1:]), float("inf")]
    blocks = ["WEBVTT"]
    for each, following in zip(said, ends, strict=True):
        end = each.end if each.end is not None else _end(each, following)
        text = "\n".join(_escaped(words) for words in each.words)
        blocks.append(f"{written_time(each.start)} --> {written_time(end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _begun(line: str) -> _Line | None:
    """The line that these signs begin, if they hold a time."""
    if match := _ARROW.fullmatch(line):
        parts = match.groups()
        return _Line(_seconds(parts[:4]), _seconds(parts[4:]))
    if match := _ALONE.fullmatch(line):
        return _Line(_seconds(match.groups()))
    if match := _BEFORE.fullmatch(line):
        return _Line(_seconds(match.groups()[:4]), None, match[5].strip())
    if match := _AFTER.fullmatch(line):
        return _Line(_seconds(match.groups()[1:]), None, f"{match[1].rstrip(':')}:")
    return None


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")


def _end(line: _Line, following: float) -> float:
    """As long as it takes to read, but not into the next line, where that comes later."""
    read = line.start + max(2.0, len(" ".join(line.words)) / READING_SPEED)
    return min(read, following) if following > line.start else read


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→")
