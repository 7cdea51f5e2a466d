"""The admin's forms for documents and images: what is wrong with a file is said beside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from knowledge.files.content_checks import ContentError, check_content


class _ChecksContent:
    """Checks a newly sent file by its content."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]  # type: ignore[attr-defined]
        if isinstance(file, UploadedFile):
            try:
                check_content(
                    file.file,
                    file.name or "",
                    most_bytes=settings.HUB_MAX_UPLOAD_MB * 1024 * 1024,
                    allowed=self.allowed_extensions(),
                )
            except ContentError as error:
                raise ValidationError(str(error)) from error
        return file

    def allowed_extensions(self) -> list[str]:
        raise NotImplementedError


class HubDocumentForm(_ChecksContent, BaseDocumentForm):
    """A document, with its file checked."""

    def allowed_extensions(self) -> list[str]:
        return settings.WAGTAILDOCS_EXTENSIONS


class HubImageForm(_ChecksContent, BaseImageForm):
    """An image, with its file checked."""

    def allowed_extensions(self) -> list[str]:
        return settings.WAGTAILIMAGES_EXTENSIONS
