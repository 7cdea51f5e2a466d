"""What is said in videos: asked by the page of a video, told by whoever reads transcripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from knowledge.contracts.passage import Passage


class SpokenWords(Protocol):
    """Reads what is said in video pages."""

    def spoken_passages(self, videos: Sequence[Any]) -> dict[int, list[Passage]]:
        """Video's pk → its passages, each opening at its second; in few queries for all of them."""

    def state_of_captions(self) -> str:
        """Changes whenever the captions of any video say something else."""


_installed: list[SpokenWords] = []


def install(reader: SpokenWords) -> None:
    """Let this reader answer; called from an app's `ready()`."""
    _installed[:] = [reader]


def spoken_words() -> SpokenWords:
    """The reader; RuntimeError while no app has installed one."""
    if not _installed:
        raise RuntimeError("No app reads what is said in videos: see knowledge.contracts.")
    return _installed[0]
