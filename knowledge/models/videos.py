"""Videos: at a provider or in our own store, with captions and a transcript beside them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from knowledge.contracts.findable import Passage
from knowledge.contracts.spoken_words import spoken_words
from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.publishers import PublishedPage
from knowledge.videos.addresses import VideoAddress, read_video_address


class VideoIndexPage(ListPage):
    """Every video."""

    template = "pages/video_index.html"
    subpage_types = ["knowledge.VideoPage"]
    navigation_label = "Videos"

    class Meta:
        verbose_name = "list of videos"


class VideoPage(PublishedPage):
    """A video. With no address known it is published with its title and "we are checking this link"."""

    template = "pages/video.html"
    parent_page_types = ["knowledge.VideoIndexPage"]
    subpage_types: list[str] = []
    search_kind = "video"
    card_template = "components/video_card.html"
    card_pictures = ("poster",)

    source_url = models.URLField(
        "address",
        max_length=500,
        blank=True,
        help_text="The video's page at its provider. Visitors' browsers ask there only after a click.",
    )
    file = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Our own copy, as .mp4 or .webm. It is played in place of the address.",
    )
    poster = models.ForeignKey(
        "knowledge.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The still picture shown before it plays.",
    )
    captions = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Captions as a WebVTT file (.vtt).",
    )
    transcript = models.TextField(
        blank=True,
        help_text="What is said, as text, or as WebVTT with times: then visitors can jump to a minute. "
        "Leave it empty to show what the captions say.",
    )
    duration = models.DurationField(
        null=True, blank=True, help_text="Hours, minutes and seconds, such as 00:03:20."
    )

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("source_url"),
                FieldPanel("file"),
                FieldPanel("poster"),
                FieldPanel("captions"),
                FieldPanel("transcript"),
                FieldPanel("duration"),
            ],
            heading="The video",
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "video"

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file.filename.lower().endswith((".mp4", ".webm")):
            raise ValidationError({"file": "Choose a video file, .mp4 or .webm."})
        if self.captions and not self.captions.filename.lower().endswith(".vtt"):
            raise ValidationError({"captions": "Choose a WebVTT file, .vtt."})

    def passages(self) -> list[Passage]:
        return [*super().passages(), *self.spoken_passages]

    @classmethod
    def read_for_search(cls, pages: Sequence[VideoPage]) -> None:
        spoken = spoken_words().spoken_passages(pages)
        for page in pages:
            page.spoken_passages = spoken[page.pk]

    @classmethod
    def search_shared_state(cls) -> str:
        return spoken_words().state_of_captions()

    @cached_property
    def spoken_passages(self) -> list[Passage]:
        """What is said in it, by the half minute: of the transcript, else of the captions' file."""
        return spoken_words().spoken_passages([self])[self.pk]

    @property
    def address(self) -> VideoAddress | None:
        """The video at a provider whose player we may show, or None."""
        return read_video_address(self.source_url) if self.source_url else None

    @classmethod
    def being_checked(cls) -> models.Q:
        """Which of them visitors are told about that we look for the address."""
        return models.Q(source_url="", file=None)

    @property
    def is_link_being_checked(self) -> bool:
        """Whether visitors are told that we look for its address."""
        return not self.source_url and not self.file_id
