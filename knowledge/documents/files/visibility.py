"""Who may open an image or a document. The one rule; views and search ask here.

A file is public when an editor listed it, or when a public page uses it (Wagtail's reference
index knows), unless its collection is restricted. Besides, a session that opens the admin opens what no
page uses and what pages of the person's regions use, and whoever may see a restricted page may see what
that page uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from knowledge.access.admin_gate import opens_admin
from knowledge.access.regions import pages_seen_inside
from knowledge.models.files import HubDocument, HubImage
from knowledge.public_pages import below, public_pages, visibility_boundaries
from knowledge.users.models import User

LibraryFile = HubDocument | HubImage
FileModel = TypeVar("FileModel", HubDocument, HubImage)


def _references_to(model: type[Model]) -> QuerySet[ReferenceIndex]:
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
    )


def _public_files(model: type[FileModel]) -> QuerySet[FileModel]:
    # Asked of each page that uses a file, not of all pages which they use: those are many more.
    using = public_pages().order_by().filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    # Those to files are few, those from pages many: SQLite would go through an index by the latter.
    used = (
        ReferenceIndex.objects.alias(base=Coalesce("base_content_type_id", 0))
        .filter(to_content_type=ContentType.objects.get_for_model(model))
        .filter(Exists(using), base=ContentType.objects.get_for_model(Page).pk)
        .annotate(key=Cast("to_object_id", BigIntegerField()))
        .values("key")
    )
    return not_restricted(model.objects.filter(Q(is_listed=True) | Q(pk__in=used)))


def not_restricted(files: QuerySet[FileModel]) -> QuerySet[FileModel]:
    """Those that do not lie in a restricted collection."""
    return files.exclude(below(visibility_boundaries().restricted_collections, "collection__path"))


def public_documents() -> QuerySet[HubDocument]:
    """Every document that everybody may open now."""
    return _public_files(HubDocument)


def public_images() -> QuerySet[HubImage]:
    """Every image that everybody may see now."""
    return _public_files(HubImage)


def is_public_file(file: LibraryFile) -> bool:
    """Whether everybody may open this file now, read afresh from the database."""
    return file.pk in public_among([file])


def public_among(files: Sequence[FileModel]) -> set[int]:
    """pks of those of the files, all of one sort, that everybody may open now."""
    public = _public_files(type(files[0])).filter(pk__in=[file.pk for file in files])
    return set(public.values_list("pk", flat=True))


def public_pages_with(*files: FileModel) -> QuerySet[Page]:
    """The public pages that use one of these files, which are of one sort."""
    used_by = _references_to(type(files[0])).filter(
        to_object_id__in=[str(file.pk) for file in files]
    )
    keys = used_by.annotate(key=Cast("object_id", BigIntegerField())).values("key")
    return public_pages().filter(pk__in=keys)


def pages_using(files: Sequence[FileModel], pages: Iterable[Page]) -> dict[int, set[int]]:
    """pk of each file, which are of one sort → pks of those of the pages that use it."""
    using: dict[int, set[int]] = {file.pk: set() for file in files}
    if using:
        rows = _references_to(type(files[0])).filter(
            to_object_id__in=list(map(str, using)), object_id__in=[str(page.pk) for page in pages]
        )
        for file_pk, page_pk in rows.values_list("to_object_id", "object_id"):
            using[int(file_pk)].add(int(page_pk))
    return using


def file_hashes_of(draft: Page) -> list[str]:
    """The hashes of the files that a version of a page uses, published or not."""
    hashes: list[str] = []
    used = list(ReferenceIndex._extract_references_from_object(draft))
    for model in (HubImage, HubDocument):
        content_type = ContentType.objects.get_for_model(model).pk
        pks = {pk for type_pk, pk, *_ in used if type_pk == content_type}
        rows = model._default_manager.filter(pk__in=pks).order_by("pk")
        hashes += [
            f"{content_type}-{pk}-{digest}" for pk, digest in rows.values_list("pk", "file_hash")
        ]
    return hashes


FileOrigins = Callable[[type[Model]], QuerySet]
"""File model → rows with `file_id` and `from_page_id`: the page, or None, that a file was sent in for."""

_origins: dict[str, FileOrigins] = {}


def register_file_origins(name: str, origins: FileOrigins) -> None:
    """Declare which files came with a page, also while its published version does not use them."""
    _origins[name] = origins


def origins_of(model: type[FileModel]) -> list[QuerySet]:
    """Which files of the sort came with pages: rows with `file_id`."""
    return [origins(model) for origins in _origins.values()]


def files_seen_by(user: User, model: type[FileModel]) -> QuerySet[FileModel]:
    """What staff may see: public files, those of pages of their regions, and those of no page."""
    if user.is_active and user.is_superuser:
        return model.objects.all()
    inside = pages_seen_inside(user).order_by()
    keys = inside.annotate(key=Cast("pk", CharField())).values("key")
    uses = _references_to(model).filter(to_object_id=Cast(OuterRef("pk"), CharField()))
    seen: Q = Q(pk__in=_public_files(model).values("pk")) | Q(
        Exists(uses.filter(object_id__in=keys))
    )
    of_no_page = ~Q(Exists(uses))
    for origins in origins_of(model):
        came = origins.filter(file_id=OuterRef("pk"))
        seen |= Q(Exists(came.filter(from_page_id__in=inside.values("pk"))))
        of_no_page &= ~Q(Exists(came))
    return model.objects.filter(seen | of_no_page)


def staff_can_see(user: User, file: LibraryFile) -> bool:
    """The same rule for one file."""
    return files_seen_by(user, type(file)).filter(pk=file.pk).exists()


def visitor_can_open(request: HttpRequest, file: LibraryFile) -> bool:
    """Whether the person behind the request may open the file."""
    if is_public_file(file):
        return True
    if request.user.is_authenticated and opens_admin(request) and staff_can_see(request.user, file):
        return True
    return _visitor_sees_a_restricted_page_with(request, file)


def _visitor_sees_a_restricted_page_with(request: HttpRequest, file: LibraryFile) -> bool:
    if any(
        not restriction.accept_request(request)
        for restriction in file.collection.get_view_restrictions()
    ):
        return False
    page_ids = _references_to(type(file)).filter(to_object_id=str(file.pk))
    pages = (
        Page.objects.live()
        .not_public()
        .filter(pk__in=[int(pk) for pk in page_ids.values_list("object_id", flat=True)])
    )
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages
    )
