"""What is said in videos: of a page's own transcript or, where it has none, of its captions' file.

Captions in a restricted collection stay there: their words are neither shown nor searched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from knowledge.contracts.passage import Passage
from knowledge.documents.files.visibility import not_restricted
from knowledge.documents.texts import texts_of_files
from knowledge.documents.transcripts import (
    Cue,
    cues_of_passages,
    has_times,
    passages_of_transcript,
    read_cues,
)
from knowledge.models import DocumentText, HubDocument, VideoPage

if TYPE_CHECKING:
    from collections.abc import Sequence


def spoken_passages(videos: Sequence[VideoPage]) -> dict[int, list[Passage]]:
    """video → its passages, each opening at its second. Two queries, none where no captions are asked."""
    silent = [video for video in videos if not video.transcript.strip() and video.captions_id]
    captions = _captions(video.captions_id for video in silent)
    texts = texts_of_files(captions.values()) if captions else {}
    return {
        video.pk: (
            passages_of_transcript(video.transcript)
            or list(texts.get(captions.get(video.captions_id, ""), ()))
        )
        for video in videos
    }


def spoken_cues(video: VideoPage) -> list[Cue]:
    """What is said when, as finely as it is known; none where no times are known."""
    if has_times(video.transcript):
        return read_cues(video.transcript)
    if video.transcript.strip():
        return []
    return cues_of_passages(video.spoken_passages)


def state_of_captions() -> str:
    """Changes whenever the captions of any video say something else. One query."""
    used = VideoPage.objects.filter(captions__isnull=False).values("captions__file_hash")
    rows = DocumentText.objects.filter(file_hash__in=used).order_by("file_hash")
    said = str(list(rows.values_list("file_hash", "status")))
    return hashlib.sha256(said.encode()).hexdigest()


def _captions(pks: Iterable[int]) -> dict[int, str]:
    """document → hash of its content."""
    wanted = set(pks)
    if not wanted:
        return {}
    return dict(
        not_restricted(HubDocument.objects.filter(pk__in=wanted)).values_list("pk", "file_hash")
    )
