"""Asks the limited process about one picture at a time on this machine, and says plainly what went wrong."""

from __future__ import annotations

from pathlib import Path

from knowledge.limited.message import Message
from knowledge.limited.run import LimitedWorkError, TookTooLong, run_limited
from knowledge.limited.turns import StillBusy, one_at_a_time
from knowledge.pictures.limits import MILLION_PIXELS

WAIT_SECONDS, WORK_SECONDS = 10, 40
"""Together less than a proxy gives a request. The work is some three seconds where a core is free."""

TOO_MANY_PIXELS = (
    f"The picture has more than {MILLION_PIXELS} million pixels. Make it smaller, for instance 4,000 "
    "pixels wide, and send that."
)
BROKEN = (
    "The picture is damaged, or not what its name says. Open it, save it again as a JPEG or PNG file, "
    "and send that copy."
)
TOO_LONG = (
    "The picture takes too long to open. Save a smaller copy as a JPEG or PNG file and send that."
)
BUSY = "Other pictures are being read just now. Please send it again in a minute."


class PictureError(Exception):
    """The picture cannot be taken. `str()` is one sentence or two for the person who sent it."""

    is_final = True
    """Whether the same picture would fail again."""

    def __init__(self, sentence: str, *, too_big: bool = False, said: str = "") -> None:
        super().__init__(sentence)
        self.too_big, self.said = too_big, said


class PicturesBusy(PictureError):
    """Nothing is wrong with it; it did not become its turn."""

    is_final = False


def ask(request: Message, source: Path, folder: Path) -> Message:
    """The answer of `knowledge.pictures.work` about the file. Raises PictureError."""
    request = {**request, "source": str(source), "folder": str(folder)}
    try:
        with one_at_a_time("pictures", seconds=WAIT_SECONDS):
            answer = run_limited("knowledge.pictures.work", request, seconds=WORK_SECONDS)
    except StillBusy as busy:
        raise PicturesBusy(BUSY) from busy
    except TookTooLong as late:
        raise PictureError(TOO_LONG, said=str(late)) from late
    except LimitedWorkError as stopped:
        raise PictureError(BROKEN, said=str(stopped)) from stopped
    if error := answer.get("error"):
        if error == "pixels":
            raise PictureError(TOO_MANY_PIXELS, too_big=True)
        raise PictureError(BROKEN, said=str(answer.get("said", "")))
    return answer
