"""Which picture a path below the media folder means: an image, one of its sizes, or where one was once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.fields.files import FieldFile

from knowledge.models.files import HubImage, HubRendition
from knowledge.models.replaced_files import former_address


@dataclass(frozen=True)
class PictureAddress:
    """An image, with the size that stands at the path, or the filter of one that stood there."""

    image: HubImage
    size: HubRendition | None = None
    former_spec: str = ""

    def file(self) -> FieldFile:
        """What is to be handed out. A size that is not there yet is made: ask first who may see it."""
        size = self.size
        if self.former_spec:
            size = self.image.get_rendition(self.former_spec)
        return self.image.file if size is None or size.is_gap else size.file


def picture_at(path: str) -> PictureAddress | None:
    """What stands at the path, or stood there."""
    if image := HubImage.objects.select_related("collection").filter(file=path).first():
        return PictureAddress(image)
    if size := HubRendition.objects.select_related("image__collection").filter(file=path).first():
        return PictureAddress(size.image, size)
    if was := former_address(path).select_related("image__collection").first():
        return PictureAddress(was.image, former_spec=was.filter_spec)
    return None
