"""Attach a picture or a document to an example: checked by its content, private until it is published.

A picture is made anew before it is stored, so that no place, time or maker is ever kept.
"""

from __future__ import annotations

import unicodedata
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from PIL import Image

from examples.models import Submission, SubmissionFile
from examples.models.uploads import SHOWN_SIDE
from examples.photos import RefusedPhoto, smaller, without_metadata
from examples.submissions.arrange_files import remove
from examples.submissions.errors import NotEditable
from examples.submissions.reading import standing_of
from knowledge.documents.files.content_checks import ContentError, check_content

MOST_FILES = 20
PICTURES = frozenset({"gif", "heic", "heif", "jpeg", "jpg", "png", "webp"})
DOCUMENTS = frozenset({"csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"})
_LONGEST_NAME = 120


class RefusedUpload(Exception):
    """The file cannot be taken. `str()` is for the person who sent it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{name}” was not added. {why}")


def attach(
    submission: Submission, upload: UploadedFile, token: uuid.UUID | None = None
) -> SubmissionFile:
    """The stored file; sent twice with one token it is there once. RefusedUpload, NotEditable."""
    token = token or uuid.uuid4()
    name = plain_name(upload.name or "")
    kind, content = _checked(upload, name)
    with transaction.atomic():
        saved = Submission.objects.select_for_update().get(pk=submission.pk)
        if not standing_of(saved).may_edit:
            raise NotEditable
        if there := saved.files.filter(token=token).first():
            return there
        attached = saved.files.attached()
        if attached.count() >= MOST_FILES:
            raise RefusedUpload(
                name, f"An example can have {MOST_FILES} files. Remove one that is less important."
            )
        last = attached.aggregate(last=Max("position"))["last"]
        file = SubmissionFile(
            submission=saved,
            kind=kind,
            name=name,
            token=token,
            position=0 if last is None else last + 1,
        )
        _store(file, content)
        return file


def replace_file(file: SubmissionFile, upload: UploadedFile) -> SubmissionFile:
    """A new file in the place of this one, with its words. RefusedUpload, NotEditable."""
    with transaction.atomic():
        new = attach(file.submission, upload)
        SubmissionFile.objects.filter(pk=new.pk).update(position=file.position)
        saved = Submission.objects.select_for_update().get(pk=file.submission_id)
        words = saved.file_words.get(str(file.pk))
        if words:
            saved.file_words = {**saved.file_words, str(new.pk): words}
            saved.save(update_fields=["file_words"])
        remove(file)
    new.refresh_from_db()
    return new


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that nobody sees."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    path = PurePath(shown or "file")
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix[:10]}"


def _checked(upload: UploadedFile, name: str) -> tuple[Any, File]:
    extension = PurePath(name).suffix.lower().lstrip(".")
    most = settings.HUB_MAX_UPLOAD_MB * 1024 * 1024
    if (upload.size or 0) > most:
        raise RefusedUpload(
            name,
            f"It is larger than {settings.HUB_MAX_UPLOAD_MB} MB. Make it smaller and try again.",
        )
    if extension in PICTURES:
        try:
            return SubmissionFile.Kind.PICTURE, without_metadata(upload)
        except RefusedPhoto:
            raise RefusedUpload(
                name,
                "It is no picture that we can show, or has more than 50 million pixels. "
                "Please send a JPEG, PNG, WebP or HEIC file.",
            ) from None
    try:
        check_content(upload, name, most_bytes=most, allowed=DOCUMENTS | PICTURES)
    except ContentError as error:
        raise RefusedUpload(name, str(error)) from None
    return SubmissionFile.Kind.DOCUMENT, upload


def _store(file: SubmissionFile, content: File) -> None:
    content.seek(0)
    if file.is_picture:
        with Image.open(content) as picture:
            file.width, file.height = picture.size
        content.seek(0)
        stem = PurePath(file.name).stem
        file.name = f"{stem}{PurePath(content.name or '').suffix}"
    file.size = content.size
    stored = ContentFile(content.read()) if file.is_picture else content
    file.file.save(file.name, stored, save=False)
    if file.is_picture:
        store_smaller(file, stored)
    try:
        file.save()
    except Exception:
        for each in (file.file, file.smaller):
            if each:
                each.storage.delete(each.name)
        raise


def store_smaller(file: SubmissionFile, content: File) -> None:
    """Keep a large picture in the size of a page too; without saving the row."""
    if max(file.width, file.height) <= SHOWN_SIDE:
        return
    content.seek(0)
    small = smaller(content, SHOWN_SIDE)
    file.smaller.save(file.name, small, save=False)
