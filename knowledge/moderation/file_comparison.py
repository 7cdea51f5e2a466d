"""How a review shows a file that was chosen: two of the same title are told apart by name and size."""

from __future__ import annotations

from django.db.models import ForeignKey
from django.template.defaultfilters import filesizeformat
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from wagtail.admin.compare import ForeignObjectComparison, TextDiff, register_comparison_class
from wagtail.images.edit_handlers import ImageFieldComparison

from knowledge.models import HubDocument, HubImage

File = HubDocument | HubImage


def named_file(file: File) -> str:
    """Its title, the name of the file and, where that is there, its size."""
    size = _size(file)
    return f"“{file.title}” ({file.filename}{f', {filesizeformat(size)}' if size else ''})"


def _size(file: File) -> int:
    try:
        return file.file_size or file.file.size
    except (OSError, ValueError):
        return 0


class FileComparison(ForeignObjectComparison):
    """Two choices of a document."""

    def htmldiff(self) -> SafeString:
        """Both by name and size, or the one that stayed."""
        gone, new = (named_file(each) if each else "" for each in self.get_objects())
        if gone == new:
            return escape(new or "None")
        pieces = (("deletion", gone), ("addition", new))
        return TextDiff([piece for piece in pieces if piece[1]], separator=" ").to_html()


class PictureComparison(ImageFieldComparison):
    """Two choices of a picture, each shown and named."""

    def htmldiff(self) -> SafeString:
        """Wagtail's small pictures, and below them what `FileComparison` says."""
        return format_html("{}<p>{}</p>", super().htmldiff(), FileComparison.htmldiff(self))


def register() -> None:
    """Has every comparison of versions use them."""
    register_comparison_class(ForeignKey, to=HubDocument, comparison_class=FileComparison)
    register_comparison_class(ForeignKey, to=HubImage, comparison_class=PictureComparison)
