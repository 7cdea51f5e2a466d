"""Sending, accepting, refusing and taking back a replacement. Who may is asked here, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.utils.file import hash_filelike

from knowledge.documents.files.names import plain_name
from knowledge.documents.files.visibility import LibraryFile, is_public_file
from knowledge.models import HubImage
from knowledge.models.replaced_files import delete_when_certain
from knowledge.moderation.permissions import files_user_can_change
from knowledge.replacing.models import FileReplacement, kind_of
from knowledge.users.models import User

State = FileReplacement.State
REPLACED = "knowledge.replace_file"
NOT_ANY_MORE = "Somebody has decided about it already, or the file was changed meanwhile."
ONE_WAITS = "A file waits already to take its place. That has to be decided first, or taken back."
THE_SAME = "This is the file that is there already."
CHANGED = "The file was changed after you opened this page. Look at it, and send yours again if it is still right."


class NotAnyMore(Exception):
    """What was to be decided is not there as it was read; the message is for the person."""


def needs_second_person(file: LibraryFile) -> bool:
    """Whether somebody else has to agree: everybody can open it."""
    return is_public_file(file)


def waiting_for(file: LibraryFile) -> FileReplacement | None:
    """What waits to take its place."""
    return file.replacements.filter(state=State.WAITING).first()


def may_decide(user: User, replacement: FileReplacement) -> bool:
    """Somebody else than the sender, who decides about each public page with the file."""
    return replacement in to_be_decided(user, [replacement])


def to_be_decided(user: User, rows: Iterable[FileReplacement]) -> list[FileReplacement]:
    """Those of the replacements that the person may decide, in a few queries for all."""
    others = [row for row in rows if row.sent_by_id != user.pk]
    documents = files_user_can_change(user, [row.document for row in others if row.document])
    images = files_user_can_change(user, [row.image for row in others if row.image])
    return [row for row in others if row.document_id in documents or row.image_id in images]


def send(
    file: LibraryFile,
    upload: UploadedFile,
    why: str,
    user: User,
    *,
    description: str = "",
    seen_hash: str | None = None,
) -> FileReplacement:
    """Let a file wait; NotAnyMore where one waits already. A file that only staff open is replaced at once.

    `description` says what a picture shows, `seen_hash` which content the sender wants to replace.
    """
    with transaction.atomic():
        file = _locked(file)
        if hash_filelike(upload) == file.file_hash:
            raise NotAnyMore(THE_SAME)
        if seen_hash is not None and seen_hash != file.file_hash:
            raise NotAnyMore(CHANGED)
        name = plain_name(upload.name or "file")
        replacement = FileReplacement(
            **{kind_of(file): file},
            replaced_hash=file.file_hash,
            file_name=name,
            why=why,
            description=description,
            sent_by=user,
        )
        replacement.file.save(name, upload, save=False)
        try:
            with transaction.atomic():
                replacement.save()
        except IntegrityError as error:
            replacement.file.delete(save=False)
            raise NotAnyMore(ONE_WAITS) from error
        if not needs_second_person(file):
            _put_in_place(file, replacement, user)
    return replacement


def accept(replacement: FileReplacement, user: User) -> None:
    """Put it in its place. PermissionDenied, or NotAnyMore."""
    with transaction.atomic():
        file, replacement = _waiting(replacement)
        if not may_decide(user, replacement):
            raise PermissionDenied
        if file.file_hash != replacement.replaced_hash:
            raise NotAnyMore(NOT_ANY_MORE)
        _put_in_place(file, replacement, user)


def refuse(replacement: FileReplacement, user: User) -> None:
    """Leave the old one; whoever sent it takes it back so. PermissionDenied, or NotAnyMore."""
    with transaction.atomic():
        _, replacement = _waiting(replacement)
        is_senders = replacement.sent_by_id == user.pk
        if not (is_senders or may_decide(user, replacement)):
            raise PermissionDenied
        _finish(replacement, State.TAKEN_BACK if is_senders else State.REFUSED, user)


def _locked(file: LibraryFile) -> LibraryFile:
    return type(file)._base_manager.select_for_update().get(pk=file.pk)


def _waiting(replacement: FileReplacement) -> tuple[LibraryFile, FileReplacement]:
    """Both rows, locked in the order in which `send` does."""
    file = _locked(replacement.library_file)
    waiting = FileReplacement.objects.select_for_update().filter(
        pk=replacement.pk, state=State.WAITING
    )
    row = waiting.first()
    if row is None:
        raise NotAnyMore(NOT_ANY_MORE)
    return file, row


def _put_in_place(file: LibraryFile, replacement: FileReplacement, user: User) -> None:
    """The row keeps its key, title and pages; addresses from before lead on."""
    name, before = PurePath(file.file.name).name, ""
    if isinstance(file, HubImage):
        # Its ending may be another. What was cut out of the old picture is not where it was.
        name, before = replacement.file_name, file.description
        file.description = replacement.description
        file.set_focal_point(None)
    with replacement.file.open("rb") as content:
        file.file = File(content, name=name)
        file.uploaded_by_user = replacement.sent_by or user
        file.save()
    log(
        instance=file, action=REPLACED, user=user, content_changed=True,
        data={"sent_by": replacement.sent_by_id, "why": replacement.why, "said_before": before},
    )  # fmt: skip
    _finish(replacement, State.ACCEPTED, user)


def _finish(replacement: FileReplacement, state: FileReplacement.State, user: User) -> None:
    delete_when_certain(replacement.file)
    replacement.state, replacement.decided_by = state, user
    replacement.decided_at = timezone.now()
    replacement.file = ""
    replacement.save()
