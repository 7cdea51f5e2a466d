"""An import from beginning to end: open, look at it, do it, in one transaction or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from knowledge.importing.apply import apply_plan
from knowledge.importing.collecting import collect
from knowledge.importing.deck import read_deck
from knowledge.importing.drafts import DraftSet
from knowledge.importing.existing import look_up
from knowledge.importing.guard import MAX_TEXT, MB, RefusedFile, check, check_text
from knowledge.importing.models import ImportRun
from knowledge.importing.plan import Plan, make_plan
from knowledge.importing.report import Entry, stored
from knowledge.importing.table_readers import table_readers
from knowledge.importing.text import read_text
from knowledge.importing.word import read_odt, read_word
from knowledge.users.models import User

log = logging.getLogger(__name__)
MOST_DRAFTS = 500
PREVIEWS_KEPT = timedelta(days=7)
_READERS = {"pptx": read_deck, "docx": read_word, "odt": read_odt, "txt": read_text}


@dataclass(frozen=True)
class OpenedFile:
    """A file that passed the guard and was read."""

    name: str
    data: bytes
    drafts: DraftSet

    @property
    def format(self) -> str:
        """ "pptx", "docx", "odt" or "txt", by its content."""
        return self.drafts.source.format

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()


def open_file(name: str, data: bytes) -> OpenedFile:
    """Checks and reads a file. RefusedFile, with one sentence, when it cannot be imported."""
    name = PurePath(name).name
    kind = check(name, data, max_bytes=settings.HUB_MAX_UPLOAD_MB * MB)
    if kind == "txt":
        check_text(name, data)
    try:
        source = _READERS[kind](data, name)
        drafts = collect(source, table_readers(), settings.WAGTAILDOCS_EXTENSIONS)
    except Exception as error:
        # A container that opens may still hold anything; whatever breaks a reader is a broken file.
        log.warning("The import could not read %s", name, exc_info=True)
        raise RefusedFile(name, "is damaged and cannot be read") from error
    letters = sum(len(text) for _, text in source.texts())
    if not drafts.drafts and not letters:
        raise RefusedFile(name, "holds no text")
    if letters > MAX_TEXT:
        raise RefusedFile(
            name, "holds more text than a person could look through; please divide it"
        )
    if len(drafts.drafts) > MOST_DRAFTS:
        raise RefusedFile(name, f"would become more than {MOST_DRAFTS} drafts; please divide it")
    return OpenedFile(name, data, drafts)


def preview(opened: OpenedFile, user: User | None, *, update: bool) -> Plan:
    """What an import of the file by this person would do now. Writes nothing."""
    return make_plan(opened.drafts, look_up(opened.drafts, user), update=update)


def _new_run(opened: OpenedFile, user: User | None, *, update: bool) -> ImportRun:
    """A run with the original file, which is carried out at once."""
    run = ImportRun(
        file_name=opened.name[:255],
        format=opened.format,
        sha256=opened.sha256,
        wants_update=update,
        started_by=user,
    )
    run.file.save(opened.name, ContentFile(opened.data), save=False)
    run.save()
    return run


def queue_reading(upload: File, kind: str, user: User | None) -> ImportRun:
    """A run whose file a worker reads for its preview. The guard said what kind of file it is."""
    name = PurePath(upload.name or "").name
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    run = ImportRun(
        file_name=name[:255],
        format=kind,
        sha256=digest.hexdigest(),
        started_by=user,
        state=ImportRun.State.QUEUED,
        progress="Waiting to be read",
    )
    run.file.save(name, upload, save=False)
    with transaction.atomic():
        run.save()
        transaction.on_commit(lambda: read_for_preview.enqueue(run.pk))
    return run


def import_files(
    opened: Sequence[OpenedFile], user: User | None, *, update: bool
) -> list[tuple[ImportRun, Plan]]:
    """Imports the files one after the other, all of them or none."""
    done = []
    with _all_or_nothing() as files:
        for file in opened:
            run = _new_run(file, user, update=update)
            files.append(run.file)
            done.append((run, _carry_out(run, file, user, files)))
    return done


@contextmanager
def _all_or_nothing() -> Iterator[list[FieldFile]]:
    """A transaction, and a list for the files stored in it: where it fails, they are taken away.

    The database forgets by itself, the store does not.
    """
    files: list[FieldFile] = []
    try:
        with transaction.atomic():
            yield files
    except Exception:
        for file in files:
            file.storage.delete(file.name or "")
        raise


def _carry_out(
    run: ImportRun, opened: OpenedFile, user: User | None, files: list[FieldFile]
) -> Plan:
    """The import itself, inside the caller's transaction. One at a time: the root page is the lock."""
    Page.objects.select_for_update().filter(depth=1).first()
    plan = preview(opened, user, update=run.wants_update)
    pages = apply_plan(plan, run, user, files)
    run.state = ImportRun.State.DONE
    run.progress = ""
    run.report = stored(plan.entries, pages)
    run.save()
    return plan


