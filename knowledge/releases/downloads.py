"""What is built of a version to be downloaded: by the worker, one after the other; watched and cancelled."""

from __future__ import annotations

import logging
import shutil
import tempfile
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from knowledge.models.work import Steps, Stopped, Work, begin, fail, keep_made
from knowledge.releases.models import Download, Release
from knowledge.releases.reading import FILES, STYLE, Version, style
from knowledge.releases.whole import write_whole
from knowledge.typesetting.setting import set_document, why_not

log = logging.getLogger(__name__)
State = Work.State


def ask_for_all(release: Release) -> None:
    """Every download of a version that was just frozen."""
    for form in Download.Format:
        download, made = Download.objects.get_or_create(release=release, format=form)
        if made:
            _enqueue(download)


@transaction.atomic
def drop_and_ask(download: Download) -> None:
    """Take the file away at once and build it anew: what it holds was taken down."""
    if download.file:
        transaction.on_commit(partial(download.file.storage.delete, str(download.file.name)))
    _give_up(download, state=State.QUEUED, file="", size=0)
    _enqueue(download)


@transaction.atomic
def ask_again(download: Download) -> None:
    """Build it anew; what was built before is there until then."""
    _give_up(download, state=State.QUEUED)
    _enqueue(download)


@transaction.atomic
def cancel(download: Download) -> bool:
    """Stop it; False when there is nothing to be stopped. What was built before stays."""
    download.refresh_from_db()
    if not download.is_under_way:
        return False
    _give_up(download, state=State.DONE if download.file else State.CANCELLED)
    return True


def _give_up(download: Download, **changes: object) -> None:
    """Have whoever builds it now keep nothing."""
    Download.objects.filter(pk=download.pk).update(
        turn=F("turn") + 1, progress="", changed_at=timezone.now(), **changes
    )
    download.refresh_from_db()


def _enqueue(download: Download) -> None:
    transaction.on_commit(partial(build.enqueue, download.pk, download.turn))


@task(queue_name="default", priority=-20)
def build(download_pk: int, turn: int) -> None:
    """Build one download; nothing happens where it was cancelled or asked for anew meanwhile."""
    turns = Download.objects.filter(pk=download_pk, turn=turn)
    if not begin(turns, "Beginning"):
        return
    download = turns.select_related("release").get()
    try:
        with tempfile.TemporaryDirectory(prefix="hub-version-") as folder:
            _finish(download, _built(download, Path(folder), Steps(turns)))
    except Stopped:
        return
    except Exception as error:
        fail(turns, why_not(error, download))


def _built(download: Download, folder: Path, step: Steps) -> Path:
    version = Version(download.release)
    if download.format == Download.Format.OFFLINE:
        return write_offline(version, folder / "offline.zip", step)
    write_whole(version, folder, step)
    return set_document(folder, str(download.format), foot=str(download.release), step=step)


def _finish(download: Download, made: Path) -> None:
    """Keep the file, unless it was given up while it was built."""
    mine = Download.objects.filter(pk=download.pk, turn=download.turn)
    keep_made(mine, download.file, download.file_name, made)


def write_offline(version: Version, path: Path, step: Steps) -> Path:
    """The version's little site as one zip; the same content gives the same bytes."""
    day = version.release.released_on
    top = f"resource-pack-{version.release.version}"

    def entry(name: str) -> ZipInfo:
        return ZipInfo(
            f"{top}/{name}", date_time=(max(day.year, 1980), day.month, day.day, 0, 0, 0)
        )

    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(entry(STYLE), style(), ZIP_DEFLATED)
        for number, (name, content) in enumerate(version.documents()):
            step(f"Packing page {number} of {len(version.pages)}")
            archive.writestr(entry(name), content, ZIP_DEFLATED)
        for file in sorted(version.files.values(), key=lambda file: file.sha256):
            step(f"Packing {file.name}")
            packed = entry(f"{FILES}{file.public_name}")
            packed.compress_type = ZIP_STORED
            with file.file.open("rb") as source, archive.open(packed, "w", force_zip64=True) as out:
                shutil.copyfileobj(source, out)
    return path
