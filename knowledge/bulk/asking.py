"""Has a spreadsheet that was sent read in the limited process, one at a time, and says plainly what went wrong."""

from __future__ import annotations

import re
from typing import IO, cast

import filetype
from django.core.files.uploadedfile import UploadedFile

from knowledge.documents.office.guard import MB, OLE, Fault
from knowledge.importing.guard import RefusedFile, decode_text, kind_of_office
from knowledge.limited.run import LimitedWorkError, TookTooLong, run_limited
from knowledge.limited.turns import StillBusy, one_at_a_time
from knowledge.pictures.cleaning import on_disk

MOST_BYTES = 5 * MB
WAIT_SECONDS, WORK_SECONDS = 20, 25
"""Together less than a proxy gives a request."""

_DAMAGED = "is damaged and cannot be opened; please save it again as .xlsx and send that"
_NO_SPREADSHEET = "is no spreadsheet; please send .xlsx or .csv"
_FAULTS: dict[Fault, str] = {
    "damaged": _DAMAGED,
    "foreign packing": _DAMAGED,
    "password": "is protected by a password; please save a copy without it and send that",
    "old format": "is in an old format, such as .xls; please save it as .xlsx and send that",
    "macros": "contains macros; please save it as .xlsx, without them, and send that",
    "too much": "would unpack to far more than a list of resources; please divide it",
    "other": _NO_SPREADSHEET,
}
_WEB_PAGE = re.compile(r"\s*<(!doctype|html|\?xml|table|svg)", re.I)


def rows_of(upload: UploadedFile) -> list[tuple[int, list[str]]]:
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
        return _workbook(name, upload)
    text = decode_text(head, is_whole=len(head) == upload.size)
    if text is None or filetype.guess(head) is not None:
        raise RefusedFile(name, _NO_SPREADSHEET)
    if _WEB_PAGE.match(text):
        reason = (
            "is a web page, whatever its name says; please open it, save it as .xlsx and send that"
        )
        raise RefusedFile(name, reason)
    return "csv"


def _workbook(name: str, upload: UploadedFile) -> str:
    """ "xlsx"; RefusedFile for any other file of an Office program."""
    kind = kind_of_office(name, cast(IO[bytes], upload), _FAULTS)
    if kind == "ods":
        reason = "is in the OpenDocument format; please save it as .xlsx and send that"
        raise RefusedFile(name, reason)
    if kind != "xlsx":
        raise RefusedFile(name, _NO_SPREADSHEET)
    return kind
