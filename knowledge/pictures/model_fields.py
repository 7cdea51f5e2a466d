"""The database field of a picture: knows its size from its beginning, without unpacking it.

Wagtail's unpacks the whole picture, in the web process, to ask how wide it is.
"""

from __future__ import annotations

from django.core.files.images import get_image_dimensions
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from knowledge.pictures.cleaning import CleanFile


class PictureFieldFile(WagtailImageFieldFile):
    """A stored picture, or one that is about to be."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height. OSError for what does not begin like a picture."""
        file = self.file
        if isinstance(file, CleanFile):
            return file.width, file.height
        width, height = get_image_dimensions(file)
        if not width or not height:
            raise OSError(f"{self.name} is no picture.")
        return width, height


class PictureModelField(WagtailImageField):
    """In the place of Wagtail's; the same column, so no migration tells them apart."""

    attr_class = PictureFieldFile

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, _path, args, options = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, options
