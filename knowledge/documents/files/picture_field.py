"""The form field for pictures: checked by its content, made anew, refused in one sentence."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.fields import WagtailImageField

from knowledge.documents.files.content_checks import ContentError, check_content
from knowledge.pictures.asking import PictureError
from knowledge.pictures.cleaning import clean_picture


class PictureField(WagtailImageField):
    """In the place of Wagtail's field, which opens what is sent in the web process."""

    @classmethod
    def like(cls, field: forms.Field) -> PictureField:
        """One with the label, widget and words of that field."""
        made = cls(
            label=field.label, required=field.required, widget=field.widget, initial=field.initial
        )
        made.help_text = field.help_text or made.help_text
        return made

    def to_python(self, data: UploadedFile | None) -> File | None:
        """A `CleanFile`, or ValidationError."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            check_content(
                upload,
                upload.name or "",
                most_bytes=settings.HUB_MAX_UPLOAD_MB * 1024 * 1024,
                allowed=settings.WAGTAILIMAGES_EXTENSIONS,
            )
            return clean_picture(upload).file
        except (ContentError, PictureError) as error:
            raise ValidationError(str(error)) from error
