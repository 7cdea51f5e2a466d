"""Has a spreadsheet that was sent read in the limited process, one at a time, and says plainly what went wrong."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from knowledge.documents.office.guard import MB, OLE, UnsafeArchive, office_kind
from knowledge.importing.guard import RefusedFile, decode_text
from knowledge.limited.run import LimitedWorkError, TookTooLong, run_limited
from knowledge.limited.turns import StillBusy, one_at_a_time
from knowledge.pictures.cleaning import on_disk

MOST_BYTES = 5 * MB
WAIT_SECONDS, WORK_SECONDS = 20, 25
"""Together less than a proxy gives a request."""


def rows_of(upload: UploadedFile) -> list[object]:
    """[number, cells] of each row that says something. RefusedFile, whose text is one sentence, else."""
    name = upload.name or "This file"
    kind = _kind_of(name, upload)
    try:
        with on_disk(upload) as path, one_at_a_time("spreadsheets", seconds=WAIT_SECONDS):
            request = {"path": str(path), "kind": kind}
            said = run_limited("knowledge.bulk.reading", request, seconds=WORK_SECONDS)
    except StillBusy as busy:
        reason = "was not read, because others are being read; please send it again in a minute"
        raise RefusedFile(name, reason) from busy
    except TookTooLong as late:
        raise RefusedFile(name, "takes too long to read; please divide it") from late
    except LimitedWorkError as stopped:
        reason = "could not be read; please save it again and send that"
        raise RefusedFile(name, reason) from stopped
    if "refused" in said:
        raise RefusedFile(name, said["refused"])
    return list(said["rows"])


def _kind_of(name: str, upload: UploadedFile) -> str:
    """ "xlsx" or "csv", by its content."""
    if (upload.size or 0) > MOST_BYTES:
        raise RefusedFile(name, f"is larger than {MOST_BYTES // MB} MB; please divide it")
    head = upload.read(MB // 16)
    upload.seek(0)
    if head.startswith((OLE, b"PK")):
        try:
            kind = office_kind(upload)
        except UnsafeArchive as error:
            reason = "cannot be opened safely; please save it as .xlsx without macros and password"
            raise RefusedFile(name, reason) from error
        finally:
            upload.seek(0)
        if kind != "xlsx":
            raise RefusedFile(name, "is no spreadsheet; please send .xlsx or .csv")
        return kind
    if decode_text(head, is_whole=len(head) == upload.size) is None:
        raise RefusedFile(name, "is no spreadsheet; please send .xlsx or .csv")
    return "csv"
