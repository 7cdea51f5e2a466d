"""What becomes of a file, and of the addresses it had, when another takes its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from wagtail.tasks import delete_file_from_storage_task

if TYPE_CHECKING:
    from knowledge.models.files import HubDocument, HubImage


@contextmanager
def old_file_gives_way(row: HubDocument | HubImage) -> Iterator[None]:
    """The row is saved inside. If it brings another file, the old one is deleted once that is certain."""
    row.was_replaced = False
    if not row.file or getattr(row.file, "_committed", True):
        yield
        return
    # Wagtail's forms say what the file is; what code makes must say it too, for reviews, search and
    # extraction go by the hash.
    row.note_content()
    with transaction.atomic():
        # Locked, so that whoever makes a size of the old one waits, and sees the new one then.
        before = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if before is not None:
            row.was_replaced = True
            before.give_way()
        yield
        if before is not None and before.file.name not in {"", row.file.name}:
            delete_when_certain(before.file)


def delete_when_certain(file: FieldFile) -> None:
    """Delete stored content when the transaction has held; the worker does it."""
    storage = file.storage.deconstruct()  # type: ignore[attr-defined]
    transaction.on_commit(partial(delete_file_from_storage_task.enqueue, storage, file.name))


class FormerAddress(models.Model):
    """Where a picture or one of its sizes was, before another file took its place.

    Of the path only a hash is kept: a file's name may name somebody.
    """

    path_hash = models.CharField(max_length=64, unique=True)
    image = models.ForeignKey(
        "knowledge.HubImage", on_delete=models.CASCADE, related_name="former_addresses"
    )
    filter_spec = models.CharField(
        max_length=255, blank=True, help_text="Of the size; empty for the picture itself."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Former address of {self.image}"


def former_address(path: str) -> models.QuerySet[FormerAddress]:
    """The row of that path, or none."""
    return FormerAddress.objects.filter(path_hash=_hash_of(path))


def keep_addresses(image: HubImage, paths: Iterable[tuple[str, str]]) -> None:
    """Let paths lead on from now, each with the filter of the size that stood there."""
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(path_hash=_hash_of(path), image=image, filter_spec=spec)
            for path, spec in paths
        ],
        ignore_conflicts=True,
    )


def path_of_no_other(path: str, storage: Storage) -> str:
    """The path, or one like it that never led to another picture: a former address leads on for good."""
    plain = PurePosixPath(path)
    while former_address(path).exists():
        path = storage.get_alternative_name(str(plain.with_suffix("")), plain.suffix)
    return path


def _hash_of(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()
