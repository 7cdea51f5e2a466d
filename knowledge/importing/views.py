"""Importing in the admin: send a file, look at what would be made, say yes, watch, open or undo.

Every address asks for the permission `importing.add_importrun`.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from knowledge.access.regions import pages_seen_inside
from knowledge.documents.files.views import as_download
from knowledge.importing.guard import MB, RefusedFile, check
from knowledge.importing.models import ImportRun
from knowledge.importing.runs import confirm, queue_reading, try_again
from knowledge.importing.undo import CannotUndo, undo_run
from knowledge.importing.visibility import runs_seen_by
from knowledge.users.requests import SignedInRequest

PERMISSION = "importing.add_importrun"
REFRESH_SECONDS = 3


class UploadForm(forms.Form):
    """The file to import. What the guard finds wrong with it stands beside the field."""

    file = forms.FileField(
        label="File",
        error_messages={
            "required": "Choose a file to import.",
            "empty": "This file is empty. Choose another one.",
        },
        help_text="A resource pack or Word file: .pptx, .docx, .odt or .txt. Nothing is made before you "
        "have seen what it would be.",
        widget=forms.FileInput(attrs={"accept": ".pptx,.docx,.odt,.txt"}),
    )

    def clean_file(self) -> File:
        """The file, let in by the guard and not read; the field's error is the guard's sentence."""
        file = self.cleaned_data["file"]
        limit = settings.HUB_MAX_UPLOAD_MB
        if file.size > limit * MB:
            raise forms.ValidationError(
                f"“{file.name}” is too large: it has {file.size / MB:.0f} MB and at most "
                f"{limit} MB are allowed."
            )
        try:
            self.kind = check(file.name, file.file, max_bytes=limit * MB)
        except RefusedFile as error:
            raise forms.ValidationError(str(error)) from error
        return file


@method_decorator(never_cache, name="dispatch")
class ImportView(View):
    """Base of the views: open to whoever may import."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def run_of(self, request: SignedInRequest, run_id: int) -> ImportRun:
        """The import, if it is the person's to see."""
        return get_object_or_404(runs_seen_by(request.user), pk=run_id)

    def back_to(self, run: ImportRun) -> HttpResponse:
        """To the import's own page."""
        return redirect("hub_import", run.pk)


class UploadView(ImportView):
    """Takes the file and hands it on to the worker, which reads it for the preview."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, UploadForm())

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        return self.back_to(queue_reading(form.cleaned_data["file"], form.kind, request.user))

    def _show(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "limit": settings.HUB_MAX_UPLOAD_MB}
        return render(request, "admin/imports/upload.html", context, status=status)


class RunView(ImportView):
    """An import's page: preview, progress or result. It reloads by itself while work goes on."""

    def get(self, request: SignedInRequest, run_id: int) -> HttpResponse:
        run = self.run_of(request, run_id)
        groups = run.sections_of_report
        entries = [entry for group in groups for entry in group["entries"]]
        wanted = {entry["page"] for entry in entries}
        theirs = pages_seen_inside(request.user).filter(pk__in=wanted - {None})
        there = set(theirs.values_list("pk", flat=True))
        for entry in entries:
            entry["page"] = entry["page"] if entry["page"] in there else None
        context = {
            "run": run,
            "groups": groups,
            "offers_update": any(group["kind"] == "offer" for group in groups),
            "has_work": any(group["kind"] in {"create", "update", "offer"} for group in groups),
            "refresh": REFRESH_SECONDS if run.is_under_way and not run.is_stalled else None,
        }
        return render(request, "admin/imports/run.html", context)


class ConfirmView(ImportView):
    """The yes: queues the import, once however often the button is pressed."""

    def post(self, request: SignedInRequest, run_id: int) -> HttpResponse:
        run = self.run_of(request, run_id)
        confirm(run, update="update" in request.POST)
        return self.back_to(run)


class TryAgainView(ImportView):
    """Queues an import again that failed or whose worker went silent."""

    def post(self, request: SignedInRequest, run_id: int) -> HttpResponse:
        run = self.run_of(request, run_id)
        try_again(run)
        return self.back_to(run)


class UndoView(ImportView):
    """Takes an import back."""

    def post(self, request: SignedInRequest, run_id: int) -> HttpResponse:
        run = self.run_of(request, run_id)
        try:
            entries = undo_run(run, request.user)
        except CannotUndo as error:
            messages.warning(request, str(error))
            return self.back_to(run)
        kept = sum(entry.kind == "kept" for entry in entries)
        if kept:
            messages.warning(request, f"The import was undone, except for {kept} listed below.")
        else:
            messages.success(request, "The import was undone.")
        return self.back_to(run)


class DiscardView(ImportView):
    """Forgets a file that was only looked at."""

    def post(self, request: SignedInRequest, run_id: int) -> HttpResponse:
        run = self.run_of(request, run_id)
        if run.state not in {ImportRun.State.PREVIEW, ImportRun.State.FAILED}:
            messages.warning(request, "This import has been carried out, so it stays on record.")
            return self.back_to(run)
        stored = run.file
        # Only if nobody said yes in this very moment.
        deleted, _ = ImportRun.objects.filter(pk=run.pk, state=run.state).delete()
        if deleted:
            stored.storage.delete(stored.name or "")
            messages.success(request, f"“{run.file_name}” was removed. Nothing was made of it.")
        return redirect("hub_import_upload")


class OriginalView(ImportView):
    """The original file, always as a download."""

    def get(self, request: SignedInRequest, run_id: int) -> HttpResponseBase:
        run = self.run_of(request, run_id)
        return as_download(run.file, run.file_name)


def admin_urls() -> list[URLPattern]:
    """Addresses below the admin's."""
    return [
        path("import/", UploadView.as_view(), name="hub_import_upload"),
        path("import/<int:run_id>/", RunView.as_view(), name="hub_import"),
        path("import/<int:run_id>/confirm/", ConfirmView.as_view(), name="hub_import_confirm"),
        path("import/<int:run_id>/again/", TryAgainView.as_view(), name="hub_import_again"),
        path("import/<int:run_id>/undo/", UndoView.as_view(), name="hub_import_undo"),
        path("import/<int:run_id>/discard/", DiscardView.as_view(), name="hub_import_discard"),
        path("import/<int:run_id>/original/", OriginalView.as_view(), name="hub_import_original"),
    ]


class ImportMenuItem(MenuItem):
    """ "Import" in the menu of whoever may."""

    def __init__(self) -> None:
        super().__init__("Import", reverse("hub_import_upload"), icon_name="upload", order=280)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))
