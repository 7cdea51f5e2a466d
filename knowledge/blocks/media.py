"""Blocks that show pictures, videos and files."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from knowledge.blocks.alt_text import describes
from knowledge.blocks.links import ChosenPageBlock


class DescribedImageBlock(ImageBlock):
    """A picture that is described or marked as decorative; a file's name is no description."""

    def clean(self, value: AbstractImage | None) -> AbstractImage | None:
        value = super().clean(value)
        if value and not value.decorative and not self.is_deferred_validation:
            try:
                describes(value.contextual_alt_text or "")
            except ValidationError as error:
                raise blocks.StructBlockValidationError({"alt_text": error}) from error
        return value


class FigureBlock(blocks.StructBlock):
    """A picture with its text alternative and, where useful, a caption."""

    image = DescribedImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Image"
        group = "Pictures and files"
        template = "components/streamfield/blocks/figure.html"


class VideoBlock(blocks.StructBlock):
    """A video of the hub, with its captions and transcript. It loads after a click."""

    video = ChosenPageBlock(
        page_type="knowledge.VideoPage",
        help_text="Choose a video page. Is it new? "
        '<a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, '
        "save it, and choose it then.",
    )

    class Meta:
        icon = "media"
        label = "Video"
        group = "Pictures and files"
        template = "components/streamfield/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to open, with its type and size."""

    document = DocumentChooserBlock()
    text = blocks.CharBlock(
        required=False, max_length=200, help_text="What the link says; the file's title by default."
    )

    class Meta:
        icon = "doc-full"
        label = "Document"
        group = "Pictures and files"
        template = "components/streamfield/blocks/document.html"
