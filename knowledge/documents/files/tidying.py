"""Files that nothing uses, files that are there twice, and pictures that nobody has described."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from knowledge.documents.files.in_drafts import used_by_drafts
from knowledge.documents.files.visibility import files_seen_by, origins_of
from knowledge.models.files import HubDocument, HubImage
from knowledge.users.models import User

FileModel = TypeVar("FileModel", HubDocument, HubImage)


def unused_files(user: User, model: type[FileModel]) -> QuerySet[FileModel]:
    """Of those that the person sees: no page, draft or list uses it, nobody sent it in, nobody listed it."""
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )
    files = files_seen_by(user, model).filter(~Exists(uses), is_listed=False)
    for origins in origins_of(model):
        files = files.filter(~Exists(origins.filter(file_id=OuterRef("pk"))))
    return files.exclude(pk__in=used_by_drafts(model)).order_by("created_at", "pk")


def same_files(user: User, model: type[FileModel]) -> list[list[FileModel]]:
    """Files with the same content, together, oldest first."""
    seen = files_seen_by(user, model).exclude(file_hash="")
    twice = (
        seen.order_by()
        .values("file_hash")
        .annotate(times=Count("pk", distinct=True))
        .filter(times__gt=1)
        .values("file_hash")
    )
    together: dict[str, list[FileModel]] = defaultdict(list)
    for file in seen.filter(file_hash__in=twice).order_by("created_at", "pk"):
        together[file.file_hash].append(file)
    return list(together.values())


def undescribed_images(user: User) -> QuerySet[HubImage]:
    """Pictures without words for people who cannot see them."""
    return files_seen_by(user, HubImage).filter(description="").order_by("-created_at", "-pk")
