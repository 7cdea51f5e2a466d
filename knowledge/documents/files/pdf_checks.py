"""Whether a PDF can be opened by its readers: not cut off, and without a password."""

from __future__ import annotations

from django.core.files import File

from knowledge.documents.files.content_checks import ContentError
from knowledge.limited.run import LimitedWorkError, run_limited
from knowledge.limited.turns import StillBusy, one_at_a_time
from knowledge.pictures.cleaning import on_disk

WAIT_SECONDS, SECONDS = 10, 15
PROTECTED = "The PDF asks for a password. Save it without one and send that copy."
BROKEN = "The PDF is damaged or cut off. Open it, save it as a PDF again and send that copy."


def check_pdf(file: File) -> None:
    """Raises ContentError for one that readers could not open. The position is kept at the start.

    One that takes long to judge, or to come to its turn, is taken: its text is read later, with more time.
    """
    with on_disk(file) as path:
        request = {"path": str(path)}
        try:
            with one_at_a_time("documents", seconds=WAIT_SECONDS):
                answer = run_limited(
                    "knowledge.documents.files.pdf_checks_work", request, seconds=SECONDS
                )
        except (LimitedWorkError, StillBusy):
            file.seek(0)
            return
    file.seek(0)
    if answer["found"] == "protected":
        raise ContentError(PROTECTED)
    if answer["found"] == "broken":
        raise ContentError(BROKEN)
