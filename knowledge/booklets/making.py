"""Booklets are asked for, made by the worker, and deleted after a day."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from knowledge.access.guarded_links import hash_of, new_key
from knowledge.booklets.collecting import write_booklet
from knowledge.booklets.models import TEXT, Booklet, PagePart, TextPart
from knowledge.models.work import Steps, Stopped, Work, begin, fail, keep_made
from knowledge.typesetting.addresses import PageAddresses
from knowledge.typesetting.pages import main_part
from knowledge.typesetting.plain import plain_html
from knowledge.typesetting.setting import set_document, why_not

KEPT_FOR = timedelta(days=1)
MOST_SECONDS = 5 * 60
State = Work.State


@transaction.atomic
def ask_for(title: str, form: str, parts: Sequence[PagePart | TextPart]) -> str:
    """Queue a booklet; returns its key, which is kept nowhere."""
    key = new_key()
    booklet = Booklet.objects.create(
        key_hash=hash_of(key), title=title[:120], format=Booklet.Format(form), parts=list(parts)
    )
    _enqueue(booklet)
    return key


def text_of_answer(title: str, whole: str, address: str) -> TextPart:
    """The main part of an answer of the hub, its HTML, as a part: of pages that only a link opens."""
    return {"title": title, "html": plain_html(main_part(whole), PageAddresses(TEXT, address, {}))}


@transaction.atomic
def ask_again(booklet: Booklet) -> None:
    """Queue one that failed or fell silent; nothing happens to any other."""
    if booklet.state == State.FAILED or booklet.is_stalled:
        booklet.state, booklet.progress, booklet.changed_at = State.QUEUED, "", timezone.now()
        booklet.save(update_fields=["state", "progress", "changed_at"])
        _enqueue(booklet)


def _enqueue(booklet: Booklet) -> None:
    transaction.on_commit(partial(build.enqueue, booklet.pk))


@task(queue_name="default", priority=-10)
def build(pk: int) -> None:
    """Make one; nothing happens where another worker does it, or where it is deleted meanwhile."""
    mine = Booklet.objects.filter(pk=pk)
    if not begin(mine, "Beginning"):
        return
    booklet = mine.get()
    step = Steps(mine)
    try:
        with tempfile.TemporaryDirectory(prefix="hub-booklet-") as folder:
            write_booklet(booklet, Path(folder), step)
            made = set_document(
                Path(folder),
                booklet.format,
                foot=booklet.title[:80],
                step=step,
                seconds=MOST_SECONDS,
            )
            keep_made(mine, booklet.file, booklet.file_name, made)
    except Stopped:
        return
    except Exception as error:
        fail(mine, why_not(error, booklet))


def delete_old() -> None:
    """Delete booklets of yesterday, files and all."""
    for booklet in Booklet.objects.filter(made_at__lt=timezone.now() - KEPT_FOR):
        if booklet.file:
            booklet.file.delete(save=False)
        booklet.delete()
