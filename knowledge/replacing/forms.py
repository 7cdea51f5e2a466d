"""What is asked of whoever sends another file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from knowledge.blocks.alt_text import describes
from knowledge.documents.files.names import sort_of
from knowledge.documents.files.picture_field import PictureField
from knowledge.documents.files.upload_checks import check_document
from knowledge.documents.files.visibility import LibraryFile
from knowledge.models import HubImage


class ReplaceForm(forms.Form):
    """The new file, and what is new in it."""

    file = forms.FileField(label="New file")
    why = forms.CharField(
        label="What is new in it", max_length=500, help_text="Whoever decides reads it."
    )

    def for_file(self, file: LibraryFile) -> None:
        """Ask with what is there in mind."""


class ReplaceDocumentForm(ReplaceForm):
    """Of a document: a file of the same sort."""

    sort = ""
    """The ending that the new file has to have."""

    def for_file(self, file: LibraryFile) -> None:
        """Take only a file of the document's sort."""
        self.sort = sort_of(file.filename)
        self.fields["file"].widget.attrs["accept"] = f".{self.sort}"

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if sort_of(upload.name or "") != self.sort:
            raise ValidationError(
                f"The file is a .{self.sort}, so send a .{self.sort}: pages announce it as that."
            )
        check_document(upload)
        return upload


class ReplaceImageForm(ReplaceForm):
    """Of an image: any picture, and what it shows."""

    file = PictureField(label="New picture")
    description = forms.CharField(
        label="What the new picture shows",
        max_length=HubImage._meta.get_field("description").max_length,
        validators=[describes],
    )

    field_order = ("file", "description", "why")

    def for_file(self, file: LibraryFile) -> None:
        """Say what is said of the old one."""
        if file.description:
            self.fields["description"].help_text = f"Of the old one it says: “{file.description}”"
