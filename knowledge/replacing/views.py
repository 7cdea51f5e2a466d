"""Replacing the file of a document or an image in the admin: what uses it, what waits, and whoever decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import policy_registry

from knowledge.access.admin_page import AdminPage
from knowledge.contracts.waiting import Waiting
from knowledge.documents.files.views import as_download, hand_out
from knowledge.documents.files.visibility import LibraryFile, files_seen_by
from knowledge.models import HubDocument, HubImage
from knowledge.public_pages import visibility_snapshot
from knowledge.replacing import replacements
from knowledge.replacing.forms import ReplaceDocumentForm, ReplaceForm, ReplaceImageForm
from knowledge.replacing.models import FileReplacement, kind_of, replace_url
from knowledge.replacing.usage import usage_of
from knowledge.tables import TableMixin, day
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


def replacements_seen_by(user: User) -> QuerySet[FileReplacement]:
    """Those of documents and images that the person sees."""
    seen = Q(document__in=files_seen_by(user, HubDocument).values("pk"))
    seen |= Q(image__in=files_seen_by(user, HubImage).values("pk"))
    return FileReplacement.objects.filter(seen).select_related(
        "document", "image", "sent_by", "decided_by"
    )


def waiting_seen_by(user: User) -> QuerySet[FileReplacement]:
    """Those that wait for somebody's decision."""
    return replacements_seen_by(user).filter(state=FileReplacement.State.WAITING)


def to_be_decided_by(user: User) -> list[FileReplacement]:
    """Those among them that the person may decide."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return []
    with visibility_snapshot():
        return replacements.to_be_decided(user, waiting_seen_by(user))


def waiting_count(request: SignedInRequest) -> Iterator[Waiting]:
    """For the admin's first page."""
    address = f"{reverse('waiting_files')}?mine=1"
    count = len(to_be_decided_by(request.user))
    yield Waiting(count, "new file waits for a decision", "new files wait for a decision", address)


class ReplaceFileView(AdminPage, FormView):
    """What uses the file; a form for another; what waits, with the buttons of whoever decides."""

    request: SignedInRequest

    model: ClassVar[type[LibraryFile]]
    edit_url_name: ClassVar[str]
    template_name = "admin/replace_file.html"
    page_title = "Replace a file"
    header_icon = "doc-full-inverse"

    def dispatch(
        self, request: HttpRequest, *args: object, file_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        user = self.request.user
        if not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        self.file: LibraryFile = get_object_or_404(files_seen_by(user, self.model), pk=file_pk)
        self.waiting = replacements.waiting_for(self.file)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: type[ReplaceForm] | None = None) -> ReplaceForm:
        form = super().get_form(form_class)
        form.for_file(self.file)
        return form

    def post(self, request: HttpRequest, *args: str, **kwargs: object) -> HttpResponse:
        for name, act, words in (
            ("accept", replacements.accept, "The new file is in its place."),
            ("refuse", replacements.refuse, "The old file stays."),
        ):
            if name in request.POST:
                return self._decide(act, request.POST[name], words)
        return super().post(request, *args, **kwargs)

    def _decide(
        self, act: Callable[[FileReplacement, User], None], key: str, words: str
    ) -> HttpResponse:
        try:
            if self.waiting is None or str(self.waiting.pk) != key:
                raise replacements.NotAnyMore(replacements.NOT_ANY_MORE)
            act(self.waiting, self.request.user)
        except replacements.NotAnyMore as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, words)
        return redirect(replace_url(self.file))

    def form_valid(self, form: ReplaceForm) -> HttpResponse:
        user, sent = self.request.user, form.cleaned_data
        policy = policy_registry.get_by_type(self.model)
        if not policy.user_has_permission_for_instance(user, "change", self.file):
            raise PermissionDenied
        try:
            row = replacements.send(
                self.file,
                sent["file"],
                sent["why"],
                user,
                description=sent.get("description", ""),
                seen_hash=self.request.POST.get("seen", ""),
            )
        except replacements.NotAnyMore as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        is_waiting = row.state == FileReplacement.State.WAITING
        words = "Sent. Somebody else decides about it." if is_waiting else "It is in its place."
        messages.success(self.request, words)
        return redirect(replace_url(self.file))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user, waiting = self.request.user, self.waiting
        return super().get_context_data(
            **kwargs,
            file=self.file,
            is_image=isinstance(self.file, HubImage),
            edit_url=reverse(self.edit_url_name, args=[self.file.pk]),
            usage=usage_of(self.file, user),
            waiting=waiting,
            is_mine=waiting is not None and waiting.sent_by_id == user.pk,
            decides=waiting is not None and replacements.may_decide(user, waiting),
            needs_second_person=replacements.needs_second_person(self.file),
            record=self.file.replacements.exclude(
                state=FileReplacement.State.WAITING
            ).select_related("decided_by")[:20],
        )


class ReplaceDocumentView(ReplaceFileView):
    """Of a document."""

    model = HubDocument
    edit_url_name = "wagtaildocs:edit"
    form_class = ReplaceDocumentForm


class ReplaceImageView(ReplaceFileView):
    """Of an image."""

    model = HubImage
    edit_url_name = "wagtailimages:edit"
    form_class = ReplaceImageForm
    page_title = "Replace a picture"
    header_icon = "image"


class ReplacementFileView(View):
    """The file that waits: a picture, which we wrote ourselves, to look at, all else as a download."""

    def get(self, request: SignedInRequest, replacement_pk: int) -> HttpResponseBase:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        row = get_object_or_404(
            replacements_seen_by(request.user).exclude(file=""), pk=replacement_pk
        )
        if row.image_id:
            return hand_out(request, row.file, row.file_name, is_public=False)
        return as_download(row.file, row.file_name)


class WaitingFilesView(TableMixin, AdminPage, TemplateView):
    """What waits, of the files that the person sees; with `mine` what they may decide."""

    request: SignedInRequest

    template_name = "admin/waiting_files.html"
    page_title = "Files that wait"
    table_name = "files-that-wait"
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def table(self) -> Iterable[Sequence[object]]:
        """What is shown. Who sent a file is not named: each list says what waits."""
        yield "File", "Kind", "New file", "Since", "Why"
        for row in self._rows():
            file = row.library_file
            yield file.title, kind_of(file).capitalize(), row.file_name, day(row.sent_at), row.why

    def _rows(self) -> Iterable[FileReplacement]:
        user = self.request.user
        return to_be_decided_by(user) if "mine" in self.request.GET else waiting_seen_by(user)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        mine = "mine" in self.request.GET
        return super().get_context_data(**kwargs, object_list=self._rows(), mine=mine)


def menu_item() -> MenuItem:
    """Below Reports."""
    return MenuItem(
        "Files that wait", reverse_lazy("waiting_files"), icon_name="doc-full-inverse", order=740
    )


def admin_urls() -> list[URLPattern]:
    """Addresses below the admin's."""
    return [
        path("files/waiting/", WaitingFilesView.as_view(), name="waiting_files"),
        path(
            "files/replace/document/<int:file_pk>/",
            ReplaceDocumentView.as_view(),
            name="replace_document",
        ),
        path(
            "files/replace/image/<int:file_pk>/",
            ReplaceImageView.as_view(),
            name="replace_image",
        ),
        path(
            "files/waiting/<int:replacement_pk>/file/",
            ReplacementFileView.as_view(),
            name="replacement_file",
        ),
    ]


def register_log_actions(actions: LogActionRegistry) -> None:
    """Give the act its words in histories."""
    actions.register_action(
        replacements.REPLACED, "Replace a file", "Put another file in its place"
    )
