"""Has the text of documents read, once per content, and keeps it in `DocumentText`.

Asked for when a document is saved and, for what was missed, by a duty. Reading happens in a process
of its own with limits; whatever a file does there, saving documents and the worker go on.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Collection
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_tasks import task

from knowledge.documents.readers import READERS
from knowledge.documents.texts import say_text_changed
from knowledge.limited.message import Message
from knowledge.limited.run import LimitedWorkError, run_limited
from knowledge.models import DocumentText, HubDocument, HubImage
from knowledge.models.document_text import MOST_ATTEMPTS

logger = logging.getLogger(__name__)

SECONDS = 120
"""Longer than the processor time that the process allows itself, as it may have to wait for it."""


def run_reading_process(path: Path, extension: str, *, seconds: float = SECONDS) -> Message:
    """Status, passages and error of one file, from a process that is killed when it takes too long."""
    request = {"path": str(path), "extension": extension}
    try:
        return run_limited("knowledge.documents.reading_process", request, seconds=seconds)
    except LimitedWorkError as error:
        return {"status": DocumentText.Status.BROKEN, "passages": [], "error": str(error)[:1000]}


def read_document(document: HubDocument) -> DocumentText | None:
    """The text of the document's file, read now unless that content has been read before.

    None when the file is not there and never was. A file that could not be read is tried again, but
    not for ever; one that is missing for as long as it is.
    """
    file_hash = document.file_hash
    try:
        file_hash = document.get_file_hash()
        known = DocumentText.objects.filter(file_hash=file_hash).first()
        if known and known.is_final(MOST_ATTEMPTS):
            return known
        result = _outcome_for(document)
    except OSError:
        logger.warning("The file of document %s is missing", document.pk)
        if not file_hash:
            return None
        result = {"status": DocumentText.Status.MISSING, "passages": [], "error": ""}
    text, _ = DocumentText.objects.get_or_create(
        file_hash=file_hash, defaults={"status": result["status"]}
    )
    DocumentText.objects.filter(pk=text.pk).update(attempts=F("attempts") + 1)
    text.refresh_from_db()
    text.status, text.passages, text.error = result["status"], result["passages"], result["error"]
    text.hyperlinks = result.get("hyperlinks", [])
    text.save()
    if text.status == text.Status.READ:
        say_text_changed(HubDocument.objects.filter(file_hash=file_hash))
    return text


def read_again(document: HubDocument) -> None:
    """Have its file read once more, whatever came of it before."""
    unread = DocumentText.objects.filter(file_hash=document.file_hash)
    unread.exclude(status=DocumentText.Status.READ).delete()
    transaction.on_commit(partial(read_document_text.enqueue, document.pk), robust=True)


def _outcome_for(document: HubDocument) -> Message:
    extension = document.file_extension.lower()
    if extension not in READERS:
        return {"status": DocumentText.Status.NO_TEXT, "passages": [], "error": ""}
    if (document.get_file_size() or 0) > settings.HUB_MAX_UPLOAD_MB * 1024 * 1024:
        return {"status": DocumentText.Status.TOO_BIG, "passages": [], "error": ""}
    # Storage need not be a folder: the process gets a copy.
    with tempfile.TemporaryDirectory(prefix="hub-read-") as folder:
        copy = Path(folder) / f"file.{extension}"
        with document.open_file() as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        return run_reading_process(copy, extension)


@task(queue_name="default")
def read_document_text(document_pk: int) -> None:
    """Background task; a document that is gone by then is no failure."""
    document = HubDocument.objects.filter(pk=document_pk).first()
    if document is not None:
        read_document(document)


def on_document_saved(
    instance: HubDocument, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Ask for the text once the document is really saved; what a replaced file said goes now."""
    if update_fields is not None and "file" not in update_fields:
        return
    if instance.was_replaced:
        say_text_changed([instance], at_once=True)
    transaction.on_commit(partial(read_document_text.enqueue, instance.pk), robust=True)


def unread_documents() -> QuerySet[HubDocument]:
    """Documents whose file has not been read, or not successfully and not often enough."""
    finished = DocumentText.objects.exclude(
        status=DocumentText.Status.BROKEN, attempts__lt=MOST_ATTEMPTS
    ).exclude(status=DocumentText.Status.MISSING)
    return HubDocument.objects.filter(
        Q(file_hash="") | ~Q(file_hash__in=finished.values("file_hash"))
    )


def read_what_was_missed(most: int = 50) -> int:
    """Queue documents that no handler saw, some at a time; forget texts of files that are gone."""
    DocumentText.objects.exclude(
        file_hash__in=HubDocument.objects.order_by().values("file_hash")
    ).exclude(file_hash__in=HubImage.objects.order_by().values("file_hash")).delete()
    missed = list(unread_documents().order_by("pk").values_list("pk", flat=True)[:most])
    for pk in missed:
        read_document_text.enqueue(pk)
    return len(missed)
