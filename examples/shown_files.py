"""Pictures and documents as an example's page shows them, published or as a preview."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.http import FileResponse
from django.urls import reverse
from django.utils.encoding import filepath_to_uri

from knowledge.models import HubDocument, HubImage

if TYPE_CHECKING:
    from examples.models import PracticeExamplePage, Submission, SubmissionFile

SIZE = "max-1000x1000"
SMALLER = "page"
"""Value of `?size=` at the address of a contributor's picture."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its description; without an address where it cannot be shown."""

    url: str
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True)
class ShownDocument:
    """A document to open."""

    url: str
    title: str
    extension: str
    size: int


def pictures_of(
    page: PracticeExamplePage, address: Callable[[HubImage], str] | None = None
) -> list[ShownPicture]:
    """In their order, two queries. One whose file is missing or broken leaves a gap, with its description.

    `address` gives where a picture is shown that is not public yet.
    """
    rows = list(page.pictures.all())
    if not rows:
        return []
    images = HubImage.objects.filter(pk__in=[row.image_id for row in rows])
    found = {image.pk: image for image in images.prefetch_renditions(SIZE)}
    shown = []
    for row in rows:
        image = found.get(row.image_id)
        if image is None:
            continue
        rendition = image.get_rendition(SIZE)
        url = rendition.url if address is None or rendition.is_gap else address(image)
        shown.append(
            ShownPicture(
                url,
                rendition.width,
                rendition.height,
                row.alternative_text,
                row.caption,
            )
        )
    return shown


def documents_of(
    page: PracticeExamplePage, address: Callable[[HubDocument], str] | None = None
) -> list[ShownDocument]:
    """In their order, one query; `address` as for pictures."""
    rows = list(page.documents.all())
    found = HubDocument.objects.in_bulk([row.document_id for row in rows]) if rows else {}
    return [
        ShownDocument(
            address(document) if address else document.url,
            row.title,
            document.file_extension,
            document.get_file_size() or 0,
        )
        for row in rows
        if (document := found.get(row.document_id))
    ]


def private_url(file: SubmissionFile) -> str:
    """Where its owner, co-authors and moderators open a contributor's file."""
    return reverse("examples:file", args=[file.submission_id, file.pk])


def shown_url(file: SubmissionFile) -> str:
    """The same of a picture, in the size of a page: what phones load in the form and the preview."""
    return f"{private_url(file)}?size={SMALLER}"


def files_of_submission(
    submission: Submission,
) -> tuple[list[ShownPicture], list[ShownDocument]]:
    """What is attached now, as the page will show it."""
    pictures, documents = [], []
    for file in submission.files.attached():
        words = submission.file_words.get(str(file.pk), {})
        url, caption = private_url(file), words.get("caption", "")
        if file.is_picture:
            alt = words.get("alt", "")
            width, height = file.size_to_show()
            pictures.append(ShownPicture(shown_url(file), width, height, alt, caption))
        else:
            documents.append(ShownDocument(url, caption or file.name, file.extension, file.size))
    return pictures, documents


def private_file(stored: IO[bytes], name: str, *, is_picture: bool) -> FileResponse:
    """A contributor's file for one who may see it: a picture to look at, all else to save. Runs nothing."""
    content_type = mimetypes.guess_type(name)[0] if is_picture else None
    response = FileResponse(stored, content_type=content_type or "application/octet-stream")
    disposition = "inline" if is_picture else "attachment"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{filepath_to_uri(name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
