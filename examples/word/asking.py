"""Has a form that was sent read in the limited process, one at a time, and says plainly what went wrong.

Nothing is saved here: whoever sent the file sees what went where, and confirms.
"""

from __future__ import annotations

from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile

from examples.template_fields import TEMPLATES, PracticeTemplate
from examples.word.reading import kind_of_form
from examples.word.results import ReadTemplate, Unplaced
from knowledge.importing.guard import RefusedFile
from knowledge.limited.run import LimitedWorkError, TookTooLong, run_limited
from knowledge.limited.turns import StillBusy, one_at_a_time
from knowledge.pictures.cleaning import on_disk

WAIT_SECONDS, WORK_SECONDS = 20, 25
"""Together less than a proxy gives a request. A long form takes a second or two."""
TOO_LONG = "takes too long to read; please copy your answers into the form here"
STOPPED = (
    "could not be read; please save it again in Word and send that, or copy your answers into the "
    "form here"
)
BUSY = "was not read, because other forms are being read just now; please send it again in a minute"


def read_upload(upload: UploadedFile, expected: PracticeTemplate) -> ReadTemplate:
    """What an uploaded file says. RefusedFile, whose text is one sentence to show, when it is no form."""
    name = upload.name or "This file"
    kind_of_form(name, cast(IO[bytes], upload), upload.size or 0)
    try:
        with on_disk(upload) as path, one_at_a_time("forms", seconds=WAIT_SECONDS):
            request = {"name": name, "path": str(path), "expected": expected.key}
            said = run_limited("examples.word.work", request, seconds=WORK_SECONDS)
    except StillBusy as busy:
        raise RefusedFile(name, BUSY) from busy
    except TookTooLong as late:
        raise RefusedFile(name, TOO_LONG) from late
    except LimitedWorkError as stopped:
        raise RefusedFile(name, STOPPED) from stopped
    if "refused" in said:
        raise RefusedFile(name, said["refused"])
    return ReadTemplate(
        template=TEMPLATES.get(said["template"]),
        answers=said["answers"],
        unplaced=[Unplaced(**each) for each in said["unplaced"]],
        reworded=said["reworded"],
        pictures=said["pictures"],
    )
