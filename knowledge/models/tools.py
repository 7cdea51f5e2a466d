"""Co-creation tools: an activity with its video, handout and worksheet."""

from __future__ import annotations

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
