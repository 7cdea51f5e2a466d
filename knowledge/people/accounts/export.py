"""Everything that is held about a person, as one zip: JSON of the rows, their texts, their files.

It asks every model for rows that name the person, hang on a contribution of theirs, or hold their
address, so a table that is added later is in it too. Secrets (passwords, keys) are left out.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from typing import IO, cast

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from knowledge.people.contributions import contributions
from knowledge.users.models import User

SECRET_FIELDS = frozenset({"password", "key", "key_hash", "session_key", "prefix"})
SECRET_MODELS = frozenset({"mfa.authenticator", "sessions.session", "account.emailconfirmation"})
MAIL_BODIES = frozenset({"message", "html_message", "context"})
"""Of mails: they hold sign-in codes and links of one use."""


class _Encoder(DjangoJSONEncoder):
    """Whatever JSON has no form for, such as a stream of blocks, as its text."""

    def default(self, o: object) -> object:
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def everything_held(person: User) -> dict[str, list[dict[str, object]]]:
    """Model's name → rows about the person."""
    found: dict[str, list[dict[str, object]]] = {}
    own = contributions().rows_of(person)
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if not meta.managed or meta.proxy or meta.label_lower in SECRET_MODELS:
            continue
        about = _about(model, person, own)
        if about is None:
            continue
        rows = [_as_plain(row) for row in model._base_manager.filter(about).order_by("pk")]
        if rows:
            found[str(meta.verbose_name)] = rows
    return found


def _about(
    model: type[Model], person: User, own: Mapping[type[Model], set[object]]
) -> models.Q | None:
    """The rows of a model that are about the person; None where none can be."""
    if model is get_user_model():
        return models.Q(pk=person.pk)
    if model in own:
        return models.Q(pk__in=own[model])
    about, is_any = models.Q(), False
    for field in model._meta.local_concrete_fields:
        if field.is_relation and field.related_model is get_user_model():
            about, is_any = about | models.Q(**{field.name: person.pk}), True
        elif field.is_relation and field.related_model in own:
            about |= models.Q(**{f"{field.name}__in": own[cast(type[Model], field.related_model)]})
            is_any = True
        elif field.get_internal_type() == "EmailField":
            about, is_any = about | models.Q(**{f"{field.name}__iexact": person.email}), True
        elif "Email" in type(field).__name__:
            about, is_any = about | models.Q(**{f"{field.name}__icontains": person.email}), True
    return about if is_any else None


def _as_plain(row: Model) -> dict[str, object]:
    is_mail = row._meta.app_label == "post_office"
    return {
        field.name: field.value_to_string(row)
        if field.get_internal_type() == "FileField"
        else field.value_from_object(row)
        for field in row._meta.local_concrete_fields
        if field.name not in SECRET_FIELDS and not (is_mail and field.name in MAIL_BODIES)
    }


def files_of(person: User) -> list[tuple[str, FieldFile]]:
    """(name, stored file) of what was uploaded with contributions that the person owns."""
    own = contributions().own_rows(person)
    found = []
    for model in apps.get_models():
        links = [
            (field.name, own[cast(type[Model], field.related_model)])
            for field in model._meta.local_concrete_fields
            if field.is_relation and field.related_model in own
        ]
        files = [f.name for f in model._meta.local_fields if isinstance(f, models.FileField)]
        for link, pks in links if files else ():
            for row in model._base_manager.filter(**{f"{link}__in": pks}).order_by("pk"):
                for name in files:
                    if stored := getattr(row, name):
                        found.append((f"{row.pk}-{PurePath(stored.name).name}", stored))
    return found


def zip_of_everything(person: User) -> IO[bytes]:
    """The zip: `everything.json`, a text file for each example, and the uploaded files.

    It lies on the disk, and goes when it is closed: the files may be a gigabyte together.
    """
    stream = tempfile.TemporaryFile(prefix="hub-export-")  # noqa: SIM115 - it goes with the answer
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        held = {"made_at": timezone.now(), "address": person.email, **everything_held(person)}
        archive.writestr(
            "everything.json",
            json.dumps(held, cls=_Encoder, indent=2, ensure_ascii=False),
        )
        for name, text in contributions().texts_of(person):
            archive.writestr(name, text)
        for name, stored in files_of(person):
            with stored.open("rb") as file, archive.open(f"files/{name}", "w") as target:
                shutil.copyfileobj(file, target)
    stream.seek(0)
    return stream
