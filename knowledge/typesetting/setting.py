"""Has a document that lies in a folder set as PDF or Word, in a process of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from knowledge.limited.run import LimitedWorkError, TookTooLong, run_watched
from knowledge.typesetting.folder import PROGRESS

log = logging.getLogger(__name__)
MODULES = {"pdf": "knowledge.typesetting.pdf_work", "docx": "knowledge.typesetting.word_work"}
"""Ending of the file that is made → what makes it."""
MOST_SECONDS = 20 * 60
"""Less than after which a task counts as stuck."""


class NotPossible(Exception):
    """This machine cannot make it; `str()` is for whoever asked."""


def set_document(
    folder: Path,
    ending: str,
    *,
    foot: str,
    step: Callable[[str], None],
    seconds: int = MOST_SECONDS,
) -> Path:
    """Where the file was made. `foot` stands at the foot of each page.

    `step` is told how far it has come, and what it raises ends the work. Raises NotPossible, TookTooLong
    and LimitedWorkError.
    """
    made = folder / f"made.{ending}"
    progress = folder / PROGRESS

    def look() -> None:
        step(progress.read_text() if progress.exists() else "Beginning")

    answer = run_watched(
        MODULES[ending],
        {"folder": str(folder), "made": str(made), "foot": foot},
        seconds=seconds,
        memory=settings.HUB_RELEASE_MEMORY_MB * 1024 * 1024,
        look=look,
    )
    if answer.get("missing"):
        raise NotPossible(str(answer["missing"]))
    return made


def why_not(error: Exception, what: object) -> str:
    """A sentence for whoever asked for it; the log gets what nobody expects."""
    if isinstance(error, NotPossible):
        return str(error)
    if isinstance(error, TookTooLong):
        return "It took too long and was ended."
    if isinstance(error, LimitedWorkError):
        log.warning("%s was not built: %s", what, error)
        return f"It could not be built. {error}"
    log.error("%s was not built", what, exc_info=error)
    return "Something went wrong while it was built."
