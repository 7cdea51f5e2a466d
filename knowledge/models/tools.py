"""Co-creation tools: an activity with its video, handout and worksheet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField

from knowledge.blocks.text import StepBlock
from knowledge.contracts.passage import Passage
from knowledge.models.base import KnowledgePage
from knowledge.models.files import HubDocument
from knowledge.models.lists import ListPage
from knowledge.models.publishers import PublishedPage


class ToolIndexPage(ListPage):
    """Every co-creation tool."""

    page_description = "The list of all co-creation tools. A hub needs one."
    admin_default_ordering = "ord"  # Readers meet its children in this order.
    template = "pages/tool_index.html"
    subpage_types = ["knowledge.ToolPage"]
    navigation_label = "Co-creation tools"
    list_order = "path"

    class Meta:
        verbose_name = "list of co-creation tools"


class ToolPage(PublishedPage):
    """An activity that a group does together."""

    page_description = "An activity for a group: its steps, its video and its papers to print."
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

    class OnScreen(models.TextChoices):
        STICKY_NOTES = "sticky-notes", "A wall of sticky notes"
        Q_SORT = "q-sort", "A Q Sort"
        STORY_CUBES = "story-cubes", "Story Cubes"

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
    room = models.CharField(
        max_length=200, blank=True, help_text="What the room needs, such as two circles of chairs."
    )
    steps = StreamField(
        [("step", StepBlock())],
        blank=True,
        help_text="How it goes. Whoever leads the activity sees the steps large, each with a timer.",
    )
    on_screen = models.CharField(
        max_length=20,
        choices=OnScreen,
        blank=True,
        help_text="What a group that is not in one room can do on screen, by a private link.",
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
    handout_pdf = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="handout as PDF",
        help_text="The same handout to print, as an accessible PDF.",
    )
    worksheet = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    worksheet_pdf = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="worksheet as PDF",
        help_text="The same worksheet to print, as an accessible PDF.",
    )

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("minutes"),
                FieldPanel("people_from"),
                FieldPanel("people_to"),
                FieldPanel("room"),
            ],
            heading="When to choose it",
        ),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                PageChooserPanel("video"),
                FieldPanel("handout"),
                FieldPanel("handout_pdf"),
                FieldPanel("worksheet"),
                FieldPanel("worksheet_pdf"),
            ],
            heading="What comes with it",
        ),
        FieldPanel("body"),
        FieldPanel("steps"),
        FieldPanel("on_screen"),
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

    @property
    def papers(self) -> list[HubDocument]:
        """What there is to print: the worksheet, then the handout, each as it is and as PDF."""
        keys = (self.worksheet_id, self.worksheet_pdf_id, self.handout_id, self.handout_pdf_id)
        found = HubDocument.objects.in_bulk([key for key in keys if key])
        return [found[key] for key in keys if key in found]

    @property
    def minutes_of_steps(self) -> int:
        """All its steps together; 0 where no step says how long it takes."""
        return sum(step.value["minutes"] or 0 for step in self.steps)

    def passages(self) -> list[Passage]:
        lines = [self.room]
        for step in self.steps:
            lines += [step.value["title"], step.value["text"]]
        words = "\n".join(line for line in lines if line)
        steps = [Passage(words, heading="How it goes", anchor="how-it-goes")] if words else []
        return [*super().passages(), *steps]

    def search_detail(self) -> str:
        """What a group chooses by; who published it where nothing of that is said."""
        time = f"{self.minutes} minutes" if self.minutes else ""
        facts = (self.get_purpose_display(), time, self.group_size)
        return " · ".join(filter(None, facts)) or super().search_detail()
