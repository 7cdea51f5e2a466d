"""The report that keeps the library tidy: what nothing uses, what is there twice, what still lacks words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView

from knowledge.access.admin_page import AdminPage
from knowledge.access.regions import pages_seen_inside
from knowledge.documents.files.tidying import same_files, undescribed_images, unused_files
from knowledge.documents.files.visibility import LibraryFile
from knowledge.models import HubDocument, HubImage, VideoPage
from knowledge.tables import TableMixin
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

ROWS = 50


@dataclass(frozen=True)
class Row:
    """A file or page, where it is changed, and what is to be said of it."""

    title: str
    address: str
    words: str


@dataclass(frozen=True)
class Part:
    """A part of the report: its name, what it is for, and its rows."""

    name: str
    about: str
    rows: Callable[[User], Sequence[Row]]


def form_of(file: LibraryFile) -> str:
    """Where the file is changed."""
    name = "wagtailimages:edit" if isinstance(file, HubImage) else "wagtaildocs:edit"
    return reverse(name, args=[file.pk])


def _unused(user: User) -> list[Row]:
    files: list[LibraryFile] = [*unused_files(user, HubDocument), *unused_files(user, HubImage)]
    return [
        Row(file.title, form_of(file), f"{file.filename}, added on {file.created_at:%d/%m/%Y}")
        for file in files
    ]


def _twice(user: User) -> list[Row]:
    groups: list[list[LibraryFile]] = [
        *(list(group) for group in same_files(user, HubDocument)),
        *(list(group) for group in same_files(user, HubImage)),
    ]
    return [
        Row(file.title, form_of(file), f"{file.filename}: the same as “{group[0].title}”")
        for group in groups
        for file in group[1:]
    ]


def _undescribed(user: User) -> list[Row]:
    return [Row(image.title, form_of(image), image.filename) for image in undescribed_images(user)]


def videos_in_want(user: User) -> QuerySet[VideoPage]:
    """Videos of the person's regions without captions where they are ours, or without a transcript."""
    no_transcript = Q(transcript="", captions=None)
    no_captions = Q(file__isnull=False, captions=None)
    inside = pages_seen_inside(user).order_by().values("pk")
    return VideoPage.objects.filter(
        no_transcript | no_captions, pk__in=inside, alias_of=None
    ).order_by("title")


def _silent(user: User) -> list[Row]:
    return [
        Row(
            page.get_admin_display_title(),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            f"Without {' and '.join(page.wanting)}",
        )
        for page in videos_in_want(user)
    ]


PARTS = {
    "unused": Part(
        "Used nowhere",
        "No page, draft or list uses them. Delete what nobody will need again.",
        _unused,
    ),
    "twice": Part(
        "There twice",
        "The same content as an older file. Use one of them, and delete the other.",
        _twice,
    ),
    "undescribed": Part(
        "Pictures without a description",
        "Say in a sentence what each shows, for people who cannot see it.",
        _undescribed,
    ),
    "videos": Part(
        "Videos without words",
        "People who cannot hear need captions or a transcript, and search finds what is said.",
        _silent,
    ),
}


class MediaReportView(TableMixin, AdminPage, TemplateView):
    """One part at a time."""

    request: SignedInRequest

    template_name = "admin/media_report.html"
    page_title = "Files and videos to look after"
    header_icon = "folder-open-inverse"
    table_name = "files-and-videos"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def shown(self) -> str:
        """Key of the part that is shown."""
        asked = self.request.GET.get("show", "")
        return asked if asked in PARTS else "unused"

    def table(self) -> Iterable[Sequence[object]]:
        """The part that is shown."""
        yield "Title", "What is to be said of it", "Address"
        for row in PARTS[self.shown].rows(self.request.user):
            yield row.title, row.words, f"{settings.HUB_BASE_URL}{row.address}"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        shown, part = self.shown, PARTS[self.shown]
        pages = Paginator(part.rows(self.request.user), ROWS)
        return super().get_context_data(
            **kwargs,
            parts=[(key, each.name, key == shown) for key, each in PARTS.items()],
            part=part,
            shown=shown,
            rows=pages.get_page(self.request.GET.get("p")),
        )
