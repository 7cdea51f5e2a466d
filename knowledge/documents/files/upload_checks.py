"""Whether a document that somebody sends can be taken: it is what its name says, and its readers can open it.

One place for the library's forms, for a file that is to replace another, for suggestions and for examples.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import IO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from knowledge.documents.files.content_checks import OFFICE, ContentError, check_content
from knowledge.documents.files.pdf_checks import check_pdf

PAPERS = OFFICE | {"pdf"}
"""What somebody would print or fill in, such as a worksheet."""
PAPERS_IN_WORDS = "PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx) or OpenDocument (.odt)"


def check_upload(upload: UploadedFile, name: str, *, allowed: Collection[str]) -> None:
    """ContentError, with a sentence for the sender, where it cannot be taken. The position is kept."""
    sort = check_content(
        cast(IO[bytes], upload),
        name,
        most_bytes=settings.HUB_MAX_UPLOAD_MB * 1024 * 1024,
        allowed=allowed,
    )
    if sort == "pdf":
        check_pdf(upload)


def check_document(upload: UploadedFile) -> None:
    """ValidationError where the library cannot take it as a document."""
    try:
        check_upload(upload, upload.name or "", allowed=settings.WAGTAILDOCS_EXTENSIONS)
    except ContentError as error:
        raise ValidationError(str(error)) from error
