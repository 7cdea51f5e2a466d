"""The admin's forms for documents and images: what is wrong with a file is said beside it.

A file has no drafts, so what the public can open is changed only by those who may publish it.
"""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from knowledge.blocks.alt_text import describes
from knowledge.documents.files.names import sort_of
from knowledge.documents.files.picture_field import PictureField
from knowledge.documents.files.upload_checks import check_document
from knowledge.documents.files.visibility import LibraryFile, is_public_file
from knowledge.moderation.permissions import user_can_change_file, user_can_list_files

NOT_YOURS_TO_CHANGE = (
    "Everybody can open this file now, so changing it would be publishing. Choose “Replace the file…” "
    "and send your version; or ask a moderator to change the file."
)
NOT_ALONE = (
    "Everybody can open this file now, so putting another in its place would publish it alone. Choose "
    "“Replace the file…” and send it: somebody else decides."
)
NOT_THIS_SORT = (
    "This file is a .{before}, and what you chose is a .{after}. Pages show and announce it as what it "
    "was. Send a .{before}, or add yours as a new file."
)
NOT_YOUR_OWN = (
    "You sent this file. Somebody else has to make it public on its own: ask another moderator."
)
NOT_YOURS_TO_LIST = "Only a moderator can make a file public on its own. A file on a page becomes public with the page."


class _LibraryForm:
    """Checks a newly sent file by its content, and who may change what the public sees."""

    sorts_are_kept = True
    """Whether a file may only be replaced by one of the same sort."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        if self.user is None or not self.has_changed():  # type: ignore[attr-defined]
            return cleaned
        file = self.instance  # type: ignore[attr-defined]
        is_new_file = "file" in self.changed_data  # type: ignore[attr-defined]
        if file.pk and is_new_file:
            self._check_replacement(file, cleaned.get("file"))
        if file.pk and not user_can_change_file(self.user, file):
            self.add_error(None, NOT_YOURS_TO_CHANGE)  # type: ignore[attr-defined]
        elif (
            cleaned.get("is_listed")
            and "is_listed" in self.changed_data  # type: ignore[attr-defined]
            and not user_can_list_files(self.user)
        ):
            self.add_error("is_listed", NOT_YOURS_TO_LIST)  # type: ignore[attr-defined]
        elif (
            cleaned.get("is_listed")
            and "is_listed" in self.changed_data  # type: ignore[attr-defined]
            and (is_new_file or file.uploaded_by_user_id == self.user.pk)
        ):
            self.add_error("is_listed", NOT_YOUR_OWN)  # type: ignore[attr-defined]
        return cleaned

    def _check_replacement(self, file: LibraryFile, new: object) -> None:
        """Nobody replaces alone what the public opens, nor anything by a file of another sort."""
        before = sort_of(type(file)._base_manager.values_list("file", flat=True).get(pk=file.pk))
        after = sort_of(getattr(new, "name", "") or "")
        if self.sorts_are_kept and new and before and before != after:
            self.add_error("file", NOT_THIS_SORT.format(before=before, after=after))  # type: ignore[attr-defined]
        elif is_public_file(file):
            self.add_error("file", NOT_ALONE)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        """Whoever replaced a file is the one who sent it."""
        file = self.instance  # type: ignore[attr-defined]
        if file.pk and self.user is not None and "file" in self.changed_data:  # type: ignore[attr-defined]
            file.uploaded_by_user = self.user
        # Wagtail would delete the old file before it is certain that the new one stays; the row does it.
        self.original_file = None
        return super().save(commit)  # type: ignore[misc]


class HubDocumentForm(_LibraryForm, BaseDocumentForm):
    """A document, with its file checked."""

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file


class HubImageForm(_LibraryForm, BaseImageForm):
    """An image, made anew from what is sent."""

    sorts_are_kept = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = PictureField.like(self.fields["file"])
        if "description" in self.fields:
            self.fields["description"].validators.append(describes)