# --- from the admin, in the background ---


def confirm(run: ImportRun, *, update: bool) -> bool:
    """Puts a run that waits for a yes into the queue; False when somebody did already."""
    waiting = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEW)
    return _queue(run, waiting, wants_update=update)


def try_again(run: ImportRun) -> bool:
    """Queues a run whose worker went silent, or that failed; False when it is neither."""
    run.refresh_from_db()
    if not (run.is_stalled or run.state == ImportRun.State.FAILED):
        return False
    waiting = ImportRun.objects.filter(pk=run.pk, state=run.state, changed_at=run.changed_at)
    return _queue(run, waiting)


def _queue(run, waiting, **changes) -> bool:
    # A run without a report was never looked at: it is read first, and waits for a yes.
    work = run_import if run.report else read_for_preview
    with transaction.atomic():
        count = waiting.update(
            state=ImportRun.State.QUEUED,
            progress="Waiting for its turn",
            changed_at=timezone.now(),
            **changes,
        )
        if count:
            transaction.on_commit(lambda: work.enqueue(run.pk))
    return bool(count)


@task(queue_name="default")
def read_for_preview(run_id: int) -> None:
    """Reads a file for its preview. Nothing is made before somebody has said yes."""
    if not _begin(run_id):
        return
    run = ImportRun.objects.get(pk=run_id)
    try:
        with run.file.open("rb") as file:
            opened = open_file(run.file_name, file.read())
        run.report = stored(preview(opened, run.started_by, update=False).entries)
        run.state, run.progress = ImportRun.State.PREVIEW, ""
    except RefusedFile as error:
        run.state, run.progress = ImportRun.State.FAILED, str(error)[:400]
    except Exception:
        log.exception("The file of %s could not be read", run.file_name)
        run.state = ImportRun.State.FAILED
        run.progress = "Something went wrong while the file was read. Nothing was made."
    run.save()


def _begin(run_id: int) -> bool:
    """Takes a queued run; False when it is not (or no longer) queued."""
    queued = ImportRun.objects.filter(pk=run_id, state=ImportRun.State.QUEUED)
    return bool(
        queued.update(
            state=ImportRun.State.RUNNING, progress="Reading the file", changed_at=timezone.now()
        )
    )


@task(queue_name="default")
def run_import(run_id: int) -> None:
    """Does a queued import. A run that is not (or no longer) queued is left alone."""
    if not _begin(run_id):
        return
    run = ImportRun.objects.get(pk=run_id)
    try:
        with run.file.open("rb") as file:
            opened = open_file(run.file_name, file.read())
        _progress(run, f"Writing {len(opened.drafts.drafts)} drafts and files")
        with _all_or_nothing() as files:
            _carry_out(run, opened, run.started_by, files)
    except RefusedFile as error:
        _failed(run, str(error))
    except Exception:
        log.exception("The import of %s stopped", run.file_name)
        _failed(run, "Something went wrong while the drafts were written. Nothing was made.")


def _progress(run: ImportRun, words: str) -> None:
    run.progress = words
    run.save(update_fields=["progress", "changed_at"])


def _failed(run: ImportRun, sentence: str) -> None:
    run.state = ImportRun.State.FAILED
    run.progress = sentence[:400]
    run.report = stored([Entry("hint", sentence)])
    run.save()


def forget_previews() -> int:
    """Deletes files that were only looked at, or could not be read, a week after; how many."""
    unused = Q(state=ImportRun.State.PREVIEW) | Q(state=ImportRun.State.FAILED, report=[])
    old = ImportRun.objects.filter(unused, started_at__lt=timezone.now() - PREVIEWS_KEPT)
    count = 0
    for run in old:
        deleted, _ = old.filter(pk=run.pk).delete()
        if deleted:
            run.file.storage.delete(run.file.name or "")
            count += 1
    return count
