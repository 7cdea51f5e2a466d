"""Co-creation tools: an activity with its video, handout and worksheet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel

from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.publishers import PublishedPage


class ToolIndexPage(ListPage):
    """Every co-creation tool."""

    template = "pages/tool_index.html"
    subpage_types = ["knowledge.ToolPage"]
    navigation_label = "Co-creation tools"
    list_order = "path"

    class Meta:
        verbose_name = "list of co-creation tools"


class ToolPage(PublishedPage):
    """An activity that a group does together."""

    template = "pages/tool.html"
    parent_page_types = ["knowledge.ToolIndexPage"]
    subpage_types: list[str] = []
    search_kind = "tool"
    card_template = "components/tool_card.html"

    class Purpose(models.TextChoices):
        UNDERSTAND = "understand", "Understand a problem"
        HEAR = "hear", "Hear everybody"
        IDEAS = "ideas", "Find ideas"
        SHOW = "show", "Show others what you know"

    purpose = models.CharField(
        max_length=20, choices=Purpose, blank=True, help_text="What a group uses it for."
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long it takes, about."
    )
    people_from = models.PositiveSmallIntegerField(
        "people, at least", null=True, blank=True, help_text="The smallest group that it works for."
    )
    people_to = models.PositiveSmallIntegerField(
        "people, at most", null=True, blank=True, help_text="Empty: the group may be of any size."
    )
    video = models.ForeignKey(
        "knowledge.VideoPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handout = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    worksheet = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("minutes"),
                FieldPanel("people_from"),
                FieldPanel("people_to"),
            ],
            heading="When to choose it",
        ),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                PageChooserPanel("video"),
                FieldPanel("handout"),
                FieldPanel("worksheet"),
            ],
            heading="What comes with it",
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "co-creation tool"

    def clean(self) -> None:
        super().clean()
        if self.people_from and self.people_to and self.people_to < self.people_from:
            raise ValidationError({"people_to": "This is fewer than “at least”."})

    @property
    def group_size(self) -> str:
        """How many people it is for, in words; "" where nothing is said."""
        least, most = self.people_from, self.people_to
        if least and most:
            return f"{least} people" if least == most else f"{least} to {most} people"
        if least or most:
            return f"{least} people or more" if least else f"up to {most} people"
        return ""

    def search_detail(self) -> str:
        """What a group chooses by; who published it where nothing of that is said."""
        time = f"{self.minutes} minutes" if self.minutes else ""
        facts = (self.get_purpose_display(), time, self.group_size)
        return " · ".join(filter(None, facts)) or super().search_detail()
