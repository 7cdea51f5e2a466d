"""Replacing a document's file in the admin: what uses it, what waits, and whoever decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from knowledge.access.admin_page import AdminPage
from knowledge.access.regions import pages_seen_inside
from knowledge.contracts.waiting import Waiting
from knowledge.documents.files.content_checks import check_document
from knowledge.documents.files.names import sort_of
from knowledge.documents.files.views import as_download
from knowledge.documents.files.visibility import files_seen_by, public_pages_with
from knowledge.models import HubDocument
from knowledge.replacing import replacements
from knowledge.replacing.models import FileReplacement
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class ReplaceForm(forms.Form):
    """The new file, and what is new in it."""

    file = forms.FileField(label="New file")
    why = forms.CharField(
        label="What is new in it", max_length=500, help_text="Whoever decides reads it."
    )

    sort = ""
    """The ending that the new file has to have."""

    def keep_sort_of(self, document: HubDocument) -> None:
        """Take only a file of the document's sort."""
        self.sort = sort_of(document.filename)
        self.fields["file"].widget.attrs["accept"] = f".{self.sort}"

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if sort_of(upload.name or "") != self.sort:
            raise ValidationError(
                f"The file is a .{self.sort}, so send a .{self.sort}: pages announce it as that."
            )
        check_document(upload)
        return upload


def replacements_seen_by(user: User) -> QuerySet[FileReplacement]:
    """Those of documents that the person sees."""
    seen = files_seen_by(user, HubDocument).values("pk")
    return FileReplacement.objects.filter(document__in=seen).select_related(
        "document", "sent_by", "decided_by"
    )


def waiting_seen_by(user: User) -> QuerySet[FileReplacement]:
    """Those that wait for somebody's decision."""
    return replacements_seen_by(user).filter(state=FileReplacement.State.WAITING)


def to_be_decided_by(user: User) -> list[FileReplacement]:
    """Those among them that the person may decide."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return []
    return [row for row in waiting_seen_by(user) if replacements.may_decide(user, row)]


def waiting_count(request: SignedInRequest) -> Iterator[Waiting]:
    """For the admin's first page."""
    address = f"{reverse('waiting_files')}?mine=1"
    count = len(to_be_decided_by(request.user))
    yield Waiting(count, "new file waits for a decision", "new files wait for a decision", address)


def pages_using(user: User, document: HubDocument) -> tuple[list[Page], int]:
    """The pages with it that the person sees, in drafts too, and how many others there are."""
    references = ReferenceIndex.get_references_to(document).values_list("object_id", flat=True)
    using = Page.objects.filter(pk__in=[int(pk) for pk in references if pk.isdecimal()])
    shown = using.filter(pk__in=pages_seen_inside(user).order_by().values("pk"))
    shown |= using.filter(pk__in=public_pages_with(document).order_by().values("pk"))
    pages = list(shown.order_by("title"))
    return pages, using.count() - len(pages)


class ReplaceDocumentView(AdminPage, FormView):
    """What uses the file; a form for another; what waits, with the buttons of whoever decides."""

    request: SignedInRequest

    form_class = ReplaceForm
    template_name = "admin/replace_document.html"
    page_title = "Replace a file"
    header_icon = "doc-full-inverse"

    def dispatch(
        self, request: HttpRequest, *args: object, document_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        user = self.request.user
        if not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        self.document = get_object_or_404(files_seen_by(user, HubDocument), pk=document_pk)
        self.waiting = replacements.waiting_for(self.document)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: type[ReplaceForm] | None = None) -> ReplaceForm:
        form = super().get_form(form_class)
        form.keep_sort_of(self.document)
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
        return redirect("replace_document", self.document.pk)

    def form_valid(self, form: ReplaceForm) -> HttpResponse:
        user, sent = self.request.user, form.cleaned_data
        policy = policy_registry.get_by_type(HubDocument)
        if not policy.user_has_permission_for_instance(user, "change", self.document):
            raise PermissionDenied
        try:
            row = replacements.send(self.document, sent["file"], sent["why"], user)
        except replacements.NotAnyMore as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        is_waiting = row.state == FileReplacement.State.WAITING
        words = "Sent. Somebody else decides about it." if is_waiting else "It is in its place."
        messages.success(self.request, words)
        return redirect("replace_document", self.document.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        pages, others = pages_using(self.request.user, self.document)
        user, waiting = self.request.user, self.waiting
        return super().get_context_data(
            **kwargs,
            document=self.document,
            pages=pages,
            others=others,
            waiting=waiting,
            is_mine=waiting is not None and waiting.sent_by_id == user.pk,
            decides=waiting is not None and replacements.may_decide(user, waiting),
            needs_second_person=replacements.needs_second_person(self.document),
            record=replacements_seen_by(user)
            .filter(document=self.document)
            .exclude(state=FileReplacement.State.WAITING)[:20],
        )


class ReplacementFileView(View):
    """The file that waits, always as a download."""

    def get(self, request: SignedInRequest, replacement_pk: int) -> HttpResponseBase:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        row = get_object_or_404(replacements_seen_by(request.user), pk=replacement_pk)
        return as_download(row.file, row.file_name)


class WaitingFilesView(AdminPage, TemplateView):
    """What waits, of the files that the person sees; with `mine` what they may decide."""

    request: SignedInRequest

    template_name = "admin/waiting_files.html"
    page_title = "Files that wait"
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        found = to_be_decided_by(user) if "mine" in self.request.GET else waiting_seen_by(user)
        return super().get_context_data(**kwargs, object_list=found)


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
            "files/replace/<int:document_pk>/",
            ReplaceDocumentView.as_view(),
            name="replace_document",
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
