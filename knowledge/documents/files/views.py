"""The one door of stored files: asks who may open one, then hands it out with ranges and no sniffing."""

from __future__ import annotations

import mimetypes

from django.db.models.fields.files import FieldFile
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import get_object_or_404, redirect
from django.utils.encoding import filepath_to_uri
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import MissingFileError, StaticFile

from knowledge.documents.files.picture_addresses import picture_at
from knowledge.documents.files.visibility import is_public_file, visitor_can_open
from knowledge.models.files import HubDocument

SHOWN_IN_BROWSER = {
    "application/pdf",
    "text/plain",
    "text/vtt",
    "video/mp4",
    "video/webm",
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
}
"""Types that a browser shows without running anything; every other one is downloaded."""

mimetypes.add_type("text/vtt", ".vtt")


def serve_document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """A document, by the address that pages link. 404 to whoever may not open it.

    An address from before the file was replaced by one of another name leads to the new one.
    """
    document = get_object_or_404(HubDocument.objects.select_related("collection"), pk=document_id)
    if not visitor_can_open(request, document):
        raise Http404("No such document.")
    if document.filename != document_filename:
        return redirect(document.url)
    return hand_out(request, document.file, document.filename, is_public=is_public_file(document))


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An image or one of its sizes, by its path below /media/. Documents have their own address.

    An address from before the file was replaced leads to the same size of the new one.
    """
    found = picture_at(path)
    if found is None or not visitor_can_open(request, found.image):
        raise Http404("No such image.")
    file = found.file()
    if file.name != path:
        return redirect(file.url)
    return hand_out(request, file, path.rsplit("/", 1)[-1], is_public=is_public_file(found.image))


def as_download(file: FieldFile, filename: str) -> FileResponse:
    """A file that nobody has looked at yet, always to be saved: no browser shows or runs it.

    The caller has asked whether the person may have it.
    """
    try:
        content = file.open("rb")
    except (OSError, ValueError) as error:
        raise Http404("The file is missing from the store.") from error
    response = FileResponse(
        content, as_attachment=True, filename=filename, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def hand_out(request: HttpRequest, file, filename: str, *, is_public: bool) -> HttpResponseBase:
    """A stored file. The caller has asked whether the visitor may have it."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    content_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    disposition = "inline" if content_type in SHOWN_IN_BROWSER else "attachment"
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{filepath_to_uri(filename)}",
        # Asked again each time, so that what is withdrawn is gone at once.
        "Cache-Control": "private, no-cache" if is_public else "private, no-store",
        "X-Robots-Tag": "all" if is_public else "noindex",
    }
    try:
        path = file.path
    except NotImplementedError:  # a remote store
        response = FileResponse(file.open("rb"))
        for name, value in headers.items():
            response[name] = value
        return response
    try:
        # WhiteNoise answers ranges (videos need them), HEAD and If-None-Match.
        response = WhiteNoiseMiddleware.serve(StaticFile(path, list(headers.items())), request)
    except MissingFileError as error:
        raise Http404("The file is missing from the store.") from error
    if content_type not in {"application/pdf", "video/mp4", "video/webm"}:
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
