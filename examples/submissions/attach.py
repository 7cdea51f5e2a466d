"""Attach a picture or a document to an example: checked by its content, private until it is published.

A picture is made anew before it is stored, so that no place, time or maker is ever kept.
"""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from examples.models import Submission, SubmissionFile
from examples.models.uploads import SHOWN_SIDE
from examples.submissions.arrange_files import remove
from examples.submissions.errors import NotEditable
from examples.submissions.reading import status_of
from knowledge.documents.files.content_checks import ContentError
from knowledge.documents.files.names import plain_name
from knowledge.documents.files.upload_checks import check_upload
from knowledge.pictures.asking import PictureError
from knowledge.pictures.cleaning import CleanPicture, clean_picture

MOST_FILES = 20
PICTURES = frozenset({"gif", "heic", "heif", "jpeg", "jpg", "png", "webp"})
DOCUMENTS = frozenset({"csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"})


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
        if not status_of(saved).may_edit:
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


def _checked(upload: UploadedFile, name: str) -> tuple[Any, CleanPicture | File]:
    extension = PurePath(name).suffix.lower().lstrip(".")
    most = settings.HUB_MAX_UPLOAD_MB * 1024 * 1024
    if (upload.size or 0) > most:
        raise RefusedUpload(
            name,
            f"It is larger than {settings.HUB_MAX_UPLOAD_MB} MB. Make it smaller and try again.",
        )
    try:
        if extension in PICTURES:
            picture = clean_picture(upload, smaller=SHOWN_SIDE)
            return SubmissionFile.Kind.PICTURE, picture
        check_upload(upload, name, allowed=DOCUMENTS | PICTURES)
    except (ContentError, PictureError) as error:
        raise RefusedUpload(name, str(error)) from None
    return SubmissionFile.Kind.DOCUMENT, upload


def _store(file: SubmissionFile, content: CleanPicture | File) -> None:
    if isinstance(content, CleanPicture):
        stem, suffix = PurePath(file.name).stem, PurePath(content.file.name or "").suffix
        file.name = f"{stem}{suffix}"
        _store_picture(file, content)
    else:
        content.seek(0)
        file.size = content.size
        file.file.save(file.name, content, save=False)
    try:
        file.save()
    except Exception:
        for each in (file.file, file.smaller):
            if each and each.name:
                each.storage.delete(each.name)
        raise


def _store_picture(file: SubmissionFile, picture: CleanPicture) -> None:
    file.width, file.height = picture.file.width, picture.file.height
    file.size = picture.file.size or 0
    file.file.save(file.name, picture.file, save=False)
    if picture.smaller:
        file.smaller.save(file.name, picture.smaller, save=False)


def store_again(file: SubmissionFile, content: File) -> None:
    """Store what came back from the library, as it is if it cannot be opened."""
    if not file.is_picture:
        file.file.save(file.name, content, save=False)
        return
    try:
        _store_picture(file, clean_picture(content, smaller=SHOWN_SIDE))
    except PictureError:
        content.seek(0)
        file.file.save(file.name, content, save=False)
