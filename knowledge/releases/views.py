"""What everybody sees of the versions: what changed, each version as it was, and its downloads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowledge.documents.files.views import hand_out
from knowledge.releases.changes import changes_of
from knowledge.releases.models import Download, Release
from knowledge.releases.reading import INDEX, STYLE, Version, style

PREVENTS_SCRIPTS = "default-src 'none'; style-src 'self'; img-src 'self'"


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every version, the newest first: what changed with it, and how to have it."""
    found = []
    for release in Release.objects.public().prefetch_related("downloads"):
        downloads = [each for each in release.downloads.all() if each.is_ready]
        found.append({"release": release, "changes": changes_of(release), "downloads": downloads})
    return render(request, "releases/versions.html", {"versions": found})


@require_safe
def read(request: HttpRequest, version: str, name: str = INDEX) -> HttpResponse:
    """A page of a version, as it was."""
    release = get_object_or_404(Release.objects.public(), version=version)
    if name == STYLE:
        return _answer(style(), "text/css")
    content = Version(release).document(name)
    if content is None:
        raise Http404("No such page in this version.")
    return _answer(content, "text/html")


def _answer(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    # Asked again each time, so that what is taken down is gone at once.
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = PREVENTS_SCRIPTS
    return response


def read_file(request: HttpRequest, version: str, name: str) -> HttpResponseBase:
    """A picture or file of a version, unless only pages use it that were taken down."""
    release = get_object_or_404(Release.objects.public(), version=version)
    file = Version(release).file_named(name)
    if file is None:
        raise Http404("No such file in this version.")
    return hand_out(request, file.file, file.name, is_public=True)


def download(request: HttpRequest, version: str, form: str) -> HttpResponseBase:
    """A version as one file."""
    found = get_object_or_404(
        Download.objects.select_related("release"),
        release__in=Release.objects.public(),
        release__version=version,
        format=form,
    )
    if not found.is_ready:
        raise Http404("It is not made yet, or it is being made anew.")
    return hand_out(request, found.file, found.file_name, is_public=True)
