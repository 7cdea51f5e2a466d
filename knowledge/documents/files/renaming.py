"""Gives stored files other names, wherever a table holds one: nothing that was there is left behind.

Every model is asked, so a table that is added later is covered too. What a file says is not changed.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.db.models import Model

from knowledge.models.files import HubImage, HubRendition
from knowledge.models.replaced_files import path_of_no_other

log = logging.getLogger(__name__)


def rename_files(search_terms: Iterable[str], new_name: Callable[[str], str]) -> int:
    """Rename every stored file for which `new_name` gives another name; returns how many.

    `needles` are words of which a name has at least one; a database looks for them. An image's sizes
    are deleted, as they are named after it, and are made again when they are asked for. The old
    content goes when the transaction has held.
    """
    renamed, search_terms = 0, list(search_terms)
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                for row in _rows_with(model, field.name, search_terms):
                    renamed += _rename(row, field.name, new_name)
    return renamed


def _rows_with(model: type[Model], column: str, search_terms: list[str]) -> list[Model]:
    holds = models.Q()
    for search_term in search_terms:
        holds |= models.Q(**{f"{column}__icontains": search_term})
    return list(model._base_manager.filter(holds)) if holds else []


def _rename(row: Model, column: str, new_name: Callable[[str], str]) -> bool:
    stored = getattr(row, column)
    folder, name = posixpath.split(stored.name)
    new = new_name(name)
    if new == name:
        return False
    if isinstance(row, HubRendition):
        row.delete()
        return True
    old, storage, path = stored.name, stored.storage, posixpath.join(folder, new)
    try:
        with storage.open(old, "rb") as content:
            path = storage.save(path_of_no_other(path, storage), content)
    except OSError:
        log.warning("%s %s has no stored content; only its name was changed.", column, row.pk)
    # A new name in the row is no new file: whoever reads files need not read it again.
    setattr(row, column, path)
    row.save(update_fields=[column])
    transaction.on_commit(partial(storage.delete, old))
    if isinstance(row, HubImage):
        for size in row.renditions.all():
            size.delete()  # one by one, so that the file goes with the row
    return True
