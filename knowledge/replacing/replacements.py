"""Sending, accepting, refusing and taking back a replacement. Who may is asked here, nowhere else."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.documents.files.names import plain_name
from knowledge.documents.files.visibility import is_public_file
from knowledge.models import HubDocument
from knowledge.moderation.permissions import user_can_change_file
from knowledge.replacing.models import FileReplacement
from knowledge.users.models import User

State = FileReplacement.State
REPLACED = "knowledge.replace_file"
NOT_ANY_MORE = "Somebody has decided about it already, or the file was changed meanwhile."
ONE_WAITS = "A file waits already to take its place. That has to be decided first, or taken back."


class NotAnyMore(Exception):
    """What was to be decided is not there as it was read; the message is for the person."""


def needs_second_person(document: HubDocument) -> bool:
    """Whether somebody else has to agree: everybody can open it."""
    return is_public_file(document)


def waiting_for(document: HubDocument) -> FileReplacement | None:
    """What waits to take its place."""
    return document.replacements.filter(state=State.WAITING).first()


def may_decide(user: User, replacement: FileReplacement) -> bool:
    """Somebody else than the sender, who decides about each public page with the file."""
    return replacement.sent_by_id != user.pk and user_can_change_file(user, replacement.document)


def send(document: HubDocument, upload: UploadedFile, why: str, user: User) -> FileReplacement:
    """Let a file wait; NotAnyMore where one waits already. A file that only staff open is replaced at once."""
    with transaction.atomic():
        document = HubDocument.objects.select_for_update().get(pk=document.pk)
        name = plain_name(upload.name or "file")
        replacement = FileReplacement(
            document=document,
            replaced_hash=document.file_hash,
            file_name=name,
            why=why,
            sent_by=user,
        )
        replacement.file.save(name, upload, save=False)
        try:
            with transaction.atomic():
                replacement.save()
        except IntegrityError as error:
            replacement.file.delete(save=False)
            raise NotAnyMore(ONE_WAITS) from error
        if not needs_second_person(document):
            _put_in_place(document, replacement, user)
    return replacement


def accept(replacement: FileReplacement, user: User) -> None:
    """Put it in its place. PermissionDenied, or NotAnyMore."""
    with transaction.atomic():
        document, replacement = _waiting(replacement)
        if not may_decide(user, replacement):
            raise PermissionDenied
        if document.file_hash != replacement.replaced_hash:
            raise NotAnyMore(NOT_ANY_MORE)
        _put_in_place(document, replacement, user)


def refuse(replacement: FileReplacement, user: User) -> None:
    """Leave the old one; whoever sent it takes it back so. PermissionDenied, or NotAnyMore."""
    with transaction.atomic():
        _, replacement = _waiting(replacement)
        is_senders = replacement.sent_by_id == user.pk
        if not (is_senders or may_decide(user, replacement)):
            raise PermissionDenied
        _finish(replacement, State.TAKEN_BACK if is_senders else State.REFUSED, user)


def _waiting(replacement: FileReplacement) -> tuple[HubDocument, FileReplacement]:
    """Both rows, locked in the order in which `send` does."""
    document = HubDocument.objects.select_for_update().get(pk=replacement.document_id)
    waiting = FileReplacement.objects.select_for_update().filter(
        pk=replacement.pk, state=State.WAITING
    )
    row = waiting.first()
    if row is None:
        raise NotAnyMore(NOT_ANY_MORE)
    return document, row


def _put_in_place(document: HubDocument, replacement: FileReplacement, user: User) -> None:
    """The document keeps its key, title and pages; an address with the old name leads on."""
    old, storage = document.file.name, document.file.storage
    with replacement.file.open("rb") as content:
        document.file = File(content, name=PurePath(old).name)
        document.uploaded_by_user = replacement.sent_by or user
        document.save()
    log(
        instance=document, action=REPLACED, user=user, content_changed=True,
        data={"sent_by": replacement.sent_by_id, "why": replacement.why},
    )  # fmt: skip
    transaction.on_commit(partial(storage.delete, old))
    _finish(replacement, State.ACCEPTED, user)


def _finish(replacement: FileReplacement, state: FileReplacement.State, user: User) -> None:
    name, storage = str(replacement.file.name), replacement.file.storage
    replacement.state, replacement.decided_by = state, user
    replacement.decided_at = timezone.now()
    replacement.file = ""
    replacement.save()
    transaction.on_commit(partial(storage.delete, name))
