"""Videos: at a provider or in our own store, with captions and a transcript beside them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.query import PageQuerySet

from knowledge.blocks.links import ChosenPageBlock
from knowledge.contracts.passage import Passage
from knowledge.contracts.spoken_words import spoken_words
from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.publishers import PublishedPage
from knowledge.videos.addresses import VideoAddress, read_video_address
from knowledge.videos.moments import Chapter, clock, read_chapters


class VideoIndexPage(ListPage):
    """Every video."""

    page_description = "The list of all videos. A hub needs one."
    template = "pages/video_index.html"
    subpage_types = ["knowledge.VideoPage", "knowledge.VideoSeriesPage"]
    navigation_label = "Videos"

    class Meta:
        verbose_name = "list of videos"

    def listed(self, children: PageQuerySet) -> PageQuerySet:
        """The videos; series lead to them from above the list."""
        return children.type(VideoPage)


class VideoSeriesPage(PublishedPage):
    """Videos that belong together, in their order: webinars, sessions 1 to 3."""

    page_description = "Videos that belong together, in their order, such as sessions 1 to 3."
    template = "pages/video_series.html"
    parent_page_types = ["knowledge.VideoIndexPage"]
    subpage_types: list[str] = []
    search_kind = "video"
    card_streams = ("videos",)

    videos = StreamField(
        [("video", ChosenPageBlock(page_type="knowledge.VideoPage"))],
        blank=True,
        help_text="In the order in which they are watched. A video may be in several series.",
    )

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("publisher"),
        FieldPanel("body"),
        FieldPanel("videos"),
    ]

    class Meta:
        verbose_name = "series of videos"

    @property
    def video_ids(self) -> list[int]:
        """Its videos' keys in their order, each once."""
        return list(dict.fromkeys(pk for block in self.videos.raw_data if (pk := block["value"])))

    def search_detail(self) -> str:
        count = len(self.video_ids)
        counted = f"Series of {count} video{'' if count == 1 else 's'}"
        return " · ".join(filter(None, (counted, super().search_detail())))


class WantingPanel(HelpPanel):
    """Asks for what a saved video still lacks for people who cannot hear."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel of one page."""

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.wanting)


class VideoPage(PublishedPage):
    """A video. With no address known it is published with its title and "we are checking this link"."""

    page_description = "One video, ours or elsewhere, with captions and a transcript."
    template = "pages/video.html"
    parent_page_types = ["knowledge.VideoIndexPage"]
    subpage_types: list[str] = []
    search_kind = "video"
    own_copy = "file"
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
    chapters = models.TextField(
        blank=True,
        help_text="One a line, time and title: 1:15 What the ladder is. Visitors jump to them.",
    )
    duration = models.DurationField(
        null=True, blank=True, help_text="Hours, minutes and seconds, such as 00:03:20."
    )

    content_panels = [
        WantingPanel(template="admin/video_wanting.html"),
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("source_url"),
                FieldPanel("file"),
                FieldPanel("poster"),
                FieldPanel("captions"),
                FieldPanel("transcript"),
                FieldPanel("chapters"),
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
        try:
            read_chapters(self.chapters)
        except ValueError as error:
            raise ValidationError({"chapters": str(error)}) from error

    @property
    def chapter_list(self) -> list[Chapter]:
        """Its chapters; none while a draft's are not written properly."""
        try:
            return read_chapters(self.chapters)
        except ValueError:
            return []

    @property
    def wanting(self) -> list[str]:
        """What editors are asked for: captions of our own file, and what is said as text."""
        wanted = []
        if self.file_id and not self.captions_id:
            wanted.append("captions")
        if not (self.transcript.strip() or self.captions_id):
            wanted.append("transcript")
        return wanted

    def passages(self) -> list[Passage]:
        chapters = [
            Passage(
                text=chapter.title,
                heading="Chapter",
                anchor=f"t={chapter.second}",
                place=clock(chapter.second),
            )
            for chapter in self.chapter_list
        ]
        return [*super().passages(), *chapters, *self.spoken_passages]

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
