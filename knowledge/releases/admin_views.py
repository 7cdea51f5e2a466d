"""Versions in the admin: release one, watch it being made, cancel a download or have it built again.

Every address asks `user_can_release`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from knowledge.models.work import Work
from knowledge.releases import downloads
from knowledge.releases.changes import changes_of
from knowledge.releases.models import Download, Release
from knowledge.releases.releasing import objection_to, queue, suggested, user_can_release
from knowledge.tables import kind_asked_for, table_response
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

REFRESH_SECONDS = 3


class ReleaseForm(forms.ModelForm):
    """A version to be released."""

    class Meta:
        model = Release
        fields = ("version", "released_on", "notes")
        widgets = {
            "released_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_version(self) -> str:
        """Numbers go up: readers take the greatest for the newest."""
        version: str = self.cleaned_data["version"]
        if objection := objection_to(version):
            raise forms.ValidationError(objection)
        return version

    def clean_released_on(self) -> date:
        """Versions follow one another, and none is of a day to come."""
        day = self.cleaned_data["released_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("A version holds what is public now: choose no later day.")
        last = Release.objects.public().first()
        if last and day < last.released_on:
            raise forms.ValidationError(
                f"Version {last.version} is of {last.released_on:%d/%m/%Y}: choose that day or a later one."
            )
        return day


@method_decorator(never_cache, name="dispatch")
class ReleaseView(View):
    """Base of the views: open to whoever may release."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not (isinstance(request.user, User) and user_can_release(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class VersionsView(ReleaseView):
    """Every version, and the form for a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if kind := kind_asked_for(request):
            return table_response("versions", kind, self._table())
        return self._show(request, ReleaseForm(initial=suggested()))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=422)
        form.instance.released_by = request.user
        queue(form.instance)
        return redirect("hub_version", form.instance.pk)

    def _table(self) -> Iterable[Sequence[object]]:
        yield "Version", "Date", "State", "Released by"
        for each in Release.objects.select_related("released_by"):
            by = str(each.released_by or "")
            yield each.version, f"{each.released_on:%d/%m/%Y}", each.get_state_display(), by

    def _show(self, request: HttpRequest, form: ReleaseForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "versions": Release.objects.all()}
        return render(request, "admin/releases/versions.html", context, status=status)


class VersionView(ReleaseView):
    """A version's page. It reloads by itself while something is made."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        files = list(release.downloads.all())
        is_busy = any(each.is_under_way and not each.is_stalled for each in [release, *files])
        context = {
            "release": release,
            "downloads": files,
            "changes": changes_of(release),
            "refresh": REFRESH_SECONDS if is_busy else None,
        }
        return render(request, "admin/releases/version.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Try again to freeze one that failed."""
        release = get_object_or_404(Release, pk=pk)
        if release.state == Work.State.FAILED or release.is_stalled:
            if objection := objection_to(release.version, besides=release):
                messages.error(request, objection)
            else:
                queue(release)
        return redirect("hub_version", pk)


class DownloadView(ReleaseView):
    """Cancels a download that is being built, or has it built again."""

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        download = get_object_or_404(Download.objects.select_related("release"), pk=pk)
        if act == "build":
            if not download.is_under_way or download.is_stalled:
                downloads.ask_again(download)
        elif downloads.cancel(download):
            messages.success(request, f"{download} was cancelled.")
        else:
            messages.warning(request, f"{download} is not being built any more.")
        return redirect("hub_version", download.release_id)


class VersionsMenuItem(MenuItem):
    """Leads to the versions; shown to whoever may release."""

    def __init__(self) -> None:
        super().__init__("Versions", reverse_lazy("hub_versions"), icon_name="snapshot", order=170)

    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and user_can_release(request.user)


def admin_urls() -> list[URLPattern]:
    """Addresses below /admin/."""
    return [
        path("versions/", VersionsView.as_view(), name="hub_versions"),
        path("versions/<int:pk>/", VersionView.as_view(), name="hub_version"),
        path(
            "versions/downloads/<int:pk>/cancel/",
            DownloadView.as_view(),
            {"act": "cancel"},
            name="hub_download_cancel",
        ),
        path(
            "versions/downloads/<int:pk>/build/",
            DownloadView.as_view(),
            {"act": "build"},
            name="hub_download_build",
        ),
    ]
